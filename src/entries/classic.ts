/** The code that the classic script runs if the page has no other copy. */
import { register } from './register-booking.js';

register();
