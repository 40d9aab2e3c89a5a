<?php
// Outside production WooCommerce accepts the postcodes of the scenarios. Nobody lives at them: its own pattern refuses ZZ.
if (wp_get_environment_type() !== 'production') {
    add_filter('woocommerce_validate_postcode', function ($valid, $postcode, $country): bool {
        $isScenario = $country === 'GB' && preg_match('/^ZZ99\s?\d[A-Z]{2}$/i', trim((string) $postcode)) === 1;
        return $valid || $isScenario;
    }, 10, 3);
}
