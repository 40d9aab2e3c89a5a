import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transform, type Selector } from 'lightningcss';
import { describe, expect, it } from 'vitest';
import { declarationOf, statesIn } from '../../fixtures/manifest-parts.js';

const folder = 'demo/themes';
/** The shop's own may use its page's properties; the others are whole without a page. */
const shops = 'shop.css';

const { cssParts, cssProperties, cssStates } = declarationOf('ally-booking');
const states = new Map(cssParts.map(({ name, description }) => [name, statesIn(description)]));
const tokens = new Set(cssProperties.map(({ name }) => name));

/** What a person does with a part is the browser's to say. */
const doings = ['hover', 'active', 'focus', 'focus-visible'];

/** Why a selector is none of the documents', or null. */
const faultOf = (selector: Selector): string | null => {
  const [host, part, ...doing] = selector;
  if (host?.type !== 'type' || host.name !== 'ally-booking') return 'is not of ally-booking';
  if (part === undefined) return null;
  if (part.type === 'pseudo-class' && part.kind === 'state')
    return cssStates.some(({ name }) => name === part.state) ? null : 'is no state of the element';
  if (part.type !== 'pseudo-element' || part.kind !== 'part') return 'is no part';
  const [name = '', ...more] = part.names;
  const known = states.get(name);
  if (!known) return `names ${name}, which is no part`;
  const strange = more.find((state) => !known.includes(state));
  if (strange !== undefined) return `names ${strange}, which is no state of ${name}`;
  return doing.every((one) => one.type === 'pseudo-class' && doings.includes(one.kind))
    ? null
    : 'looks further than a part';
};

/** Everything in a theme that is neither a documented part nor a token. */
const faultsIn = (css: string, { mayUseThePages }: { readonly mayUseThePages: boolean }) => {
  const faults: string[] = [];
  transform({
    filename: 'theme.css',
    code: Buffer.from(css),
    visitor: {
      Rule: ({ type }) => {
        if (type !== 'style') faults.push(`@${type} is not a theme’s`);
      },
      Selector: (selector) => {
        const fault = faultOf(selector);
        if (fault !== null) faults.push(fault);
      },
      Declaration: {
        custom: ({ name }) => {
          if (name.startsWith('--') && !tokens.has(name)) faults.push(`${name} is no token`);
        },
      },
      Variable: ({ name }) => {
        if (!mayUseThePages && !tokens.has(name.ident)) faults.push(`${name.ident} is no token`);
      },
      Url: ({ url }) => {
        faults.push(`${url} would be fetched`);
      },
    },
  });
  return faults;
};

const linesIn = (css: string): number => css.trimEnd().split('\n').length;

describe('each theme', () => {
  const themes = readdirSync(folder);

  it('stands in the folder', () => {
    expect(themes).toEqual(['civic.css', 'luxury.css', 'playful.css', shops]);
  });

  it.each(themes)('%s is short, and made of documented parts and tokens alone', (file) => {
    const css = readFileSync(join(folder, file), 'utf8');
    expect(linesIn(css)).toBeLessThan(80);
    expect(faultsIn(css, { mayUseThePages: file === shops })).toEqual([]);
  });
});

describe('the documents', () => {
  const recipes = ['README.md', 'docs/theming.md'].flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/^```css\n([\s\S]*?)^```/gm)].map(
      ([, css = ''], index) => [index + 1, file, css] as const,
    ),
  );

  it('have recipes', () => {
    expect(recipes.length).toBeGreaterThan(9);
  });

  it.each(recipes)('name in recipe %i of %s what is there', (_, _file, css) => {
    expect(faultsIn(css, { mayUseThePages: true })).toEqual([]);
  });

  it('say what a token is when it is absent', () => {
    const inSource = new Map(
      ['internal/styles/base', 'booking/booking', 'internal/styles/controls']
        .map((file) => readFileSync(`src/components/${file}.styles.ts`, 'utf8'))
        .flatMap((text) => [
          ...text.matchAll(/var\(\s*(--ally-[\w-]+),\s*((?:[^()]|\([^()]*\))+)\)/g),
        ])
        .map(([, name = '', value = '']) => [name, value]),
    );
    // Two are no single value.
    const inWords = ['--ally-on-accent', '--ally-border'];
    const wrong = cssProperties.filter(
      (token) => !inWords.includes(token.name) && token.default !== inSource.get(token.name),
    );
    expect(wrong).toEqual([]);
  });
});

describe('a theme would be refused for', () => {
  it.each([
    ['another selector', '.card { color: red }', 'is not of ally-booking'],
    [
      'what stands inside a part',
      'ally-booking::part(card)::before { color: red }',
      'looks further',
    ],
    ['what stands inside the element', 'ally-booking .card { color: red }', 'is no part'],
    ['a part that is none', 'ally-booking::part(marker) { color: red }', 'names marker'],
    ['a state of another part', 'ally-booking::part(step chosen) { color: red }', 'names chosen'],
    ['a property that is no token', 'ally-booking { --ally-color: red }', '--ally-color is no'],
    ['our inner properties', 'ally-booking { color: var(--_accent) }', '--_accent is no token'],
    ['a state that is none', 'ally-booking:state(ready) { color: red }', 'is no state of the'],
    ['a picture', 'ally-booking::part(card) { background: url(a.png) }', 'a.png would be'],
    ['another sheet', '@import "other.css";', '@import is not'],
  ])('%s', (_, css, fault) => {
    expect(faultsIn(css, { mayUseThePages: false }).join()).toContain(fault);
  });
});
