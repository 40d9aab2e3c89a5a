import { createClinic } from '@ally-health/checkout-booking/mocks';
import { startClinic } from '@ally-health/checkout-booking/mocks/browser';
import { beforeEach } from 'vitest';

export const clinic = createClinic();

await startClinic({ clinic });

beforeEach(() => clinic.reset());
