import { readPostcode, type Postcode } from '../../../domain/postcode.js';
import { addDays, placeTime } from '../../../domain/time/zoned-time.js';
import type { WindowList } from '../../../domain/window/window.js';
import type { RelayOptions } from '../../options.js';
import type { Platform, Visit } from '../../platform/platform-client.js';
import { PlatformSaysNo } from '../../platform/request.js';
import type { ReadTask } from './tasks.js';
import { notFound, wrongField } from '../http-error.js';
import { defaultTimeZone } from '../../orders/appointment-mapping.js';

/** The platform offers windows from today to about three weeks ahead: so its documents say. */
const daysAhead = 21;

/** How a platform says that it has no such operation. */
const notOffered: ReadonlySet<number> = new Set([404, 405, 501]);

export const isNotOffered = (error: unknown): boolean =>
  error instanceof PlatformSaysNo && notOffered.has(error.status);

/** What a coverage question answers; see contract 1. */
export interface CoverageAnswer {
  readonly postcode: Postcode;
  readonly covered: boolean;
  readonly reason?: string;
  readonly timeZone?: string;
  readonly windows?: WindowList['windows'];
}

export const standardPostcode = (postcode: string, param = 'postcode'): Postcode => {
  const reading = readPostcode(postcode);
  if (!reading.ok) throw wrongField(param, 'Not a full UK postcode.');
  return reading.value;
};

/** What a page asks of a place before anybody is named. */
export class Visits {
  constructor(
    private readonly platform: Platform,
    private readonly readTask: ReadTask,
    private readonly options: RelayOptions,
  ) {}

  today(): string {
    const { now = () => new Date(), timeZone = defaultTimeZone } = this.options;
    return placeTime(now(), timeZone).date;
  }

  /** Coverage and the first windows are asked together; without those the page asks again by itself. */
  async coverage(ask: Visit): Promise<CoverageAnswer> {
    const postcode = standardPostcode(ask.postcode);
    await this.readTask(ask.taskId);
    const visit = { ...ask, postcode };
    const from = this.today();
    const to = addDays(from, daysAhead - 1);
    const [coverage, first] = await Promise.allSettled([
      this.platform.coverage(visit),
      this.windowsOf(visit, { from, to }),
    ]);
    const refusal = first.status === 'rejected' ? (first.reason as unknown) : undefined;
    if (coverage.status === 'rejected') {
      // A platform without a coverage question says it by its windows.
      if (!isNotOffered(coverage.reason)) throw coverage.reason as Error;
      if (refusal !== undefined && !isOutside(refusal)) throw refusal as Error;
    } else if (!coverage.value.covered)
      return { postcode, covered: false, reason: coverage.value.reason ?? 'outside_coverage' };
    if (isOutside(refusal)) return { postcode, covered: false, reason: 'outside_coverage' };
    return { postcode, covered: true, ...(first.status === 'fulfilled' && first.value) };
  }

  async windows(ask: Visit & { readonly from: string; readonly to: string }): Promise<WindowList> {
    const { taskId, from, to } = ask;
    const postcode = standardPostcode(ask.postcode);
    if (to < from || to > addDays(from, daysAhead))
      throw wrongField('to', 'Ask for one day to three weeks.');
    await this.readTask(taskId);
    return await this.windowsOf({ taskId, postcode }, { from, to });
  }

  /** As the platform has them just now; a hold of one's own is not in its own way. */
  async windowsOf(
    visit: Visit,
    days: { readonly from: string; readonly to: string; readonly holdId?: string | undefined },
  ): Promise<WindowList> {
    const { windows, timeZone } = await this.platform.windows(visit, days);
    return { windows, timeZone: timeZone ?? this.options.timeZone ?? defaultTimeZone };
  }

  async hold(ask: Visit & { readonly windowId: string }) {
    const postcode = standardPostcode(ask.postcode);
    await this.readTask(ask.taskId);
    try {
      return await this.platform.hold({ ...ask, postcode }, ask.windowId);
    } catch (error) {
      throw isNotOffered(error) ? notFound() : error;
    }
  }

  async release(holdId: string): Promise<void> {
    try {
      await this.platform.release(holdId);
    } catch (error) {
      // It has lapsed already.
      if (!(error instanceof PlatformSaysNo)) throw error;
    }
  }
}

const isOutside = (error: unknown): boolean =>
  error instanceof PlatformSaysNo && error.refusal.kind === 'outside-coverage';
