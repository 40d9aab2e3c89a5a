import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Tells a host when its page comes back into view, also from the back/forward cache, and after how long. */
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
