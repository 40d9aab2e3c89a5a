import type { Counted } from '../counted.js';
import type { AnnouncementWords } from '../en-gb/announcements.js';
import { alike } from './alike.js';

export const announcementWords = (counted: Counted<'cy'>): AnnouncementWords => ({
  windowsFound: counted({
    ...alike('Mae # amser ar gael.'),
    zero: 'Nid oes amser ar gael.',
    one: 'Mae un amser ar gael.',
  }),
  laterFound: counted({
    ...alike('Mae # amser arall ar gael.'),
    zero: 'Nid oes amser arall ar gael.',
    one: 'Mae un amser arall ar gael.',
  }),
  holdEnding: (time) =>
    `Rydym yn cadw’r amser hwn i chi am ddau funud arall, tan ${time}. Wedyn byddwn yn ceisio ei gadw eto.`,
});
