import { expect } from '@open-wc/testing';
import { warnOfContrast } from '../../../src/components/booking/dev/contrast-warnings.js';
import { until } from '../../harness/queries.js';
import { openClinic, openShop } from '../../fixtures/booking-page.js';

describe('colours that are hard to tell apart', () => {
  openClinic();
  const { warn } = console;
  let said: string[] = [];
  const page = document.documentElement;

  beforeEach(() => {
    said = [];
    console.warn = (...words: unknown[]) => said.push(words.join(' '));
  });
  afterEach(() => {
    console.warn = warn;
    page.removeAttribute('style');
    for (const sheet of document.querySelectorAll('style.of-the-test')) sheet.remove();
  });

  const dress = (css: string): void => {
    const sheet = document.createElement('style');
    sheet.className = 'of-the-test';
    sheet.textContent = css;
    document.head.append(sheet);
  };

  /** What is said of a shop, which has been looked at once its errors, always too close, are named. */
  const saidOf = async (css: string, inShadow = false): Promise<string[]> => {
    dress(`${css} ally-booking { --ally-error: rgb(128 128 128 / 1%) }`);
    if (inShadow) {
      const host = document.createElement('div');
      document.body.append(host);
      host.attachShadow({ mode: 'open' }).innerHTML = '<slot></slot>';
      const { form } = await openShop();
      host.append(form);
    } else await openShop();
    await until(() => said.some((line) => line.includes('--ally-error')), 'a warning');
    return said.filter((line) => !line.includes('--ally-error'));
  };

  it('are not in our own look, light or dark', async () => {
    expect(await saidOf('')).to.deep.equal([]);
    said = [];
    expect(
      await saidOf(':root { color-scheme: dark; background: #111; color: #eee }'),
    ).to.deep.equal([]);
  });

  it('are named with what they stand on, how far apart they are and should be', async () => {
    expect(
      await saidOf('ally-booking { --ally-text: #999; --ally-surface: #fff; --ally-focus: #ccc }'),
    ).to.deep.equal([
      '<ally-booking>: --ally-text on --ally-surface is 2.8:1, at least 4.5:1 is needed.',
      '<ally-booking>: --ally-muted on --ally-surface is 2:1, at least 4.5:1 is needed.',
      '<ally-booking>: --ally-border on --ally-surface is 1.7:1, at least 3:1 is needed.',
      '<ally-booking>: --ally-focus on --ally-surface is 1.6:1, at least 3:1 is needed.',
    ]);
  });

  it('are seen on the accent, where the shop names both', async () => {
    expect(
      await saidOf('ally-booking { --ally-accent: #0a7a4b; --ally-on-accent: #7fb8a0 }'),
    ).to.deep.equal([
      '<ally-booking>: --ally-on-accent on --ally-accent is 2.3:1, at least 4.5:1 is needed.',
    ]);
  });

  it('are seen on the ground of the page, through slots, and on a part’s own', async () => {
    const dark = 'body { background: rgb(0 0 0 / 80%) } ally-booking { --ally-accent: #0a4a7b }';
    expect((await saidOf(dark, true)).join()).to.contain('--ally-accent on --ally-surface is 1.');
    said = [];
    dress('ally-booking::part(card) { background: #fff; color: #000 }');
    expect((await saidOf('')).join()).not.to.contain('--ally-accent');
  });

  it('are not guessed at on a picture', async () => {
    const look = async (): Promise<string[]> => {
      // Without a Task it does not look by itself.
      const { booking } = await openShop();
      booking.taskId = '';
      await booking.updateComplete;
      await warnOfContrast(booking);
      return said;
    };
    dress(
      'form.shop { background: linear-gradient(red, blue) } ally-booking { --ally-text: #999 }',
    );
    expect(await look()).to.deep.equal([]);
    dress('form.shop { background: #fff }');
    expect(await look()).not.to.deep.equal([]);
  });

  it('are told once, however often the journey starts', async () => {
    const lines = await saidOf('ally-booking { --ally-focus: #ccc }');
    const booking = document.querySelector('ally-booking');
    if (!booking) throw new Error('The shop is empty.');
    booking.taskId = '';
    await booking.updateComplete;
    booking.taskId = 'tsk_blood';
    await until(() => booking.matches(':state(test-mode)'), 'the Task');
    expect(lines).to.have.length(1);
    expect(said.filter((line) => line.includes('--ally-focus'))).to.have.length(1);
  });
});
