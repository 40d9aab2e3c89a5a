/** Tags: @date @engine */
import { expect } from '@open-wc/testing';
import { html, LitElement, type TemplateResult } from 'lit';
import { AllyWindowPicker } from '../../../../src/index.js';
import { CalendarButton } from '../../../../src/components/window-picker/calendar/calendar-button.js';
import { WindowPlace } from '../../../../src/components/window-picker/list-state.js';
import { registerElement } from '../../../../src/components/internal/define-element.js';
import { journeyWords } from '../../../../src/locales/en-gb/journey.js';
import { clockWords } from '../../../../src/locales/en-gb/time.js';
import { windowWords } from '../../../../src/locales/en-gb/window.js';
import { expectAccessible } from '../../../assertions/axe.js';
import { clickAt, itWith, pressKeys, resizePage } from '../../../harness/input.js';
import {
  button,
  focused,
  isTextShown,
  partsIn,
  press,
  radios,
  waitForText,
  until,
} from '../../../harness/queries.js';
import { place } from '../../../harness/place-element.js';
import { timetable } from '../../../fixtures/windows.js';

registerElement('ally-window-picker', AllyWindowPicker);

/** Tuesday 1 to Saturday 19 December 2026, then Friday 1 January 2027; nothing on Sunday 6. */
const windows = [
  ...timetable(19, 4).filter(({ startAt }) => !startAt.startsWith('2026-12-06')),
  { id: 'new-year', startAt: '2027-01-01T08:00:00Z', endAt: '2027-01-01T12:00:00Z' },
];

const rootOf = (room: AllyWindowPicker): ShadowRoot => room.renderRoot as ShadowRoot;
const dialogOf = (room: AllyWindowPicker): HTMLElement | null =>
  rootOf(room).querySelector('[role=dialog]');
const nameOf = (element: Element | null): string | null =>
  element?.getAttribute('aria-label') ?? null;
const month = (room: AllyWindowPicker): string | undefined =>
  rootOf(room).getElementById('month')?.textContent.trim();
const keys = async (...pressed: string[]): Promise<string | null> => {
  await pressKeys(...pressed);
  return nameOf(focused());
};
const open = async (properties: Partial<AllyWindowPicker> = {}): Promise<AllyWindowPicker> => {
  const room = await place('ally-window-picker', { windows, ...properties });
  const opener = await button(rootOf(room), 'Choose from a calendar');
  opener.focus();
  await pressKeys('Enter');
  await until(() => focused()?.role === 'gridcell', 'a day in focus');
  return room;
};

