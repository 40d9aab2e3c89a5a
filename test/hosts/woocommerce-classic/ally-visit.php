<?php
// Below the customer's details, outside of what WooCommerce replaces when an address changes.
add_action('woocommerce_after_order_notes', function (): void { ?>
  <ally-booking required mirror-name="ally_visit" state-key="checkout"
    postcode-from="form:has(#ship-to-different-address-checkbox:checked) #shipping_postcode,
      form:not(:has(#ship-to-different-address-checkbox:checked)) #billing_postcode"
    prefill-from="form.checkout" api-base="/ally" task-id="tsk_blood">
    Call us on 020 7946 0000 to book your visit.
  </ally-booking>
<?php });

add_action('woocommerce_checkout_create_order', function (WC_Order $order): void {
    foreach (['ally_visit', 'ally_visit-summary'] as $name) {
        $said = sanitize_text_field(wp_unslash($_POST[$name] ?? ''));
        $order->update_meta_data("_$name", $said);
    }
});
