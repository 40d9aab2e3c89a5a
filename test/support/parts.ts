import { readFileSync } from 'node:fs';
import type { Declaration, Manifest } from '../../scripts/lib/manifest.mjs';

const { modules } = JSON.parse(readFileSync('custom-elements.json', 'utf8')) as Manifest;

/** What the manifest says of an element. */
export const faceOf = (tag: string): Declaration => {
  const found = modules
    .flatMap(({ declarations }) => declarations)
    .find(({ tagName }) => tagName === tag);
  if (!found) throw new Error(`The manifest has no ${tag}.`);
  return found;
};

/** The states that a part's description names, which are part names more. */
export const statesIn = (description = ''): string[] =>
  [...(/ \+ (.*)$/.exec(description)?.[1] ?? '').matchAll(/`([\w-]+)`/g)].map(
    ([, state = '']) => state,
  );
