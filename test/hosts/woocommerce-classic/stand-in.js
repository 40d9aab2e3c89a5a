// Written from WooCommerce's public documents and source: what its classic checkout does with a form around us.
jQuery(($) => {
  const $form = $('form.checkout').attr('novalidate', 'novalidate');
  const update = () => {
    // Fragments are replaced as a whole, with what stands in them.
    $('.woocommerce-checkout-payment').replaceWith(window.paymentFragment);
    $(document.body).trigger('updated_checkout');
  };
  $(document.body).on('update_checkout', () => setTimeout(update, 5));
  $form.on('change', '.address-field input', () => $(document.body).trigger('update_checkout'));
  $('#ship-to-different-address-checkbox').on('change', function () {
    $('.shipping_address').toggle(this.checked);
  });
  $form.on('submit', () => {
    if ($form.triggerHandler('checkout_place_order') !== false)
      $.ajax({ type: 'POST', url: '/?wc-ajax=checkout', data: $form.serialize() });
    return false;
  });
});
