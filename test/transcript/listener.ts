/** Records what a screen reader announces: live regions, focus, and new content. */
import type { Browser, CDPSession, Page } from 'playwright-core';
import { readTree, type AnnouncedLine } from './tree.js';

/** Announcement of a live region. */
interface Announcement {
  readonly isAssertive: boolean;
  readonly text: string;
}

declare global {
  interface Window {
    announced: Announcement[];
    /** Whether focus has moved since this was set to false. */
    focusMoved: boolean;
  }
}

/** Records the announcements of live regions in order, in every shadow root. It runs in the page before its scripts. */
const recordAnnouncements = (): void => {
  const announced: Announcement[] = (window.announced = []);
  window.focusMoved = false;
  const normalizeSpace = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
  const onMutations = (records: readonly MutationRecord[]): void => {
    const added = new Map<Element, string>();
    for (const { target, addedNodes } of records) {
      const element = target instanceof Element ? target : target.parentElement;
      // An element that is added with role `alert` and its text is announced as well.
      for (const node of addedNodes)
        for (const alert of node instanceof Element
          ? [node, ...node.querySelectorAll('*')].filter(({ role }) => role === 'alert')
          : [])
          added.set(alert, alert.textContent);
      const region = element?.closest('[role=status], [role=alert], [aria-live]');
      if (!region || region.closest('[hidden], [inert]')) continue;
      const isAtomic = region.hasAttribute('role');
      const texts = [...(target instanceof Text ? [target] : addedNodes)]
        .filter((node) => node.isConnected)
        .map(({ textContent }) => textContent);
      added.set(
        region,
        isAtomic ? region.textContent : [added.get(region) ?? '', ...texts].join(' '),
      );
    }
    for (const [region, text] of added)
      if (normalizeSpace(text) !== '')
        announced.push({
          isAssertive: region.role === 'alert' || region.ariaLive === 'assertive',
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
 * Disables timers of one second, with which the element announces slow responses. Whether a response is slow depends on
 * the machine, so these announcements are recorded in one journey only.
 */
const skipDelayedMessages = (): void => {
  const { setTimeout: wait } = window;
  const replacement = (run: () => void, milliseconds = 0): number =>
    milliseconds === 1_000 ? 0 : wait(run, milliseconds);
  window.setTimeout = replacement as typeof setTimeout;
};

/** Returns the lines that are new, in order. It removes the longest common subsequence. */
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

/** Formats lines as a nested list. If a group itself is not new, its new lines take its level. */
const indented = (lines: readonly AnnouncedLine[]): string[] => {
  const open: number[] = [];
  return lines.map(({ depth, text, isGroup }) => {
    while ((open.at(-1) ?? -1) >= depth) open.pop();
    const line = `${'  '.repeat(open.length + 1)}- ${text}`;
    if (isGroup) open.push(depth);
    return line;
  });
};

/** Recorder of a page's announcements, in the format of the document. */
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

  /** Performs an action, and records its announcements once all requests but `awaited` have been answered. */
  async record(title: string, act?: () => Promise<unknown>, awaited = 0): Promise<void> {
    const isFirst = this.lines.length === 0;
    const { announced, focus, added } = await this.listen(act, awaited);
    this.written.push(
      `**${title}**`,
      [
        // Assertive announcements interrupt polite ones, so they come first.
        ...[...announced]
          .sort((one, other) => Number(other.isAssertive) - Number(one.isAssertive))
          .map(({ isAssertive, text }) => `- said${isAssertive ? ' at once' : ''}: ${text}`),
        ...(focus === null ? [] : [`- focus: ${focus === '' ? 'outside of the element' : focus}`]),
        ...(added.length === 0 ? [] : [`- ${isFirst ? 'there is' : 'new'}, in order:`]),
        ...indented(added),
      ].join('\n') || '- nothing is heard',
    );
  }

  /** Performs an action without recording it. Later recordings start from the page's state after it. */
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
    // Focus that is lost to the body fires no `focusin`.
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

  /** Waits until at most `awaited` requests are pending and the page has rendered their responses. */
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
