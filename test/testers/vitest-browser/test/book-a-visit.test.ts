import { fillBooking } from '@ally-health/checkout-booking/testing';
import { expect, test } from 'vitest';
import { openCheckout } from '../src/checkout.js';
import { clinic } from './clinic.js';

test('a visit is chosen in the checkout, and booked once the order is paid', async () => {
  const form = openCheckout();
  const { value, summary } = await fillBooking(form);
  expect(new FormData(form).get('appointment')).toBe(value);

  // What your server does when the order is paid.
  const { outcome, appointment } = clinic.order({ token: value, orderRef: 'ORDER-1' });
  expect(outcome).toBe('scheduled');
  expect(appointment.startAt).toBe(summary?.startAt);
});
