<?php
declare(strict_types=1);

require __DIR__ . '/orders.php';

const TASK_ID = 'tsk_blood';
const PRICE_WITHOUT_VISIT = ['amount' => 1900, 'currency' => 'GBP'];

/** Stands for your payment provider's own check: without one, anybody could report a payment. */
function is_from_payment_provider(): bool
{
    $secret = ally_env('PAYMENT_SECRET');
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
        // 1. The customer places the order. `orderRef` is a hidden field, made when the page was rendered.
        case 'POST /orders':
            $orderRef = (string) ($_POST['orderRef'] ?? '');
            $token = (string) ($_POST['appointment'] ?? '');
            // Empty: the customer buys without a visit.
            $visit = ['price' => PRICE_WITHOUT_VISIT, 'willBookWindow' => null];
            if ($token !== '') {
                $visit = ally_open($token, TASK_ID, $orderRef);
                ally_accept($orderRef, TASK_ID, $token);
            }
            ['price' => $price, 'willBookWindow' => $willBookWindow] = $visit;
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
                ['order' => $order] = ally_accept($report['orderRef'], TASK_ID, paid: true);
                // Raise an alarm, unless your order has no visit.
                if ($order === null) error_log("order {$report['orderRef']}: paid, without a selection");
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
    error_log($error->getMessage());
    // With 503 the provider and the platform call again. What else is not the caller's fault is 500.
    $status = in_array($error->status, [400, 409, 422], true) ? $error->status : 500;
    respond($error->canRetry ? 503 : $status, ['code' => $error->allyCode]);
}
