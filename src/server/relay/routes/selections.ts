import { isPossiblePhoneNumber } from 'libphonenumber-js/min';
import type { Booking } from '../../../domain/appointment.js';
import type { SealedSelection, Selection, Summary } from '../../../domain/selection.js';
import { refusedField } from '../../../domain/selection-rules.js';
import { addDays, placeTime } from '../../../domain/time/zoned-time.js';
import type { AppointmentWindow } from '../../../domain/window/window.js';
import { testKeyPrefix } from '../../../platform/operations.js';
import { answerBooking } from '../../orders/booking-response.js';
import { bookOnce, findBooked } from '../../orders/book-once.js';
import { oneAtATime } from '../../orders/order-lock.js';
import type { RelayOptions } from '../../options.js';
import type { Platform } from '../../platform/platform-client.js';
import type { ReadTask } from './tasks.js';
import { windowGone, wrongField } from '../http-error.js';
import { standardPostcode, type Visits } from './availability.js';
import { sealSelection } from '../../tokens/selection-token.js';

/** The platform offers windows that far ahead, and no further. */
const daysAhead = 21;

/** A selection that the platform would take just now, with what was read of it again. */
interface Checked {
  readonly selection: Selection;
  readonly summary: Summary;
}

/** A page's finished selections: sealed for an order, or booked at once. */
export class Selections {
  constructor(
    private readonly platform: Platform,
    private readonly readTask: ReadTask,
    private readonly visits: Visits,
    private readonly options: RelayOptions,
  ) {}

  async seal(asked: Selection): Promise<SealedSelection> {
    const { selection, summary } = await this.check(asked);
    const mode = this.options.platformKey.startsWith(testKeyPrefix) ? 'test' : 'live';
    const sealed = await sealSelection(selection, { summary, mode }, this.options);
    return { ...sealed, summary };
  }

  /** Looks for the booking by its key before anything else: a page that asks again must not be told "gone". */
  async book({ key, orderRef, ...asked }: Selection & BookingKeys): Promise<Booking> {
    const externalRef = orderRef === undefined ? key : `${orderRef}.${key}`;
    const begunAt = this.options.now?.() ?? new Date();
    return await oneAtATime(externalRef, this.options, async () => {
      const known = await findBooked(this.platform, externalRef, this.options);
      if (known) return await this.answer(known);
      const { selection, summary } = await this.check(asked);
      const order = { externalRef, selection, price: summary.price, begunAt };
      const how = { withWindow: true, whenGone: 'refuse' } as const;
      return await this.answer(await bookOnce(this.platform, { ...order, ...how }, this.options));
    });
  }

  private async answer(found: Parameters<typeof answerBooking>[1]): Promise<Booking> {
    const { options, platform } = this;
    return await answerBooking(platform, found, { options });
  }

  /** Times and price are the platform's, read again: what the page says of them is not believed. */
  private async check(asked: Selection): Promise<Checked> {
    const { taskId, windowId, holdId, location } = asked;
    const postcode = standardPostcode(location.address.postcode, 'location.address.postcode');
    const address = { ...location.address, postcode };
    const selection = { ...asked, location: { ...location, address } };
    const today = this.visits.today();
    const to = addDays(today, daysAhead);
    const [task, { windows, timeZone }] = await Promise.all([
      this.readTask(taskId),
      this.visits.windowsOf({ taskId, postcode }, { from: today, to, holdId }),
    ]);
    checkPhones(selection);
    const window = windows.find(({ id }) => id === windowId);
    const visitDay = window ? placeTime(window.startAt, timeZone).date : today;
    const refused = refusedField(selection, { task, today, visitDay });
    if (refused) throw wrongField(refused.param, refused.why);
    if (!window) throw windowGone();
    return { selection, summary: summaryOf(task.name, window, timeZone) };
  }
}

export interface BookingKeys {
  /** A UUID that the page made for this selection. */
  readonly key: string;
  readonly orderRef?: string | undefined;
}

const summaryOf = (
  taskName: string,
  { startAt, endAt, price }: AppointmentWindow,
  timeZone: string,
): Summary => ({ taskName, startAt, endAt, timeZone, ...(price && { price }) });

/** The page knows the United Kingdom's numbers by rule; the library knows how long those of other countries are. */
const checkPhones = ({ patients, contact }: Selection): void => {
  const isWrong = (phone: string): boolean => !isPossiblePhoneNumber(phone);
  patients.forEach(({ phone }, index) => {
    if (isWrong(phone))
      throw wrongField(`patients.${String(index)}.phone`, 'No such number can be.');
  });
  if (contact && isWrong(contact.phone))
    throw wrongField('contact.phone', 'No such number can be.');
};
