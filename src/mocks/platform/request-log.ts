import type { PlatformOperationName } from '../../platform/operations.js';

/** One question, as it was asked and as it ended. */
export interface AskedRecord {
  readonly operation: PlatformOperationName;
  /** The reference that it is about: of the body, or of the filter. */
  readonly externalRef: string | null;
  /** Which fault it met, by its kind. */
  readonly fault: string | null;
  /** What was answered, or would have been had the connection stood; null where nothing was, or not yet. */
  readonly status: number | null;
  /** Whether nothing more will come of it. */
  readonly isDone: boolean;
}

/** How a question that was noted ended: once, what comes later is not heard. */
export type End = (status: number | null) => void;

/** What was asked, in order, since this process began. Whoever waits for the next is told without looking again. */
export class AskedList {
  private list: AskedRecord[] = [];
  private waiting: (() => void)[] = [];

  get all(): readonly AskedRecord[] {
    return this.list;
  }

  /** Notes a question once it is known what is to come of it; the answer is to be called when that has come. */
  note(asked: Pick<AskedRecord, 'operation' | 'externalRef' | 'fault'>): End {
    const { list } = this;
    const index = list.push({ ...asked, status: null, isDone: false }) - 1;
    this.wake();
    return (status) => {
      const known = list[index];
      if (!known || known.isDone) return;
      list[index] = { ...known, status, isDone: true };
      this.wake();
    };
  }

  /** Settles when what is waited for is so, or the time is up, in milliseconds. */
  async until(isSo: (all: readonly AskedRecord[]) => boolean, atMost: number): Promise<void> {
    const end = performance.now() + atMost;
    for (let left = atMost; left > 0 && !isSo(this.list); left = end - performance.now())
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        this.waiting.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
  }

  /** Begins anew; what was asked before is not heard of again. */
  clear(): void {
    this.list = [];
    this.wake();
  }

  private wake(): void {
    const { waiting } = this;
    this.waiting = [];
    for (const resume of waiting) resume();
  }
}
