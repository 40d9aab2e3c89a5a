import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { addressed, unpinned } from '../../../tools/release/pinned-versions.js';

type Manifest = Parameters<typeof unpinned>[0];
type Lock = Parameters<typeof addressed>[0];

it('every package is of one exact version', () => {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
  expect(Object.keys(manifest.devDependencies ?? {}).length).toBeGreaterThan(10);
  expect(unpinned(manifest)).toEqual([]);
});

it('the lock file names no download address', () => {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lock;
  expect(Object.keys(lock.packages).length).toBeGreaterThan(100);
  expect(addressed(lock)).toEqual([]);
});

it('a version under another name is exact too', () => {
  expect(unpinned({ devDependencies: { 'a-3': 'npm:a@3.0.5', b: 'npm:b@^3.0.5' } })).toEqual(['b']);
});

it.each(['^1.2.3', '~1.2.3', '1.x', '*', 'latest', 'git+ssh://host/a.git'])(
  '%s is no exact version',
  (version) => {
    expect(unpinned({ dependencies: { fine: '1.2.3', a: version } })).toEqual(['a']);
    expect(unpinned({ devDependencies: { a: version } })).toEqual(['a']);
    expect(unpinned({ overrides: { a: version } })).toEqual(['a']);
  },
);

it.each(['https://host/a.tgz', 'git+ssh://host/a.git'])('%s is an address', (resolved) => {
  expect(addressed({ packages: { fine: {}, a: { resolved } } })).toEqual(['a']);
});
