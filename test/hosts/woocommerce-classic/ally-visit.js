// WooCommerce turns the browser's own validation off: it asks here before it sends the order.
jQuery(($) => {
  $('form.checkout').on('checkout_place_order', () => {
    const booking = document.querySelector('ally-booking');
    // Null, or not defined: the script has not run, and no order is held back for that.
    return booking?.reportValidity?.() ?? true;
  });
});
