import type { Postcode } from '../booking/postcode.js';
import type { AppointmentWindow } from '../booking/window.js';
import { shown, timetable, type OpenWindow } from './timetable.js';

/** Which windows have room: the timetable, less what has been taken since. */
export class Diary {
  private readonly taken = new Map<string, number>();

  constructor(
    private readonly seed: string,
    private readonly now: () => Date,
  ) {}

  /** The windows of a postcode's area that have room, in time order. */
  free(postcode: Postcode): readonly OpenWindow[] {
    return timetable(postcode, this.seed, this.now()).filter(
      ({ id, capacity }) => capacity > this.takenOf(id),
    );
  }

  /** The same windows as a page may see them. */
  freeAsShown(postcode: Postcode): AppointmentWindow[] {
    return this.free(postcode).flatMap((window) => shown(window, this.takenOf(window.id)) ?? []);
  }

  /** Takes the room of a visit, or of several. */
  take({ id }: OpenWindow, visits = 1): void {
    this.taken.set(id, this.takenOf(id) + visits);
  }

  /** Gives all room back. */
  clear(): void {
    this.taken.clear();
  }

  private takenOf(windowId: string): number {
    return this.taken.get(windowId) ?? 0;
  }
}
