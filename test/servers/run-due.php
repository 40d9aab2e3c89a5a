<?php
declare(strict_types=1);

require __DIR__ . '/orders.php';

// Run it every minute by cron: * * * * * php run-due.php
echo json_encode(ally_run_due(50), JSON_THROW_ON_ERROR), "\n";
