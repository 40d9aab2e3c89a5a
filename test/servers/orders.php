<?php
declare(strict_types=1);

/**
 * Books a paid order's visit by the relay's POST /orders. Call it after payment, and again as often as you like; one
 * call per order at a time. `$save` writes to the order's row.
 */
function ally_book(array $order, callable $save): void
{
    $ask = ['token' => $order['token'], 'orderRef' => $order['ref']];
    if ($order['lastAttemptAt'] !== null) {
        $ask['lastAttemptAt'] = $order['lastAttemptAt'];
    }
    $save(['lastAttemptAt' => gmdate('Y-m-d\TH:i:s\Z')]);
    $asking = curl_init(getenv('ALLY_RELAY') . '/orders');
    curl_setopt_array($asking, [
        CURLOPT_POSTFIELDS => json_encode($ask, JSON_THROW_ON_ERROR),
        CURLOPT_HTTPHEADER => [
            'Content-Type: application/json',
            'Authorization: Bearer ' . getenv('ALLY_ORDER_SECRET'),
        ],
        CURLOPT_RETURNTRANSFER => true,
        CURLOPT_TIMEOUT => 90,
    ]);
    $retryAfter = 60;
    curl_setopt($asking, CURLOPT_HEADERFUNCTION, function ($_, string $line) use (&$retryAfter): int {
        if (preg_match('/^retry-after: *(\d+)/i', $line, $said)) {
            $retryAfter = (int) $said[1];
        }
        return strlen($line);
    });
    $said = json_decode((string) curl_exec($asking), true);
    $tryAgainAt = time() + $retryAfter;
    if (isset($said['outcome'])) {
        $save(['state' => $said['outcome'], 'visit' => $said, 'lastAttemptAt' => null]);
    } elseif (isset($said['error']['code'])) {
        $status = curl_getinfo($asking, CURLINFO_RESPONSE_CODE);
        $canRetry = $status === 429 || $status >= 500;
        $save([
            'state' => $canRetry ? 'to book' : 'ask a person: ' . $said['error']['code'],
            'lastAttemptAt' => $said['error']['lastAttemptAt'] ?? $order['lastAttemptAt'],
            'tryAgainAt' => $tryAgainAt,
        ]);
    } else {
        // Nobody answered, or not the relay itself: what was written down before the call stands.
        $save(['state' => 'to book', 'tryAgainAt' => $tryAgainAt]);
    }
}
