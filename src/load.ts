/** Adds the script to pages that decide late whether they need it. Importing this module does nothing. */
import { ScriptError } from './api/client/errors.js';
import { version } from './version.js';
import { copyOnPage } from './entries/singleton.js';

export { ScriptError } from './api/client/errors.js';

/** Options of `loadBooking()`. */
export interface LoadOptions {
  /** The URL of the script: `…/ally-booking.js`, or `…/ally-booking.classic.js` for the classic one. */
  readonly src: string;
  /**
   * The hash of the script, from `integrity.json`. A file with another hash is not run. By default it is not
   * checked.
   */
  readonly integrity?: string;
  /** The nonce, for pages whose Content Security Policy allows scripts by nonce. The default is none. */
  readonly nonce?: string;
}

interface Policy {
  readonly createScriptURL: (src: string) => string;
}

interface TrustedTypes {
  readonly createPolicy: (name: string, rules: Policy) => Policy;
}

/** Marks the tags of the loader, so that a second copy of the loader recognises them. */
const ourTag = 'data-ally-booking';

/** Script tags that the page has by itself, of any version. */
const anyTag = /\/ally-booking(?:\.classic)?\.js$/;

/** The load that is in progress or has succeeded. After a failure it is null, so that the next call tries again. */
let loading: Promise<void> | null = null;

/** The number of tags inserted. */
let tags = 0;

let policy: Policy | undefined;

/**
 * Returns a trusted URL. A page that requires Trusted Types must allow the policy `ally-booking-load`; other pages
 * need no setting.
 */
const trusted = (src: string): string => {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  policy ??= trustedTypes?.createPolicy('ally-booking-load', { createScriptURL: (url) => url });
  return policy ? policy.createScriptURL(src) : src;
};

const happened = (target: EventTarget, ...types: readonly string[]): Promise<Event> =>
  new Promise((resolve) => {
    for (const type of types) target.addEventListener(type, resolve, { once: true });
  });

/** Returns whether the elements are registered, by any copy. It waits for a copy that is starting. */
const isServed = async (): Promise<boolean> => {
  await copyOnPage();
  return customElements.get('ally-booking') !== undefined;
};

const tagOfPage = (): HTMLScriptElement | undefined =>
  [...document.scripts].find(({ src }) => src !== '' && anyTag.test(new URL(src).pathname));

/**
 * Waits for a script tag that is already on the page. One that failed earlier sends no more events, so the wait
 * ends with the page's `load` at the latest.
 */
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
  // A module that has run or failed does not run again, unless its URL has another fragment.
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

/**
 * Warns if the running copy has another version than this package: the page was built with the types of this one.
 */
const compareVersions = (): void => {
  const running = copyOnPage()?.version ?? version;
  if (running !== version)
    console.warn(`<ally-booking> ${running} is on this page, and the package is ${version}.`);
};

/**
 * Adds the script to the page once, and resolves when the elements are registered. A script that is already on the
 * page is used, no matter which code added it. A load that fails is retried once. On a server the function does
 * nothing.
 * @throws ScriptError (`code: 'script_failed'`) if the script cannot be loaded; its `cause` has the reason. The
 *   next call tries again.
 */
export const loadBooking = (options: LoadOptions): Promise<void> => {
  if (typeof document === 'undefined') return Promise.resolve();
  loading ??= load(options).then(compareVersions, (cause: unknown) => {
    loading = null;
    throw new ScriptError({ cause });
  });
  return loading;
};
