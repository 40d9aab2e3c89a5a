import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import {
  baselineDay,
  buildTarget,
  enginesQuery,
  oldestEngines,
} from '../../../tools/build/browser-targets.js';
import { usesInScript } from '../../../tools/baseline/scan-scripts.js';
import { usesInTypes } from '../../../tools/baseline/scan-types.js';

const folder = mkdtempSync(join(tmpdir(), 'ally-browsers-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** A file with this in it. */
const holding = (name: string, text: string): string => {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
};

const keysIn = (code: string): string[] => usesInScript(code).map(({ part }) => part.key);

describe('the oldest engines', () => {
  it('are those of each maker, and were released two and a half years before, or earlier', () => {
    expect(oldestEngines.map(({ engine }) => engine)).toEqual(
      expect.arrayContaining(['chrome', 'edge', 'firefox', 'safari', 'safari_ios']),
    );
    const day = new Date(baselineDay);
    day.setUTCMonth(day.getUTCMonth() - 30);
    for (const { title, released } of oldestEngines)
      expect(new Date(released) <= day, title).toBe(true);
    expect(buildTarget.join(' ')).toMatch(/^chrome\d+ edge\d+ firefox\d+ safari[\d.]+ ios[\d.]+$/);
  });

  it('are what everything is built for: no target is typed', () => {
    for (const file of ['vite.config.ts', 'build/plugins/wrap-iife.ts']) {
      const targets = [...readFileSync(file, 'utf8').matchAll(/\btarget: ([^,\n]+)/g)];
      expect(targets.map(([, target]) => target).filter((one) => one !== 'buildTarget')).toEqual(
        [],
      );
      expect(targets.length).toBeGreaterThan(0);
    }
  });
});

describe('of a built file it is found that it asks for what is newer', () => {
  it.each([
    ['a member', 'a.moveBefore(b, c)', 'api.Element.moveBefore'],
    ['a member that is looked for', '"moveBefore" in a', 'api.Element.moveBefore'],
    ['a callback', 'class A { connectedMoveCallback() {} }', /connectedMoveCallback/],
    ['a global', 'scheduler.yield()', 'api.scheduler'],
    ['a global of the page', 'globalThis.trustedTypes', 'api.trustedTypes'],
    ['a built-in', 'new Intl.DurationFormat("en")', 'javascript.builtins.Intl.DurationFormat'],
    ['an event', 'a.addEventListener("scrollsnapchange", b)', /scrollsnapchange_event/],
    ['a property', 'a`p { position-anchor: --b }`', 'css.properties.position-anchor'],
    ['a function', 'a`p { color: contrast-color(red) }`', /contrast-color/],
    ['a value', 'a`p { field-sizing: content }`', 'css.properties.field-sizing.content'],
    ['a colour from another', 'a`p { color: rgb(from red r g b) }`', /rgb\.relative_syntax/],
    ['a rule', 'a`@view-transition { navigation: auto }`', /at-rules\.view-transition/],
    ['a pseudo-class', 'a`p:open { color: red }`', 'css.selectors.open'],
    ['an attribute', 'a`<dialog closedby="any"></dialog>`', /closedby/],
  ])('%s', (_, code, key) => {
    const found = keysIn(code);
    if (typeof key === 'string') expect(found).toContain(key);
    else expect(found.join(' ')).toMatch(key);
  });

  it.each([
    'a.checkVisibility()',
    'a.attachInternals().states.add("b")',
    'structuredClone(a)',
    'a`p { color: light-dark(red, color-mix(in srgb, red, blue)) }`',
    'a`:host(:state(b)):has(p) { text-wrap: balance; & p { inset-inline: 0 } }`',
    'a`<input inputmode="numeric" enterkeyhint="next" @input=${b}>`',
    'const trustedTypes = 1; b(trustedTypes)',
    'const { open } = a; class B { scheduler() {} }',
  ])('and not of %s', (code) => {
    expect(keysIn(code)).toEqual([]);
  });
});

it('of our own code it is found by its types', () => {
  const file = holding(
    'own.ts',
    `interface Diary { drop(): void; scrollIntoViewIfNeeded(): void }
     declare const diary: Diary;
     declare const box: HTMLElement;
     diary.drop();
     diary.scrollIntoViewIfNeeded();
     box.popover = 'manual';
     box.checkVisibility();
     void fetch('/', { keepalive: true, method: 'POST' });
     export {};`,
  );
  const { newer, own } = usesInTypes([file], folder);
  const keys = newer.map(({ part }) => part.key);
  expect(keys).toContain('api.HTMLElement.popover');
  expect(keys).toContain('api.fetch.options_parameter.keepalive');
  expect(keys.filter((key) => !/popover|keepalive/.test(key))).toEqual([]);
  expect([...own]).toEqual(expect.arrayContaining(['drop', 'scrollIntoViewIfNeeded']));
});

it.each([
  ['passes', 'a ??= class { static #b = 1; static { this.c = /d/v; } };', 0],
  ['is refused', 'const a = /(?i:b)/;', 1],
  ['is refused', '{ using a = b; }', 1],
])('syntax that the oldest engines may not read is refused: this %s: %s', (_, code, status) => {
  const file = holding('syntax.js', code);
  const program = 'node_modules/es-check/lib/cli/index.js';
  const args = ['checkBrowser', `--browserslistQuery=${enginesQuery}`, `--files=${file}`];
  expect(spawnSync(process.execPath, [program, ...args, '--module']).status).toBe(status);
});
