import '@ally-health/checkout-booking/define';
