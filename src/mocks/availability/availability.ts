import type { Postcode } from '../../domain/postcode.js';
import type { AppointmentWindow, Hold } from '../../domain/window/window.js';
import type { Behaviour } from '../scenarios/behaviours.js';
import { shown, timetable, type OpenWindow } from './timetable.js';

/** Room that is kept for somebody. */
export interface Kept {
  readonly window: OpenWindow;
  /** In milliseconds since 1970. */
  readonly until: number;
  readonly takenAfter: boolean;
}

/** Which windows have room: the timetable, less what has been taken or is held. */
export class Diary {
  /** Two maps by the ids of windows and of holds; whoever keeps them can give their own. */
  constructor(
    private readonly seed: string,
    private readonly now: () => Date,
    private readonly taken = new Map<string, number>(),
    private readonly holds = new Map<string, Kept>(),
  ) {}

  /** The windows of a postcode's area that have room, in time order; for whoever holds one, that one too. */
  free(postcode: Postcode, windows: Behaviour['windows'], holdId?: string): readonly OpenWindow[] {
    if (windows === 'none') return [];
    this.endHolds();
    const own = this.holds.get(holdId ?? '')?.window.id;
    return timetable(postcode, { seed: this.seed, now: this.now(), windows }).filter(
      ({ id, capacity }) => capacity > this.takenOf(id) - (id === own ? 1 : 0),
    );
  }

  /** The same windows as a page may see them. */
  freeAsShown(
    postcode: Postcode,
    windows: Behaviour['windows'],
    holdId?: string,
  ): AppointmentWindow[] {
    const own = this.holds.get(holdId ?? '')?.window.id;
    return this.free(postcode, windows, holdId).flatMap(
      (window) => shown(window, this.takenOf(window.id) - (window.id === own ? 1 : 0)) ?? [],
    );
  }

  /** Takes the room of a visit, or of several. */
  take(windowId: string, visits = 1): void {
    this.taken.set(windowId, (this.taken.get(windowId) ?? 0) + visits);
  }

  /** Gives back the room of a visit that does not take place. */
  giveBack(windowId: string): void {
    this.take(windowId, -1);
  }

  /** Keeps a window's room for a while; it may be somebody else's afterwards. */
  hold(
    window: OpenWindow,
    { for: length, takenAfter }: { for: number; takenAfter: boolean },
  ): Hold {
    const id = `hld_${crypto.randomUUID()}`;
    const until = this.now().getTime() + length;
    this.holds.set(id, { window, until, takenAfter });
    return { id, windowId: window.id, expiresAt: new Date(until).toISOString() };
  }

  release(holdId: string): void {
    // A hold that has lapsed is nobody's to give back.
    this.endHolds();
    this.holds.delete(holdId);
  }

  /** Gives all room back. */
  clear(): void {
    this.taken.clear();
    this.holds.clear();
  }

  private endHolds(): void {
    for (const [id, { window, until, takenAfter }] of this.holds) {
      if (this.now().getTime() < until) continue;
      this.holds.delete(id);
      if (takenAfter) this.take(window.id, window.capacity);
    }
  }

  private takenOf(windowId: string): number {
    const held = [...this.holds.values()].filter(({ window }) => window.id === windowId).length;
    return (this.taken.get(windowId) ?? 0) + held;
  }
}
