/** Script of every page of the site: loads `<live-booking>` if the page has one. */
import { whenSeen } from '../../src/entries/when-element-present.js';

whenSeen('live-booking', () => {
  void import('./live-booking.js');
});
