/** What every page of the site loads: it brings a booking to try where the page has one. */
import { whenSeen } from '../../src/entries/when-element-present.js';

whenSeen('live-booking', () => {
  void import('./live-booking.js');
});
