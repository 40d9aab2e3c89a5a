import { DAYS_AHEAD } from '../../../domain/limits.js';
import { readPostcode, type Postcode } from '../../../domain/postcode.js';
import { addDays, placeTime } from '../../../domain/time/zoned-time.js';
import type { WindowList } from '../../../domain/window/window.js';
import type { AllyContext } from '../../ally-context.js';
import type { Visit } from '../../platform/platform-client.js';
import { PlatformSaysNo } from '../../platform/request.js';
import type { ReadTask } from './tasks.js';
import { notFound, wrongField } from '../http-error.js';
import { readHoldId, signHoldId } from '../../tokens/hold-id.js';

/** Statuses that say that the platform does not offer an operation. */
const NOT_OFFERED: ReadonlySet<number> = new Set([404, 405, 501]);

function isNotOffered(error: unknown): boolean {
  return error instanceof PlatformSaysNo && NOT_OFFERED.has(error.status ?? 0);
}

function isOutside(error: unknown): boolean {
  return error instanceof PlatformSaysNo && error.refusal.kind === 'outside_coverage';
}

/**
 * A reason in the form of a code; the platform's is a text that could hold anything. Assumed: codes are lower case
 * words with `_` between them.
 */
function reasonOf(reason: string | null | undefined): string {
  return /^[a-z][a-z_]{0,39}$/.test(reason ?? '') ? String(reason) : 'outside_coverage';
}

/** The response body of `POST /coverage`. */
export interface CoverageAnswer {
  readonly postcode: Postcode;
  readonly covered: boolean;
  readonly reason?: string;
  readonly timeZone?: string;
  readonly windows?: WindowList['windows'];
}

/** Returns a postcode in its standard spelling. Throws `RelayRefusal` for what is no full UK postcode. */
export function standardPostcode(postcode: string, param = 'postcode'): Postcode {
  const reading = readPostcode(postcode);
  if (!reading.ok) throw wrongField(param, 'Not a full UK postcode.');
  return reading.value;
}

/** Coverage, windows and holds. */
export class Visits {
  constructor(
    private readonly context: AllyContext,
    private readonly readTask: ReadTask,
  ) {}

  today(): string {
    const { now, timeZone } = this.context;
    return placeTime(now(), timeZone).date;
  }

  /** Calls coverage and windows at once. If only the windows fail, the page asks for them by itself. */
  async coverage(ask: Visit): Promise<CoverageAnswer> {
    const postcode = standardPostcode(ask.postcode);
    await this.readTask(ask.taskId);
    const visit = { ...ask, postcode };
    const from = this.today();
    const to = addDays(from, DAYS_AHEAD);
    const [coverage, first] = await Promise.allSettled([
      this.context.platform.coverage(visit),
      this.windowsOf(visit, { from, to }),
    ]);
    const refusal = first.status === 'rejected' ? (first.reason as unknown) : undefined;
    if (coverage.status === 'rejected') {
      // A platform without a coverage operation refuses the windows instead.
      if (!isNotOffered(coverage.reason)) throw coverage.reason as Error;
      if (refusal !== undefined && !isOutside(refusal)) throw refusal as Error;
    } else if (!coverage.value.covered)
      return { postcode, covered: false, reason: reasonOf(coverage.value.reason) };
    if (isOutside(refusal)) return { postcode, covered: false, reason: 'outside_coverage' };
    return { postcode, covered: true, ...(first.status === 'fulfilled' && first.value) };
  }

  async windows(ask: Visit & { readonly from: string; readonly to: string }): Promise<WindowList> {
    const { taskId, from, to } = ask;
    const postcode = standardPostcode(ask.postcode);
    if (to < from || to > addDays(from, DAYS_AHEAD))
      throw wrongField('to', 'Ask for one day to three weeks.');
    await this.readTask(taskId);
    const today = this.today();
    const last = addDays(today, DAYS_AHEAD);
    if (from > last || to < today) return { timeZone: this.context.timeZone, windows: [] };
    const days = { from: from > today ? from : today, to: to < last ? to : last };
    return await this.windowsOf({ taskId, postcode }, days);
  }

  /**
   * Reads windows from the platform, without its cache. With a hold, the window that it holds is among them. Windows
   * of other days are left out, and windows that have begun: an order is not booked into one.
   */
  async windowsOf(
    visit: Visit,
    days: { readonly from: string; readonly to: string; readonly holdId?: string | undefined },
  ): Promise<WindowList> {
    const { windows, timeZone = null } = await this.context.platform.windows(visit, days);
    const zone = timeZone ?? this.context.timeZone;
    const now = this.context.now().getTime();
    const isOffered = ({ startAt }: WindowList['windows'][number]): boolean => {
      if (Date.parse(startAt) <= now) return false;
      const { date } = placeTime(startAt, zone);
      return date >= days.from && date <= days.to;
    };
    return { windows: windows.filter(isOffered), timeZone: zone };
  }

  /** Places a hold. Its id is signed, so that only the page that got it can release it. */
  async hold(ask: Visit & { readonly windowId: string }) {
    const postcode = standardPostcode(ask.postcode);
    await this.readTask(ask.taskId);
    const { platform } = this.context;
    const hold = await platform.hold({ ...ask, postcode }, ask.windowId).catch((error: unknown) => {
      throw isNotOffered(error) ? notFound() : error;
    });
    const id = await signHoldId(hold.id, this.context);
    if (id !== null) return { ...hold, id };
    // The page cannot name a hold whose id cannot be part of a path, and the window would be taken from it too.
    await platform.release(hold.id).catch(() => undefined);
    throw notFound();
  }

  /** Releases a hold of this relay. One that has lapsed counts as released. */
  async release(signed: string): Promise<void> {
    const id = await readHoldId(signed, this.context);
    if (id === null) throw notFound();
    try {
      await this.context.platform.release(id);
    } catch (error) {
      if (!(error instanceof PlatformSaysNo)) throw error;
    }
  }
}
