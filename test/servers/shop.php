<?php
declare(strict_types=1);

require __DIR__ . '/orders.php';

const TASK_ID = 'tsk_blood';

/** Stands for your payment provider's own check: without one, anybody could report a payment. */
function is_from_payment_provider(): bool
{
    $secret = getenv('PAYMENT_SECRET') ?: throw new LogicException('PAYMENT_SECRET is missing.');
    return hash_equals("Bearer $secret", $_SERVER['HTTP_AUTHORIZATION'] ?? '');
}

function respond(int $status, ?array $body = null): void
{
    http_response_code($status);
    header('Content-Type: application/json');
    echo $body === null ? '' : json_encode($body, JSON_THROW_ON_ERROR);
}

try {
    switch ($_SERVER['REQUEST_METHOD'] . ' ' . parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH)) {
        // 1. The customer places the order.
        case 'POST /orders':
            $orderRef = bin2hex(random_bytes(16));
            $token = (string) ($_POST['appointment'] ?? '');
            $opened = ally_open($token, TASK_ID, $orderRef);
            ally_accept($orderRef, TASK_ID, $token);
            ['price' => $price, 'willBookWindow' => $willBookWindow] = $opened;
            respond(201, compact('orderRef', 'price', 'willBookWindow'));
            break;
        // 2. The payment provider reports a payment or a refund, late, twice or out of order.
        case 'POST /payments':
            if (!is_from_payment_provider()) {
                respond(401);
                break;
            }
            $report = json_decode(file_get_contents('php://input'), true, 16, JSON_THROW_ON_ERROR);
            if ($report['status'] === 'paid') {
                ally_accept($report['orderRef'], TASK_ID, paid: true);
            } elseif ($report['status'] === 'refunded') {
                ally_cancel($report['orderRef'], 'Refunded.');
            }
            respond(204);
            break;
        // 3. The platform reports a change.
        case 'POST /webhooks/ally':
            ally_webhook();
            respond(204);
            break;
        default:
            respond(404);
    }
} catch (AllyError $error) {
    // With 503 the provider and the platform call again.
    $status = $error->canRetry ? 503 : max(400, $error->status);
    respond($status, ['code' => $error->allyCode]);
}
