/** Tags: @date */
import { expect } from '@open-wc/testing';
import { AllyWindowPicker, type AppointmentWindow } from '../../../../src/index.js';
import { registerElement } from '../../../../src/components/internal/define-element.js';
import { expectAccessible } from '../../../assertions/axe.js';
import { pressKeys } from '../../../harness/input.js';
import {
  button,
  focused,
  isTextShown,
  press,
  radios,
  waitForText,
  until,
} from '../../../harness/queries.js';
import { recordEvents, place } from '../../../harness/place-element.js';
import { timetable } from '../../../fixtures/windows.js';

registerElement('ally-window-picker', AllyWindowPicker);

const rootOf = (room: AllyWindowPicker): ShadowRoot => room.renderRoot as ShadowRoot;
const nameOf = (radio: Element | null | undefined): string | undefined =>
  (radio as HTMLInputElement | null)?.labels?.[0]?.textContent.replace(/\s+/g, ' ').trim();
const radioOf = (room: AllyWindowPicker, value: string): HTMLInputElement => {
  const found = radios(rootOf(room)).find((radio) => radio.value === value);
  if (!found) throw new Error(`No radio of ${value}`);
  return found;
};
const values = (room: AllyWindowPicker): string[] => radios(rootOf(room)).map(({ value }) => value);
const select = async (room: AllyWindowPicker, value: string): Promise<void> => {
  radioOf(room, value).click();
  await room.updateComplete;
};
const without = (windows: readonly AppointmentWindow[], ...ids: string[]): AppointmentWindow[] =>
  windows.filter(({ id }) => !ids.includes(id));

