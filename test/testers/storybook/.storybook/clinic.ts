import { createClinic } from '@ally-health/checkout-booking/mocks';

export const clinic = createClinic();
