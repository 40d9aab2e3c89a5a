import MagicString from 'magic-string';
import type { Plugin } from 'vite';

const named = (name: string): RegExp =>
  new RegExp(`(?<=createPolicy\\(["'\`])${name}(?=["'\`])`, 'g');

const countOf = (texts: readonly string[], pattern: RegExp): number =>
  texts.reduce((count, text) => count + [...text.matchAll(pattern)].length, 0);

/**
 * Renames Lit's Trusted Types policy to `ally-booking`, so that a page with another copy of Lit can allow ours alone.
 * Fails the build unless exactly one policy was renamed, so that a new version or a second copy of Lit is noticed.
 */
export const trustedTypesPolicy = (): Plugin => ({
  name: 'trusted-types-policy',
  transform(code) {
    const renamed = new MagicString(code).replaceAll(named('lit-html'), 'ally-booking');
    return renamed.hasChanged()
      ? { code: renamed.toString(), map: renamed.generateMap({ hires: 'boundary' }) }
      : null;
  },
  generateBundle(_, files) {
    const texts = Object.values(files).map((file) => (file.type === 'chunk' ? file.code : ''));
    const ours = countOf(texts, named('ally-booking'));
    const theirs = countOf(texts, named('lit-html'));
    if (ours !== 1 || theirs !== 0)
      this.error(
        `Lit's policy must be renamed once: found ${String(ours)} of our name, ${String(theirs)} of its own.`,
      );
  },
});