describe('the window picker', () => {
  const windows = timetable(12, 2, (day, index) => ({
    ...(day === 0 && index === 0 ? { price: { amount: 1250, currency: 'GBP' }, remaining: 2 } : {}),
    ...(day === 0 && index === 1 ? { price: { amount: 0, currency: 'GBP' } } : {}),
  }));

  it('labels each window with its day, times, price and what is left', async () => {
    const room = await place('ally-window-picker', { windows });
    const names = radios(rootOf(room)).map(nameOf);
    expect(names[0]).to.equal('Tuesday 1 December, 8am to midday £12.50 2 left');
    expect(names[1]).to.equal('Tuesday 1 December, midday to 4pm Free');
    expect(names).to.have.length(20);
    expect(rootOf(room).querySelectorAll('fieldset')).to.have.length(1);
    await expectAccessible(room);
  });

  it('chooses on Continue alone: the arrow keys only select', async () => {
    const room = await place('ally-window-picker', { windows });
    const heard = recordEvents(room, 'window-choose');
    expect(radios(rootOf(room)).some(({ checked }) => checked)).to.equal(false);
    room.focus();
    await pressKeys('Space');
    await pressKeys('ArrowDown');
    expect(heard).to.have.length(0);
    expect(room.chosen).to.equal('');
    await press(rootOf(room), 'Continue');
    expect(heard).to.have.length(1);
    expect(room.chosen).to.equal('win_1_2');
    expect(heard[0]?.composed).to.equal(false);
    expect(heard[0]).not.to.have.property('detail');
  });

  it('asks for a choice, tied to the group', async () => {
    const room = await place('ally-window-picker', { windows });
    const root = rootOf(room);
    await press(root, 'Continue');
    await waitForText(root, 'Select a time for your visit');
    expect(focused()).to.equal(radios(root)[0]);
    expect(root.querySelector('fieldset')?.getAttribute('aria-describedby')).to.equal('hint error');
    await select(room, 'win_1_1');
    expect(isTextShown(root, 'Select a time for your visit')).to.equal(false);
  });

  it('shows ten dates, then later ones, and moves to the first that is new', async () => {
    const room = await place('ally-window-picker', { windows });
    await press(rootOf(room), 'Show later dates');
    await until(() => radios(rootOf(room)).length === 24, 'all the dates');
    expect(focused()).to.equal(radioOf(room, 'win_11_1'));
    expect(isTextShown(rootOf(room), 'Show later dates')).to.equal(false);
  });

  it('shows a window chosen among later dates, and times in the place’s own zone', async () => {
    const room = await place('ally-window-picker', {
      windows,
      chosen: 'win_12_2',
      timeZone: 'Europe/Paris',
    });
    const checked = radios(rootOf(room)).find((radio) => radio.checked);
    expect(nameOf(checked)).to.equal('Saturday 12 December, 1pm to 5pm');
    const part = checked?.closest('label')?.part;
    expect([...(part ?? [])]).to.include.members(['window', 'chosen', 'checked']);
  });

  it('leads to the earliest window by one button, which selects and does not choose', async () => {
    const room = await place('ally-window-picker', { windows: windows.slice(2) });
    const heard = recordEvents(room, 'window-choose');
    await press(rootOf(room), 'Earliest: Wednesday 2 December, 8am to midday');
    await until(() => focused() === radioOf(room, 'win_2_1'), 'the earliest in focus');
    expect(radioOf(room, 'win_2_1').checked).to.equal(true);
    expect(heard).to.have.length(0);
    room.windows = windows.slice(5, 6);
    room.timeZone = 'Europe/Paris';
    await room.updateComplete;
    expect(isTextShown(rootOf(room), /^Earliest/), 'of one there is no earliest').to.equal(false);
  });

  it('says a price that is the same for all once, and in every name', async () => {
    const room = await place('ally-window-picker', {
      windows: timetable(2, 2, () => ({ price: { amount: 1200, currency: 'GBP' } })),
    });
    await waitForText(rootOf(room), 'Every time costs £12');
    expect(radios(rootOf(room)).map(nameOf)[3]).to.equal('Wednesday 2 December, midday to 4pm £12');
    const price = rootOf(room).querySelector('label [part=price]');
    expect(price?.getBoundingClientRect().width).to.equal(1);
    room.windows = timetable(2, 2, () => ({ price: { amount: 0, currency: 'GBP' } }));
    await waitForText(rootOf(room), 'Every time is free of charge');
    await expectAccessible(room);
  });

  it('says beside the chosen window until when it is held, by the clock of the place', async () => {
    const room = await place('ally-window-picker', {
      windows,
      chosen: 'win_2_1',
      held: '2026-11-30T14:35:00Z',
      timeZone: 'Europe/Paris',
    });
    const root = rootOf(room);
    await waitForText(root, 'We are holding this time for you until 3:35pm');
    const says = (value: string): string | undefined =>
      root
        .getElementById(radioOf(room, value).getAttribute('aria-describedby') ?? '')
        ?.textContent.trim();
    expect(says('win_2_1')).to.equal('We are holding this time for you until 3:35pm');
    expect(says('win_2_2')).to.equal(undefined);
    await expectAccessible(room);
    room.held = '';
    await room.updateComplete;
    expect(isTextShown(root, /^We are holding/)).to.equal(false);
  });

  it('offers the nearest three when one has gone, then all', async () => {
    const lost = windows.find(({ id }) => id === 'win_6_1') ?? null;
    const room = await place('ally-window-picker', { windows: without(windows, 'win_6_1'), lost });
    const root = rootOf(room);
    await waitForText(root, 'That time has just gone');
    expect(values(room)).to.deep.equal(['win_5_1', 'win_5_2', 'win_6_2']);
    await expectAccessible(room);
    await press(root, 'Show all times');
    // Ten dates with two windows each, but for the one that has gone.
    await until(() => radios(root).length === 19, 'all the windows');
    expect(focused()).to.equal(radioOf(room, 'win_1_1'));
  });

  it('asks to look again when there is nothing, or when something went wrong', async () => {
    const room = await place('ally-window-picker', {});
    const root = rootOf(room);
    const heard = recordEvents(room, 'refresh-request');
    await press(root, 'Look again');
    room.problem = {
      code: 'timed_out',
      canRetry: true,
      requestId: null,
      retryAfter: null,
      param: null,
    };
    await press(root, 'Try again');
    expect(heard).to.have.length(2);
    room.problem = {
      code: 'misconfigured',
      canRetry: false,
      requestId: null,
      retryAfter: null,
      param: null,
    };
    await room.updateComplete;
    expect(root.querySelector('button')).to.equal(null);
    room.pending = true;
    await room.updateComplete;
    expect(root.querySelector('[part=skeleton]')).not.to.equal(null);
  });

  it('offers to tell of times that come free, where the host can', async () => {
    const room = await place('ally-window-picker', { notify: true });
    const heard = recordEvents(room, 'notify-request');
    const saidAloud = (): string[] =>
      [...rootOf(room).querySelectorAll('[role=status]')].map(({ textContent }) => textContent);
    expect(saidAloud()).to.deep.equal(['']);
    await press(rootOf(room), 'Tell me when times come free');
    await room.updateComplete;
    expect(saidAloud()).to.deep.equal(['The shop will let you know.']);
    // Once is enough, until there are other times.
    await press(rootOf(room), 'Tell me when times come free');
    expect(heard).to.have.length(1);
    room.windows = windows;
    await room.updateComplete;
    expect(isTextShown(rootOf(room), 'The shop will let you know.')).to.equal(false);
    await press(rootOf(room), 'Tell me when times come free');
    expect(heard).to.have.length(2);
    room.notify = false;
    await room.updateComplete;
    expect(isTextShown(rootOf(room), 'Tell me when times come free')).to.equal(false);
  });

  describe('asks for later dates', () => {
    const first = windows.slice(0, 20);

    it('when its own are used up, waits calmly, and moves to the first that is new', async () => {
      const room = await place('ally-window-picker', { windows: first, more: 'offered' });
      const heard = recordEvents(room, 'more-request');
      await press(rootOf(room), 'Show later dates');
      room.more = 'pending';
      await waitForText(rootOf(room), 'Checking…');
      await press(rootOf(room), 'Show later dates');
      expect(heard, 'a second press asks for nothing more').to.have.length(1);
      expect(radios(rootOf(room))).to.have.length(20);
      await expectAccessible(room);
      Object.assign(room, { windows, more: 'none' });
      await until(() => radios(rootOf(room)).length === 24, 'the later dates');
      expect(focused()).to.equal(radioOf(room, 'win_11_1'));
      expect(isTextShown(rootOf(room), 'Show later dates')).to.equal(false);
    });

    it('says so when there are none', async () => {
      const room = await place('ally-window-picker', { windows: first, more: 'offered' });
      const more = await button(rootOf(room), 'Show later dates');
      more.focus();
      more.click();
      room.more = 'pending';
      await room.updateComplete;
      room.more = 'none';
      await waitForText(rootOf(room), 'There are no later dates just now');
      expect(focused()?.textContent).to.equal('There are no later dates just now');
    });

    it('keeps the button when no answer came', async () => {
      const room = await place('ally-window-picker', { windows: first, more: 'offered' });
      const heard = recordEvents(room, 'more-request');
      await press(rootOf(room), 'Show later dates');
      for (const later of ['pending', 'failed'] as const) {
        room.more = later;
        await room.updateComplete;
      }
      await waitForText(rootOf(room), 'We could not look for later dates. Try again.');
      await press(rootOf(room), 'Show later dates');
      expect(heard).to.have.length(2);
    });
  });

  describe('a list that is read anew while it is open', () => {
    /** Where things stand on the page: focus may scroll it. */
    const tops = (room: AllyWindowPicker): number[] =>
      [...rootOf(room).querySelectorAll('label, button')].map(
        (element) => element.getBoundingClientRect().top + scrollY,
      );

    it('moves nothing: what has gone stays, marked, and what is new waits', async () => {
      const room = await place('ally-window-picker', { windows: without(windows, 'win_3_1') });
      await select(room, 'win_2_1');
      const before = tops(room);
      room.windows = without(windows, 'win_1_2', 'win_4_1', 'win_4_2');
      await room.updateComplete;
      expect(tops(room)).to.deep.equal(before);
      expect(nameOf(radioOf(room, 'win_1_2'))).to.equal('Tuesday 1 December, midday to 4pm Gone');
      expect(radioOf(room, 'win_1_2').disabled).to.equal(true);
      expect([...(radioOf(room, 'win_1_2').closest('label')?.part ?? [])]).to.include(
        'unavailable',
      );
      expect(values(room)).not.to.include('win_3_1');
      expect(radioOf(room, 'win_2_1').checked, 'the selected one stays').to.equal(true);
      await expectAccessible(room);
      room.windows = windows;
      await room.updateComplete;
      expect(radioOf(room, 'win_1_2').disabled, 'one that came free again').to.equal(false);
      const { parentElement } = room;
      room.remove();
      parentElement?.append(room);
      await room.updateComplete;
      expect(values(room), 'the next opening has it').to.include('win_3_1');
      expect(radioOf(room, 'win_2_1').checked).to.equal(true);
    });

    it('moves nothing where a time takes two lines', async () => {
      const room = await place('ally-window-picker', { windows });
      room.style.font = '20px monospace';
      const heightOf = (): number =>
        rootOf(room).querySelector('[part=window-time]')?.getBoundingClientRect().height ?? 0;
      room.style.inlineSize = '480px';
      await until(() => heightOf() > 40, 'a time on two lines');
      const before = tops(room);
      room.windows = without(windows, 'win_2_1');
      await waitForText(rootOf(room), 'Gone');
      expect(tops(room)).to.deep.equal(before);
    });

    it('clears a selection that has gone, says so, and keeps the keyboard’s place', async () => {
      const room = await place('ally-window-picker', { windows });
      const root = rootOf(room);
      const heard = recordEvents(room, 'window-choose');
      radioOf(room, 'win_2_1').focus();
      await pressKeys('Space');
      const before = tops(room);
      room.windows = without(windows, 'win_2_1');
      await waitForText(root, 'That time has just gone');
      await waitForText(
        root,
        'Someone else has booked Wednesday 2 December, 8am to midday. Select another time.',
      );
      expect(tops(room)).to.deep.equal(before);
      expect(focused()).to.equal(radioOf(room, 'win_2_2'));
      const message = radioOf(room, 'win_2_2').getAttribute('aria-describedby') ?? '';
      expect(root.getElementById(message)?.textContent).to.contain('Someone else has booked');
      await expectAccessible(room);
      await press(root, 'Continue');
      await waitForText(root, 'Select a time for your visit');
      expect(heard).to.have.length(0);
      await select(room, 'win_2_2');
      expect(isTextShown(root, 'That time has just gone')).to.equal(false);
      await press(root, 'Continue');
      expect(room.chosen).to.equal('win_2_2');
    });

    it('shows that nothing is free once nothing is', async () => {
      const room = await place('ally-window-picker', { windows });
      room.windows = [];
      await waitForText(rootOf(room), 'No times are free in the next three weeks');
    });
  });

  describe('a long list', () => {
    const long = timetable(21, 4);
    const pressed = (room: AllyWindowPicker): string[] =>
      [...rootOf(room).querySelectorAll('[aria-pressed=true]')].map((part) =>
        part.textContent.trim(),
      );

    it('is narrowed down by the part of the day, and never hides the selected window', async () => {
      const room = await place('ally-window-picker', { windows: long });
      const root = rootOf(room);
      expect(pressed(room)).to.deep.equal(['Any time']);
      await select(room, 'win_1_1');
      await press(root, 'Afternoon');
      await room.updateComplete;
      expect(pressed(room)).to.deep.equal(['Afternoon']);
      expect(radios(root).map(nameOf).slice(0, 3)).to.deep.equal([
        'Tuesday 1 December, 8am to midday',
        'Tuesday 1 December, midday to 4pm',
        'Tuesday 1 December, 4pm to 8pm',
      ]);
      expect(radios(root)).to.have.length(21);
      await expectAccessible(room);
      await press(root, 'Evening');
      await press(root, 'Earliest: Tuesday 1 December, 8am to midday');
      await press(root, 'Any time');
      await room.updateComplete;
      expect(radios(root)).to.have.length(40);
    });

    it('is not offered for a short one', async () => {
      const room = await place('ally-window-picker', { windows: timetable(10, 4) });
      expect(rootOf(room).querySelector('[role=group]')).to.equal(null);
      room.windows = timetable(11, 4);
      room.timeZone = 'Europe/Paris';
      await room.updateComplete;
      expect(rootOf(room).querySelector('[role=group]')?.ariaLabel).to.equal('Time of day');
    });
  });
});
