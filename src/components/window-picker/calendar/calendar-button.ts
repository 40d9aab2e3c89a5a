import { html, nothing, type LitElement, type ReactiveController, type TemplateResult } from 'lit';
import type { CalendarView, WindowCalendar } from './calendar.js';

const loadCalendar = () => import('./calendar.js');

/** The button that opens the calendar. The code of the calendar is loaded when it is first opened. */
export class CalendarButton implements ReactiveController {
  private calendar: WindowCalendar | null = null;
  private view: CalendarView | null = null;
  private standing: 'quiet' | 'loading' | 'failed' = 'quiet';

  constructor(
    private readonly host: LitElement,
    private readonly load = loadCalendar,
  ) {
    host.addController(this);
  }

  hostUpdated(): void {
    if (this.calendar === null) return;
    if (this.view && this.button) this.calendar.draw(this.view);
    else this.close();
  }

  hostDisconnected(): void {
    this.close();
  }

  /** Renders nothing if there is no choice of windows, such as in a list with a single one. */
  render(view: Omit<CalendarView, 'close'>): TemplateResult | typeof nothing {
    this.view = { ...view, close: this.close };
    const { words } = view;
    return view.place.earliest === undefined
      ? nothing
      : html`
          <button
            id="calendar"
            part="button secondary"
            type="button"
            aria-haspopup="dialog"
            aria-expanded=${String(this.calendar !== null)}
            @click=${this.toggle}
          >
            ${words.calendar}
          </button>
          ${
            this.standing === 'quiet'
              ? nothing
              : html`<span class="late"
                  >${this.standing === 'loading' ? words.loading : words.calendarFailed}</span
                >`
          }
        `;
  }

  private get button(): HTMLElement | null {
    return this.host.renderRoot.querySelector('#calendar');
  }

  private readonly toggle = async (): Promise<void> => {
    if (this.calendar) {
      this.close();
      return;
    }
    if (this.standing === 'loading') return;
    this.stand('loading');
    const code = await this.load().catch(() => null);
    this.stand(code ? 'quiet' : 'failed');
    // The list may have been removed meanwhile.
    if (code && this.view && this.button)
      this.calendar = new code.WindowCalendar(this.button, this.view);
  };

  private readonly close = (): void => {
    if (!this.calendar) return;
    this.calendar.remove();
    this.calendar = null;
    this.button?.focus({ preventScroll: true });
    this.host.requestUpdate();
  };

  private stand(standing: 'quiet' | 'loading' | 'failed'): void {
    this.standing = standing;
    this.host.requestUpdate();
  }
}
