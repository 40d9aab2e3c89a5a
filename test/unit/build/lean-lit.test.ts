import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'vite';
import { afterAll, describe, expect, it } from 'vitest';
import { leanLit } from '../../../build/lean-lit.js';

const folder = mkdtempSync(join(tmpdir(), 'ally-lit-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const files = [
  '@lit/reactive-element/css-tag.js',
  '@lit/reactive-element/reactive-element.js',
  'lit-element/lit-element.js',
  'lit-html/lit-html.js',
];

/** Builds a script of one file of Lit, changed or as it is. */
const buildOf = async (file: string, change: (code: string) => string): Promise<string> => {
  const entry = join(folder, file);
  mkdirSync(dirname(entry), { recursive: true });
  writeFileSync(entry, change(readFileSync(join('node_modules', file), 'utf8')));
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [leanLit(join(folder, 'ours'))],
    build: {
      write: false,
      lib: { entry, formats: ['es'] },
      rolldownOptions: { external: /^[^/]/ },
    },
  });
  const [output] = Array.isArray(built) ? built : [];
  return output?.output[0].code ?? '';
};

describe('Lit', () => {
  it.each(files)('has in %s what is left out of it', async (file) => {
    const code = await buildOf(file, (text) => text);
    expect(code).not.toMatch(/ShadyCSS|PolyfillSupport|HydrateSupport|must be a 'css'/);
    expect(code.length).toBeGreaterThan(200);
  });

  it.each(files)('fails the build when %s has another text', async (file) => {
    const renamed = (text: string): string =>
      text.replaceAll(/ShadyCSS|(?:Polyfill|Hydrate)Support/g, 'other');
    await expect(buildOf(file, renamed)).rejects.toThrow('has no longer, once');
  });

  it.each([
    ['a value in a style sheet', 'export const sheet = css`a { color: ${red} }`;'],
    ['an attribute in JSON', 'export const properties = { list: { type: Array } };'],
    ['a default', 'export const properties = { name: { useDefault: true } };'],
    ['an accessor that is a property', 'export class One { @property() get name() { return 1 } }'],
  ])('fails the build when we write %s', async (_, code) => {
    const file = join(folder, 'ours', 'one.ts');
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, code);
    await expect(
      build({
        configFile: false,
        logLevel: 'silent',
        plugins: [leanLit(join(folder, 'ours'))],
        build: { write: false, lib: { entry: file, formats: ['es'] } },
      }),
    ).rejects.toThrow('needs something of Lit');
  });
});
