import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Calls a host back when its page becomes visible, also from the back/forward cache. The argument is the time for
 * which the page was hidden, in milliseconds: 0 if it never was.
 */
export class Waking implements ReactiveController {
  private hiddenAt = 0;

  constructor(
    host: ReactiveControllerHost,
    private readonly wake: (milliseconds: number) => void,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.look);
    globalThis.addEventListener('pageshow', this.look);
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.look);
    globalThis.removeEventListener('pageshow', this.look);
  }

  private readonly look = (): void => {
    if (document.visibilityState === 'hidden') this.hiddenAt = Date.now();
    else this.wake(this.hiddenAt === 0 ? 0 : Date.now() - this.hiddenAt);
  };
}
