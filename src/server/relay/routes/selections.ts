import { isPossiblePhoneNumber } from 'libphonenumber-js/min';
import type { Booking } from '../../../domain/appointment.js';
import { DAYS_AHEAD } from '../../../domain/limits.js';
import type { SealedSelection, Selection, Summary } from '../../../domain/selection.js';
import { refusedField } from '../../../domain/selection-rules.js';
import { addDays, placeTime } from '../../../domain/time/zoned-time.js';
import type { AppointmentWindow } from '../../../domain/window/window.js';
import type { AllyContext } from '../../ally-context.js';
import { BookingUnsettledError } from '../../errors.js';
import { readHoldId } from '../../tokens/hold-id.js';
import { toBase64url } from '../../tokens/base64url.js';
import { markMac } from '../../tokens/mark.js';
import { sealSelection } from '../../tokens/selection-token.js';
import { windowUnavailable, wrongField } from '../http-error.js';
import { standardPostcode, type Visits } from './availability.js';
import type { ReadTask } from './tasks.js';

/** A selection that the platform would take now, with its times and price as the platform has them. */
interface Checked {
  readonly selection: Selection;
  readonly summary: Summary;
}

/** The key of a booking from the page. */
export interface BookingKeys {
  /** A UUID that the page made for this selection. */
  readonly key: string;
  readonly orderRef?: string | undefined;
}

/** Finished selections of pages: sealed for an order, or booked at once. */
export class SelectionRoutes {
  constructor(
    private readonly context: AllyContext,
    private readonly readTask: ReadTask,
    private readonly visits: Visits,
  ) {}

  async seal(asked: Selection): Promise<SealedSelection> {
    const { selection, summary } = await this.check(asked);
    const { mode } = this.context;
    const sealed = await sealSelection(selection, { summary, mode }, this.context);
    return { ...sealed, summary };
  }

  /** Books from the page. The same key and selection answer the same booking. */
  async book({ key, ...asked }: Selection & BookingKeys): Promise<Booking> {
    const orders = this.context.orders();
    const digest = await selectionDigest(key, asked, this.context.sealing.markKey ?? '');
    const { outcome, appointment, manageToken } = await orders.bookInstant(key, digest, () =>
      this.seal(asked),
    );
    // It is booked, but the platform has not said which it is: the page asks again.
    if (appointment === null || manageToken === null) throw new BookingUnsettledError(1);
    return { outcome, appointment, manageToken };
  }

  /** Reads times and price from the platform again: a page's own are not trusted. */
  private async check(asked: Selection): Promise<Checked> {
    const { taskId, windowId, location } = asked;
    const postcode = standardPostcode(location.address.postcode, 'location.address.postcode');
    const address = { ...location.address, postcode };
    const holdId = asked.holdId === undefined ? null : await readHoldId(asked.holdId, this.context);
    const selection = {
      ...asked,
      // The platform calls the contact in place of the patient.
      contact: asked.for === 'other' ? asked.contact : undefined,
      holdId: holdId ?? undefined,
      location: { ...location, address },
    };
    const today = this.visits.today();
    const to = addDays(today, DAYS_AHEAD);
    // A Task that is not the merchant's is refused without a request to the platform.
    const task = await this.readTask(taskId);
    const days = { from: today, to, holdId: selection.holdId };
    const { windows, timeZone } = await this.visits.windowsOf({ taskId, postcode }, days);
    checkPhones(selection);
    const window = windows.find(({ id }) => id === windowId);
    const visitDay = window ? placeTime(window.startAt, timeZone).date : today;
    const refused = refusedField(selection, { task, today, visitDay });
    if (refused) throw wrongField(refused.param, refused.why);
    if (!window) throw windowUnavailable();
    return { selection, summary: summaryOf(task.name, window, timeZone) };
  }
}

/**
 * Identifies a selection under a key, in whatever order its properties are. It is stored, so it is a MAC: a plain hash
 * of a patient's details could be guessed. With the key in it, the same details can be booked again, such as after a
 * cancellation.
 */
async function selectionDigest(
  key: string,
  selection: Selection,
  markKey: string,
): Promise<string> {
  const text = JSON.stringify(selection, (_name, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
  return toBase64url(await markMac(markKey, ['selection', key, text]));
}

function summaryOf(
  taskName: string,
  { startAt, endAt, price }: AppointmentWindow,
  timeZone: string,
): Summary {
  return { taskName, startAt, endAt, timeZone, ...(price && { price }) };
}

/** The page checks UK numbers by rule; the library knows the lengths of other countries' numbers. */
function checkPhones({ patients, contact }: Selection): void {
  patients.forEach(({ phone }, index) => {
    if (!isPossiblePhoneNumber(phone))
      throw wrongField(`patients.${String(index)}.phone`, 'No such number can be.');
  });
  if (contact && !isPossiblePhoneNumber(contact.phone))
    throw wrongField('contact.phone', 'No such number can be.');
}
