<?php
declare(strict_types=1);

/** A call that did not succeed. */
final class AllyError extends RuntimeException
{
    public function __construct(
        /** The code, as in the table of error codes. */
        public readonly string $allyCode,
        /** The HTTP status; 0 without a response. */
        public readonly int $status,
        /** Whether the same call may succeed later. */
        public readonly bool $canRetry,
        public readonly int $retryAfterSeconds,
    ) {
        parent::__construct("$allyCode ($status)");
    }
}

/**
 * Calls an operation of the relay's /orders. Each is idempotent: after an `AllyError` with `canRetry`, call it again.
 * A string is a body that is passed on byte for byte.
 */
function ally_call(string $operation, array|string $body, array $headers = []): array
{
    $request = curl_init(rtrim(getenv('ALLY_RELAY') . "/orders/$operation", '/'));
    $retryAfter = 60;
    curl_setopt_array($request, [
        CURLOPT_POSTFIELDS => is_string($body) ? $body : json_encode((object) $body, JSON_THROW_ON_ERROR),
        CURLOPT_HTTPHEADER => [
            'Content-Type: application/json',
            'Authorization: Bearer ' . getenv('ALLY_ORDER_SECRET'),
            ...$headers,
        ],
        CURLOPT_RETURNTRANSFER => true,
        // A booking takes several requests to the platform, each up to `platform.timeoutMs`.
        CURLOPT_TIMEOUT => 90,
        CURLOPT_HEADERFUNCTION => function ($_, string $line) use (&$retryAfter): int {
            if (preg_match('/^retry-after: *(\d+)/i', $line, $match)) {
                $retryAfter = (int) $match[1];
            }
            return strlen($line);
        },
    ]);
    $answer = json_decode((string) curl_exec($request), true);
    $status = curl_getinfo($request, CURLINFO_RESPONSE_CODE);
    if ($status === 200 && is_array($answer)) {
        return $answer;
    }
    $error = is_array($answer) ? $answer['error'] ?? null : null;
    if (!is_array($error)) {
        // No answer, or one of something between, such as a proxy.
        throw new AllyError('unavailable', $status, true, $retryAfter);
    }
    // 202: it is not known yet whether the order is booked.
    $canRetry = $error['canRetry'] ?? ($status === 202 || $status === 429 || $status >= 500);
    throw new AllyError($error['code'], $status, $canRetry, $retryAfter);
}

/** Before the payment: the price to charge, and whether the window will be booked. Throws if it cannot be booked. */
function ally_open(string $token, string $taskId, string $orderRef): array
{
    return ally_call('open', ['token' => $token, 'taskId' => $taskId, 'orderRef' => $orderRef]);
}

/** Stores the selection of an order. With `$paid` the order is booked by the next run of `ally_run_due`. */
function ally_accept(string $orderRef, string $taskId, ?string $token = null, bool $paid = false): array
{
    $body = ['orderRef' => $orderRef, 'taskId' => $taskId, 'token' => $token, 'paid' => $paid];
    return ally_call('accept', $body);
}

/** Books a paid order at once: its outcome, its appointment and the token of its order page. */
function ally_book(string $orderRef, string $taskId): array
{
    return ally_call('', ['orderRef' => $orderRef, 'taskId' => $taskId]);
}

/** Cancels an order and its appointment, also before it is booked. */
function ally_cancel(string $orderRef, string $reason): array
{
    return ally_call('cancel', ['orderRef' => $orderRef, 'reason' => $reason]);
}

/** An order and its appointment; null if the order is not known. */
function ally_find(string $orderRef): ?array
{
    return ally_call('find', ['orderRef' => $orderRef])['order'];
}

/** Passes a webhook of the platform on. The relay checks its signature, and compares its order with the platform. */
function ally_webhook(): array
{
    $signature = 'Ally-Signature: ' . ($_SERVER['HTTP_ALLY_SIGNATURE'] ?? '');
    return ally_call('webhook', (string) file_get_contents('php://input'), [$signature]);
}

/** Books the orders that are paid, and settles those whose outcome is not known. Call it every minute. */
function ally_run_due(int $limit = 20): array
{
    return ally_call('run-due', ['limit' => $limit]);
}

/** Lists the orders that need a person, each with its reason in `stuck`. */
function ally_stuck(int $limit = 100): array
{
    return ally_call('stuck', ['limit' => $limit])['orders'];
}
