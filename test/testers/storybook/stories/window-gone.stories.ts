import {
  chooseWindow,
  enterPostcode,
  fillPatient,
  leadOn,
  seeProblem,
  seeReview,
} from '@ally-health/checkout-booking/testing';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { expect } from 'storybook/test';
import { clinic } from '../.storybook/clinic.js';
import { checkout } from './checkout.js';

export default { title: 'Checkout/A time has gone', render: checkout } satisfies Meta;

export const WindowGone: StoryObj = {
  beforeEach: () => clinic.use('window-gone'),
  play: async ({ canvasElement: form }) => {
    await enterPostcode(form, 'SW1A 1AA');
    const gone = await chooseWindow(form);
    await fillPatient(form);
    await expect(await seeProblem(form)).toContain('That time has just gone');
    await expect(await chooseWindow(form)).not.toBe(gone);
    await leadOn(form);
    await expect((await seeReview(form)).complete).toBe(true);
  },
};
