<?php
declare(strict_types=1);

require __DIR__ . '/orders.php';

// Run it every minute by cron: * * * * * php run-due.php
$done = ally_run_due(50);
$stuck = ally_stuck();
// Replace error_log with your alarm.
foreach ($stuck as $order) error_log("order {$order['orderRef']}: {$order['stuck']}");
echo json_encode($done + ['stuck' => count($stuck)], JSON_THROW_ON_ERROR), "\n";
