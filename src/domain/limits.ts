/**
 * The last day that is offered, in days from today. The platform's documents say: from today to about three weeks
 * ahead. Page, relay and mocks have the same limit, so that each window that is listed can be sealed.
 */
export const DAYS_AHEAD = 20;
