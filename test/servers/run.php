<?php
declare(strict_types=1);

/** Books one order, given as JSON, and prints its row as it is then. */
require __DIR__ . '/orders.php';

$row = json_decode(stream_get_contents(STDIN), true, 512, JSON_THROW_ON_ERROR);
ally_book($row, function (array $change) use (&$row): void {
    $row = [...$row, ...$change];
});
echo json_encode($row, JSON_THROW_ON_ERROR);
