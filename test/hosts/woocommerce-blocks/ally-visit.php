<?php
use Automattic\WooCommerce\StoreApi\Schemas\V1\CheckoutSchema;

// Above the button that places the order.
add_filter('render_block_woocommerce/checkout-actions-block', fn (string $block): string => '
  <ally-booking required state-key="checkout" postcode-from="#shipping-postcode, #billing-postcode"
    prefill-from=".wc-block-checkout__form" api-base="/ally" task-id="tsk_blood">
    Call us on 020 7946 0000 to book your visit.
  </ally-booking>' . $block, 999);

add_action('woocommerce_blocks_loaded', function (): void {
    $text = ['type' => 'string', 'context' => [], 'optional' => true];
    woocommerce_store_api_register_endpoint_data([
        'endpoint' => CheckoutSchema::IDENTIFIER,
        'namespace' => 'ally-visit',
        'schema_callback' => fn (): array => ['token' => $text + ['description' => 'The sealed visit']],
    ]);
});

$keep = function (WC_Order $order, WP_REST_Request $request): void {
    $token = $request['extensions']['ally-visit']['token'] ?? '';
    $order->update_meta_data('_ally_visit', sanitize_text_field($token));
};
add_action('woocommerce_store_api_checkout_update_order_from_request', $keep, 10, 2);
