import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import * as testing from '../../../src/testing/index.js';

it('every verb is told in docs/testing.md, and no other', () => {
  const told = readFileSync('docs/testing.md', 'utf8');
  const [, verbs = ''] = told.split('\n## Verbs\n');
  const table = (verbs.split('\n## ')[0] ?? '').matchAll(/^\| `(\w+)\(/gm);
  const named = [...table].map(([, name]) => name);
  const exported = Object.keys(testing).filter((name) => name !== 'NotOnScreenError');
  expect(named.sort()).toEqual(exported.sort());
});
