<?php
declare(strict_types=1);

require __DIR__ . '/orders.php';

// Run it every minute by cron: * * * * * php run-due.php
$done = ally_run_due(50);
// Replace error_log with your alarm: orders that need a person, and old ones that still wait.
$stuck = ally_stuck();
foreach ($stuck as $order) error_log("order {$order['orderRef']} of {$order['createdAt']}: {$order['stuck']}");
$isLate = fn (array $order): bool => strtotime($order['createdAt']) < time() - 3600;
$late = array_filter(ally_due(), $isLate);
foreach ($late as $order) error_log("order {$order['orderRef']} of {$order['createdAt']} still waits: {$order['error']}");
echo json_encode($done + ['stuck' => count($stuck), 'late' => count($late)], JSON_THROW_ON_ERROR), "\n";
