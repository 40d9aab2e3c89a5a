import { fillBooking } from '@ally-health/checkout-booking/testing';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { expect } from 'storybook/test';
import { clinic } from '../.storybook/clinic.js';
import { checkout } from './checkout.js';

export default { title: 'Checkout/A visit is booked', render: checkout } satisfies Meta;

export const BookAVisit: StoryObj = {
  play: async ({ canvasElement }) => {
    const { value, summary } = await fillBooking(canvasElement);
    await expect(new FormData(canvasElement.querySelector('form')!).get('appointment')).toBe(value);

    // What your server does when the order is paid.
    const { outcome, appointment } = clinic.order({ token: value, orderRef: 'ORDER-1' });
    await expect(outcome).toBe('scheduled');
    await expect(appointment.startAt).toBe(summary?.startAt);
  },
};