describe('the calendar', () => {
  it('is a dialog with a named grid, Monday first, whose days say how many times they have', async () => {
    const room = await open({ today: '2026-11-30' });
    const dialog = dialogOf(room);
    expect(dialog?.ariaModal).to.equal('true');
    expect(nameOf(dialog)).to.equal('Dates with free times');
    expect(dialog?.matches(':popover-open'), 'in the top layer').to.equal(true);
    expect(month(room)).to.equal('December 2026');
    const heads = [...rootOf(room).querySelectorAll('[role=columnheader]')].map(nameOf);
    expect(heads[0]).to.equal('Monday');
    expect(heads[6]).to.equal('Sunday');
    expect(nameOf(focused())).to.equal('Tuesday 1 December, 4 times');
    expect(await keys('ArrowLeft')).to.equal('Monday 30 November, no times');
    expect(focused()?.getAttribute('aria-current')).to.equal('date');
    expect(focused()?.ariaDisabled).to.equal('true');
    await expectAccessible(room);
  });

  it('goes by days, weeks and months with the keyboard, and no further than there are dates', async () => {
    const room = await open();
    expect(await keys('ArrowRight')).to.equal('Wednesday 2 December, 4 times');
    expect(await keys('ArrowDown')).to.equal('Wednesday 9 December, 4 times');
    expect(await keys('Home')).to.equal('Monday 7 December, 4 times');
    expect(await keys('End')).to.equal('Sunday 13 December, 4 times');
    expect(await keys('ArrowUp')).to.equal('Sunday 6 December, no times');
    expect(await keys('PageDown')).to.equal('Wednesday 6 January, no times');
    expect(month(room)).to.equal('January 2027');
    expect(await keys('PageDown')).to.equal('Sunday 31 January, no times');
    expect(await keys('PageUp', 'PageUp')).to.equal('Tuesday 1 December, 4 times');
    const stops = rootOf(room).querySelectorAll('[role=gridcell][tabindex="0"]');
    expect([...stops], 'one tab stop').to.deep.equal([focused()]);
  });

  it('keeps the Tab key, and gives focus back on Escape', async () => {
    const room = await open();
    expect(await keys('Tab')).to.equal(null);
    expect(focused()?.textContent.trim()).to.equal('Close calendar');
    expect(await keys('Tab')).to.equal('Previous month');
    expect(await keys('Shift+Tab')).to.equal(null);
    expect(await keys('Tab', 'Tab')).to.equal('Next month');
    await keys('Enter');
    expect(month(room)).to.equal('January 2027');
    expect(await keys('Tab')).to.equal('Friday 1 January, 1 time');
    await keys('Escape');
    expect(dialogOf(room)).to.equal(null);
    const opener = await button(rootOf(room), 'Choose from a calendar');
    await until(() => opener.ariaExpanded === 'false', 'a closed calendar');
    expect(focused()).to.equal(opener);
  });

  it('shows a day that is chosen in the list, beyond the first ten dates too', async () => {
    const room = await open();
    expect(radios(rootOf(room))).to.have.length(40);
    await keys('PageDown', 'Enter');
    await until(() => (focused() as HTMLInputElement).value === 'new-year', 'the day in focus');
    expect(dialogOf(room)).to.equal(null);
    expect(radios(rootOf(room)).some(({ checked }) => checked)).to.equal(false);
    expect(room.chosen).to.equal('');
  });

  it('leaves the part of the day that the day does not have', async () => {
    const room = await place('ally-window-picker', { windows });
    await press(rootOf(room), 'Evening');
    await room.updateComplete;
    await press(rootOf(room), 'Choose from a calendar');
    await until(() => focused()?.role === 'gridcell', 'a day in focus');
    await keys('PageDown');
    await keys('Home', 'ArrowDown');
    expect(nameOf(focused())).to.equal('Monday 4 January, no times');
    await keys('Enter');
    expect(dialogOf(room), 'a day without times cannot be chosen').not.to.equal(null);
    for (const day of rootOf(room).querySelectorAll<HTMLElement>('[part~=free]')) day.click();
    await until(() => (focused() as HTMLInputElement).value === 'new-year', 'the day in focus');
  });

  it('opens the date where dates are asked first', async () => {
    const room = await open({ windows: timetable(21, 20) });
    await keys('ArrowDown', 'Enter');
    await waitForText(rootOf(room), 'Times on Tuesday 8 December');
    expect((focused() as HTMLInputElement).value).to.equal('win_8_1');
  });

  it('marks the day of the selected window, and opens there', async () => {
    await open({ chosen: 'win_9_2' });
    expect(nameOf(focused())).to.equal('Wednesday 9 December, 4 times');
    expect(focused()?.ariaSelected).to.equal('true');
    expect([...(focused()?.part ?? [])]).to.have.members(['calendar-day', 'free', 'checked']);
    for (const part of ['popover', 'calendar', 'calendar-nav'])
      expect([...partsIn(document)]).to.include(part);
  });

  it('does not say of later dates what is not known', async () => {
    await open({ windows: windows.slice(0, 40), more: 'offered' });
    expect(await keys('ArrowDown', 'ArrowDown', 'ArrowDown')).to.equal(
      'Tuesday 22 December, not looked up yet',
    );
  });

  it('follows the list, and goes with it', async () => {
    const room = await open();
    room.windows = windows.filter(({ id }) => !id.startsWith('win_1_'));
    await room.updateComplete;
    expect(nameOf(focused())).to.equal('Tuesday 1 December, no times');
    room.pending = true;
    await room.updateComplete;
    expect(dialogOf(room)).to.equal(null);
  });

  it('closes by a press outside, by its own button, and with the element', async () => {
    const room = await open();
    await clickAt(2, 2);
    await until(() => dialogOf(room) === null, 'a closed calendar');
    const opener = await button(rootOf(room), 'Choose from a calendar');
    const at = opener.getBoundingClientRect();
    await clickAt(at.x + 20, at.y + 10);
    await until(() => dialogOf(room) !== null, 'an open calendar');
    await clickAt(at.x + 20, at.y + 10);
    await until(() => dialogOf(room) === null, 'a calendar closed by its button');
    await clickAt(at.x + 20, at.y + 10);
    await until(() => dialogOf(room) !== null, 'an open calendar');
    room.remove();
    expect(dialogOf(room)).to.equal(null);
  });

  it('stands at whole pixels, where no engine gives it another size each time', async () => {
    const room = await place('ally-window-picker', { windows });
    room.style.marginInlineStart = '10.3px';
    room.style.marginBlockStart = '20.6px';
    await press(rootOf(room), 'Choose from a calendar');
    await until(() => focused()?.role === 'gridcell', 'a day in focus');
    await until(() => dialogOf(room)?.style.top !== '', 'its place');
    const { left, top } = dialogOf(room)?.style ?? {};
    expect([left, top].join(' ')).to.match(/^\d+px \d+px$/);
  });

  afterEach(() => resizePage(800, 600));

  const fitsInto = async (width: number, height: number): Promise<void> => {
    const room = await open();
    await resizePage(width, height);
    await until(
      () => {
        const box = dialogOf(room)?.getBoundingClientRect();
        return box && box.left >= 0 && box.top >= 0 && box.right <= width && box.bottom <= height;
      },
      `a calendar inside ${String(width)} by ${String(height)}`,
    );
    const day = focused()?.getBoundingClientRect();
    expect(Math.min(day?.width ?? 0, day?.height ?? 0)).to.be.at.least(44);
  };

  itWith('narrow-window', 'fits into 320 pixels, with days of 44 pixels', () => fitsInto(320, 640));
  itWith('narrow-window', 'fits into 320 pixels in a low window too', () => fitsInto(320, 256));
  it('fits into a low window, with days of 44 pixels', () => fitsInto(1000, 400));
});

describe('the button of a calendar whose code does not come', () => {
  class Host extends LitElement {
    tries = 0;
    private readonly calendar = new CalendarButton(this, () => {
      this.tries += 1;
      return Promise.reject(new TypeError('Failed to fetch'));
    });
    private readonly list = new WindowPlace(windows, 'Europe/London', null, () => undefined);

    protected override render(): TemplateResult {
      return html`${this.calendar.render({
        place: this.list,
        words: { ...journeyWords, ...clockWords, ...windowWords },
        today: '',
        more: 'none',
      })}`;
    }
  }

  it('says so calmly, and tries again', async () => {
    customElements.define('calendar-without-code', Host);
    const host = document.body.appendChild(new Host());
    await press(host.renderRoot, 'Choose from a calendar');
    await waitForText(
      host.renderRoot,
      'The calendar did not load. You can still choose from the list.',
    );
    await press(host.renderRoot, 'Choose from a calendar');
    await until(() => host.tries === 2, 'a second try');
    await expectAccessible(host);
    expect(isTextShown(host.renderRoot, 'Close calendar')).to.equal(false);
    host.remove();
  });
});
