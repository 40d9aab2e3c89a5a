import {
  chooseWindow,
  enterPostcode,
  fillPatient,
  leadOn,
  seeProblem,
  seeReview,
} from '@ally-health/checkout-booking/testing';
import { expect, test } from 'vitest';
import { openCheckout } from '../src/checkout.js';
import { clinic } from './clinic.js';

test('a time that has gone is chosen anew, and nothing is typed twice', async () => {
  clinic.use('window-gone');
  const form = openCheckout();
  await enterPostcode(form, 'SW1A 1AA');
  const gone = await chooseWindow(form);
  await fillPatient(form);
  expect(await seeProblem(form)).toContain('That time has just gone');

  expect(await chooseWindow(form)).not.toBe(gone);
  await leadOn(form);
  expect((await seeReview(form)).complete).toBe(true);
});
