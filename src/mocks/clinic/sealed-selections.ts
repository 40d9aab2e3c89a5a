import type { Selection } from '../../domain/selection.js';
import { wrongField } from '../http-error.js';

/** A promise of the window's time lasts a day. */
const promise = 24 * 60 * 60 * 1000;

interface Sealed {
  readonly selection: Selection;
  /** When the promise of the window ends, in milliseconds. */
  readonly promisedUntil: number;
}

/** Sealed selections by their tokens. A relay stores nothing; what it would read from a token is kept here. */
export class Seals {
  private readonly sealed = new Map<string, Sealed>();

  constructor(private readonly now: () => Date) {}

  seal(selection: Selection): { readonly token: string; readonly expiresAt: string } {
    const token = `sel_${crypto.randomUUID()}`;
    const promisedUntil = this.now().getTime() + promise;
    this.sealed.set(token, { selection, promisedUntil });
    return { token, expiresAt: new Date(promisedUntil).toISOString() };
  }

  open(token: string): { readonly selection: Selection; readonly isPromised: boolean } {
    const sealed = this.sealed.get(token);
    if (!sealed) throw wrongField('token', 'No such selection.');
    const { selection, promisedUntil } = sealed;
    return { selection, isPromised: this.now().getTime() < promisedUntil };
  }

  clear(): void {
    this.sealed.clear();
  }
}
