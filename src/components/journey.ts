/**
 * What moves the journey on. It is not needed to show the first field, so it arrives right behind it; a
 * postcode that is given before that waits for it.
 */
export { createHttpBookingApi } from '../api/http-booking-api.js';
export { createBookingFlow } from '../flow/booking-flow.js';
export { announce } from './announcements.js';
export { pageEvents } from './page-events.js';
