/** Puts the script into a page, for pages that decide late whether they need it. Importing this does nothing. */
import { ScriptError } from './api/client/errors.js';
import { version } from './version.js';
import { copyOnPage } from './entries/singleton.js';

export { ScriptError } from './api/client/errors.js';

export interface LoadOptions {
  /** Where the script lies: `…/ally-booking.js`, or `…/ally-booking.classic.js` for the classic one. */
  readonly src: string;
  /** What the script's hash must be, as `integrity.json` has it; a file with another one is not run. */
  readonly integrity?: string;
  /** For pages whose policy lets scripts in by a nonce. */
  readonly nonce?: string;
}

interface Policy {
  readonly createScriptURL: (src: string) => string;
}

interface TrustedTypes {
  readonly createPolicy: (name: string, rules: Policy) => Policy;
}

/** What the loader puts in bears this, so that a second copy of the loader knows it. */
const ourTag = 'data-ally-booking';

/** Tags of the page's own, of whatever version. */
const anyTag = /\/ally-booking(?:\.classic)?\.js$/;

/** The load that is under way or has succeeded; one that failed makes room for another. */
let loading: Promise<void> | null = null;

/** How many tags have been put in. */
let tags = 0;

let policy: Policy | undefined;

/** A page that requires trusted types must allow `ally-booking-load`; any other one needs nothing. */
const trusted = (src: string): string => {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  policy ??= trustedTypes?.createPolicy('ally-booking-load', { createScriptURL: (url) => url });
  return policy ? policy.createScriptURL(src) : src;
};

const happened = (target: EventTarget, ...types: readonly string[]): Promise<Event> =>
  new Promise((resolve) => {
    for (const type of types) target.addEventListener(type, resolve, { once: true });
  });

/** Whether the elements are registered, by whichever copy; awaits one that is about to. */
const isServed = async (): Promise<boolean> => {
  await copyOnPage();
  return customElements.get('ally-booking') !== undefined;
};

const tagOfPage = (): HTMLScriptElement | undefined =>
  [...document.scripts].find(({ src }) => src !== '' && anyTag.test(new URL(src).pathname));

/** Awaits a tag that is there already. One that had failed before we looked tells nobody: the page's end does. */
const followTag = async (): Promise<boolean> => {
  const tag = tagOfPage();
  if (!tag) return false;
  const ends = [happened(tag, 'load', 'error')];
  if (!tag.hasAttribute(ourTag)) {
    if (document.readyState === 'complete') return false;
    ends.push(happened(globalThis, 'load'));
  }
  await Promise.race(ends);
  return isServed().catch(() => false);
};

const insertTag = async ({ src, integrity, nonce }: LoadOptions): Promise<void> => {
  const address = new URL(src, document.baseURI);
  // A module that has run or failed does not run again, unless its address has another fragment.
  if (tags > 0) address.hash = `again-${String(tags)}`;
  tags += 1;
  const tag = document.createElement('script');
  if (!address.pathname.endsWith('.classic.js')) tag.type = 'module';
  tag.crossOrigin = 'anonymous';
  if (integrity !== undefined) tag.integrity = integrity;
  if (nonce !== undefined) tag.nonce = nonce;
  tag.setAttribute(ourTag, '');
  tag.src = trusted(address.href);
  document.head.append(tag);
  try {
    const { type } = await happened(tag, 'load', 'error');
    if (type === 'error') throw new Error(`The script at ${src} could not be loaded.`);
    if (!(await isServed())) throw new Error(`The script at ${src} is not <ally-booking>.`);
  } catch (cause) {
    tag.remove();
    throw cause;
  }
};

const load = async (options: LoadOptions): Promise<void> => {
  if (await isServed().catch(() => false)) return;
  if (await followTag()) return;
  try {
    await insertTag(options);
  } catch {
    await insertTag(options);
  }
};

/** The types that a page is built with are this version's. */
const compareVersions = (): void => {
  const running = copyOnPage()?.version ?? version;
  if (running !== version)
    console.warn(`<ally-booking> ${running} is on this page, and the package is ${version}.`);
};

/**
 * Puts the script into the page, once, and settles when the elements are registered. A script that is there
 * already, put in by whomever, serves. A load that fails is tried once more. On a server it does nothing.
 * @throws ScriptError (`code: 'script_failed'`) when it cannot be loaded; its `cause` says why. The next call
 *   tries anew.
 */
export const loadBooking = (options: LoadOptions): Promise<void> => {
  if (typeof document === 'undefined') return Promise.resolve();
  loading ??= load(options).then(compareVersions, (cause: unknown) => {
    loading = null;
    throw new ScriptError({ cause });
  });
  return loading;
};
