<?php
declare(strict_types=1);

/** A call that did not succeed. Its message holds nothing about a patient: log it. */
final class AllyError extends RuntimeException
{
    public function __construct(
        /** The code, as in the table of error codes; `unavailable` or `unexpected_answer` if the relay did not answer. */
        public readonly string $allyCode,
        /** The HTTP status; 0 without a response. */
        public readonly int $status,
        string $text,
        /** Whether the same call may succeed later. */
        public readonly bool $canRetry,
        public readonly int $retryAfterSeconds,
        /** The request's id in the relay's log. */
        public readonly ?string $requestId = null,
        /** The request's id for the platform's support. */
        public readonly ?string $platformRequestId = null,
        /** The field that is wrong. */
        public readonly ?string $param = null,
    ) {
        parent::__construct("$allyCode ($status): $text");
    }
}

/** Reads a variable of the environment. */
function ally_env(string $name): string
{
    return getenv($name) ?: throw new LogicException("$name is missing in the environment.");
}

/**
 * Calls an operation of the relay's /orders. Each is idempotent: after an `AllyError` with `canRetry`, call it again.
 * A string is a body that is passed on byte for byte.
 */
function ally_call(string $operation, array|string $body, array $headers = []): array
{
    $request = curl_init(rtrim(ally_env('ALLY_RELAY'), '/') . rtrim("/orders/$operation", '/'));
    $retryAfter = 60;
    curl_setopt_array($request, [
        CURLOPT_POSTFIELDS => is_string($body) ? $body : json_encode((object) $body, JSON_THROW_ON_ERROR),
        CURLOPT_HTTPHEADER => [
            'Content-Type: application/json',
            'Authorization: Bearer ' . ally_env('ALLY_ORDER_SECRET'),
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
    // 202: it is not known yet whether the order is booked.
    $mayPass = curl_errno($request) !== 0 || $status === 202 || $status === 429 || $status >= 500;
    $error = is_array($answer) ? $answer['error'] ?? null : null;
    if (!is_array($error)) {
        // No answer, or one of something else: a proxy, or the server at a wrong address.
        $text = curl_error($request) ?: 'the answer is not the relay\'s: check ALLY_RELAY';
        $code = $mayPass ? 'unavailable' : 'unexpected_answer';
        throw new AllyError($code, $status, $text, $mayPass, $retryAfter);
    }
    throw new AllyError(
        $error['code'],
        $status,
        $error['message'],
        $error['canRetry'] ?? $mayPass,
        $retryAfter,
        $error['requestId'] ?? null,
        $error['platformRequestId'] ?? null,
        $error['param'] ?? null,
    );
}

/** Before the payment: the price to charge, and whether the window will be booked. Throws if it cannot be booked. */
function ally_open(string $token, string $taskId, string $orderRef): array
{
    return ally_call('open', ['token' => $token, 'taskId' => $taskId, 'orderRef' => $orderRef]);
}

/**
 * Stores the selection of an order. With `$paid` the order is booked by the next run of `ally_run_due`. `order` of the
 * answer is null for an order without a selection.
 */
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

/** Lists the orders that wait for `ally_run_due`. */
function ally_due(int $limit = 100): array
{
    return ally_call('due', ['limit' => $limit])['orders'];
}

/** Lists the orders that need a person, each with its reason in `stuck`. */
function ally_stuck(int $limit = 100): array
{
    return ally_call('stuck', ['limit' => $limit])['orders'];
}
