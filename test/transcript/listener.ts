/** Listens to a page as a screen reader's user does: what is said of itself, where focus is, what stands there. */
import type { Browser, CDPSession, Page } from 'playwright-core';
import { readTree, type AnnouncedLine } from './tree.js';

interface Announced {
  readonly isAtOnce: boolean;
  readonly text: string;
}

declare global {
  interface Window {
    announced: Announced[];
    /** Whether focus has moved since this was set to false. */
    focusMoved: boolean;
  }
}

/** Keeps, in their order, the texts that come into live regions, in whichever shadow root they are. */
const recordAnnouncements = (): void => {
  const announced: Announced[] = (window.announced = []);
  window.focusMoved = false;
  const normalizeSpace = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
  const onMutations = (records: readonly MutationRecord[]): void => {
    const added = new Map<Element, string>();
    for (const { target, addedNodes } of records) {
      const element = target instanceof Element ? target : target.parentElement;
      // What comes as an alert, with its words, is one.
      for (const node of addedNodes)
        for (const alert of node instanceof Element
          ? [node, ...node.querySelectorAll('*')].filter(({ role }) => role === 'alert')
          : [])
          added.set(alert, alert.textContent);
      const region = element?.closest('[role=status], [role=alert], [aria-live]');
      if (!region || region.closest('[hidden], [inert]')) continue;
      const isWhole = region.hasAttribute('role');
      const news = [...(target instanceof Text ? [target] : addedNodes)]
        .filter((node) => node.isConnected)
        .map(({ textContent }) => textContent);
      added.set(
        region,
        isWhole ? region.textContent : [added.get(region) ?? '', ...news].join(' '),
      );
    }
    for (const [region, text] of added)
      if (normalizeSpace(text) !== '')
        announced.push({
          isAtOnce: region.role === 'alert' || region.ariaLive === 'assertive',
          text: normalizeSpace(text),
        });
  };
  const listen = (root: Node): void => {
    root.addEventListener('focusin', () => (window.focusMoved = true));
    new MutationObserver(onMutations).observe(root, {
      subtree: true,
      childList: true,
      characterData: true,
    });
  };
  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function (init) {
    const root = attachShadow.call(this, init);
    listen(root);
    return root;
  };
  listen(document);
};

/**
 * How long an answer takes is this machine's matter: what is said after a second of waiting is heard only in the
 * journey that is about it.
 */
const skipDelayedMessages = (): void => {
  const { setTimeout: wait } = window;
  const instead = (run: () => void, milliseconds = 0): number =>
    milliseconds === 1_000 ? 0 : wait(run, milliseconds);
  window.setTimeout = instead as typeof setTimeout;
};

/** The lines that were not there before, in order: the longest common part stays unsaid. */
const newLines = (
  before: readonly AnnouncedLine[],
  now: readonly AnnouncedLine[],
): readonly AnnouncedLine[] => {
  const rows = Array.from({ length: before.length + 1 }, () =>
    new Array<number>(now.length + 1).fill(0),
  );
  const at = (i: number, j: number): number => rows[i]?.[j] ?? 0;
  for (let i = before.length - 1; i >= 0; i--)
    for (let j = now.length - 1; j >= 0; j--)
      (rows[i] as number[])[j] =
        before[i]?.text === now[j]?.text
          ? at(i + 1, j + 1) + 1
          : Math.max(at(i + 1, j), at(i, j + 1));
  const found: AnnouncedLine[] = [];
  for (let i = 0, j = 0; j < now.length;) {
    const line = now[j] as AnnouncedLine;
    if (before[i]?.text === line.text) {
      i++;
      j++;
    } else if (i < before.length && at(i + 1, j) >= at(i, j + 1)) i++;
    else {
      found.push(line);
      j++;
    }
  }
  return found;
};

/** A group that was there before is not met again: what is new in it stands where the group would. */
const indented = (lines: readonly AnnouncedLine[]): string[] => {
  const open: number[] = [];
  return lines.map(({ depth, text, isGroup }) => {
    while ((open.at(-1) ?? -1) >= depth) open.pop();
    const line = `${'  '.repeat(open.length + 1)}- ${text}`;
    if (isGroup) open.push(depth);
    return line;
  });
};

/** A page that is listened to, and what was heard so far, as a part of the document. */
export class Listener {
  private lines: readonly AnnouncedLine[] = [];
  private focus = '';
  private readonly written: string[] = [];
  private pendingRequests = 0;

  private constructor(
    readonly page: Page,
    private readonly cdp: CDPSession,
    private readonly tag: string,
  ) {
    page.on('request', () => this.pendingRequests++);
    page.on('requestfinished', () => this.pendingRequests--);
    page.on('requestfailed', () => this.pendingRequests--);
  }

  static async open(
    browser: Browser,
    { tag, now, waits }: { tag: string; now: Date; waits: boolean },
  ): Promise<Listener> {
    const context = await browser.newContext({ reducedMotion: 'reduce' });
    const page = await context.newPage();
    await page.clock.setFixedTime(now);
    await page.addInitScript(recordAnnouncements);
    if (!waits) await page.addInitScript(skipDelayedMessages);
    return new Listener(page, await context.newCDPSession(page), tag);
  }

  /** Does something, and writes down what is heard once all has come of it but so many answers. */
  async record(what: string, act?: () => Promise<unknown>, awaited = 0): Promise<void> {
    const isFirst = this.lines.length === 0;
    const { announced, focus, met } = await this.listen(act, awaited);
    this.written.push(
      `**${what}**`,
      [
        // What interrupts is heard first, whichever came first.
        ...[...announced]
          .sort((one, other) => Number(other.isAtOnce) - Number(one.isAtOnce))
          .map(({ isAtOnce, text }) => `- said${isAtOnce ? ' at once' : ''}: ${text}`),
        ...(focus === null ? [] : [`- focus: ${focus === '' ? 'outside of the element' : focus}`]),
        ...(met.length === 0 ? [] : [`- ${isFirst ? 'there is' : 'new'}, in order:`]),
        ...indented(met),
      ].join('\n') || '- nothing is heard',
    );
  }

  /** Does something that was heard elsewhere: what is new after it is new. */
  async skip(act?: () => Promise<unknown>): Promise<void> {
    await this.listen(act);
  }

  private async listen(act: () => Promise<unknown> = () => Promise.resolve(), awaited = 0) {
    await act();
    await this.settle(awaited);
    const { lines, focus } = await readTree(this.cdp, this.tag);
    const { announced, hasMoved } = await this.page.evaluate(() => ({
      announced: window.announced.splice(0),
      hasMoved: window.focusMoved,
    }));
    await this.page.evaluate(() => (window.focusMoved = false));
    const added = newLines(this.lines, lines);
    // Where it has gone without going anywhere, nothing tells of it but that it is not there.
    const isLost = focus === '' && this.focus !== '';
    this.lines = lines;
    this.focus = focus;
    return { announced, added, focus: hasMoved || isLost ? focus : null };
  }

  get text(): string {
    return this.written.join('\n\n');
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }

  /** Until nothing is asked for, but what is not to come yet, and all that has come is drawn. */
  private async settle(awaited: number): Promise<void> {
    let quiet = 0;
    while (quiet < 3) {
      await this.page.evaluate(
        () => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn))),
      );
      quiet = this.pendingRequests <= awaited ? quiet + 1 : 0;
    }
  }
}
