import type { OrderState } from './store.js';

/** The states in which `purge` may remove an order, unless `runDue` has it to do. */
export const finishedStates: readonly OrderState[] = ['accepted', 'booked', 'refused', 'cancelled'];
