/** What a script tag runs when no other copy is on the page. */
import { register } from './register-booking.js';

register();
