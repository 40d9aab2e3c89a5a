/// <reference types="@ally-health/checkout-booking/types/vue" />
