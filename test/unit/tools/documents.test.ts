import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { documents, pages } from '../../../site/lib/documents.js';
import { deadLinks, withLinks } from '../../../site/lib/links.js';
import { errorCodes } from '../../../src/api/contract/error-codes.js';
import type { ServiceProblem } from '../../../src/domain/problems.js';

describe('the documents', () => {
  it('link to what is there', () => {
    expect(documents.length).toBeGreaterThan(15);
    expect(deadLinks('.', documents)).toEqual([]);
  });

  it('name commands that exist', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      readonly scripts: Readonly<Record<string, string>>;
    };
    const named = documents.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/`npm run ([\w:-]+)/g)].map(([, name = '']) => name),
    );
    expect(new Set(named).size).toBeGreaterThan(10);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it('are a page each, with a name and a line of their own', () => {
    expect(new Set(pages.map(({ name }) => name)).size).toBe(pages.length);
    for (const { file, label, about } of pages) {
      expect(label, file).not.toBe('');
      expect(about, file).toMatch(/^\S.{5,}[.?]$/);
    }
  });
});

/** Every code that the page may hear, so that the compiler misses one that is new. */
const codes: Readonly<Record<ServiceProblem, true>> = {
  not_found: true,
  forbidden_origin: true,
  misconfigured: true,
  contract_broken: true,
  refused: true,
  offline: true,
  timed_out: true,
  unavailable: true,
  rate_limited: true,
  script_failed: true,
  outcome_unknown: true,
  window_unavailable: true,
  outside_coverage: true,
  validation_failed: true,
};

it('what can go wrong is told in docs/embedding.md, with whether it may pass', () => {
  const [, table = ''] = readFileSync('docs/embedding.md', 'utf8').split(/<!-- \/?problems -->/);
  const told = [...table.matchAll(/^\| `([\w-]+)` +\| (yes|no) +\| \S/gm)].map(
    ([, code, again]) => [code, again === 'yes'],
  );
  expect(told.sort()).toEqual(
    Object.keys(codes)
      .map((code) => [code, errorCodes[code as ServiceProblem].canRetry])
      .sort(),
  );
});

describe('a link', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ally-documents-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  mkdirSync(join(folder, 'docs'));
  writeFileSync(join(folder, 'file.json'), '{}');
  writeFileSync(
    join(folder, 'docs/other.md'),
    '# Other\n\n## `<a-tag>`: what’s it?\n\n## Twice\n\n## Twice\n',
  );

  const faultsOf = (text: string): string[] => {
    writeFileSync(join(folder, 'docs/page.md'), `# A page\n\n${text}\n`);
    return deadLinks(folder, ['docs/page.md']);
  };

  it.each([
    ['[a](other.md)'],
    ['[a](../file.json)'],
    ['[a](#a-page)'],
    ['[a](other.md#a-tag-whats-it)'],
    ['[a](other.md#twice-1)'],
    ['[a](https://example.com/nothing)'],
    ['`[a](nothing.md)`'],
    ['```md\n[a](nothing.md)\n```'],
  ])('%s leads somewhere, or is none', (text) => {
    expect(faultsOf(text)).toEqual([]);
  });

  it.each([
    ['[a](nothing.md)'],
    ['[`a`](nothing.md)'],
    ['![a](nothing.png)'],
    ['[a](#nothing)'],
    ['[a](other.md#twice-2)'],
    ['[a](../file.json#part)'],
    ['[a](../../outside.md)'],
  ])('%s leads nowhere', (text) => {
    expect(faultsOf(text)).toHaveLength(1);
  });

  it('is replaced where it is one, and nowhere else', () => {
    const text = 'See [`a`](x.md "title"), `[b](x.md)`.\n\n```md\n[c](x.md)\n```\n\n[d](x.md)\n';
    expect(withLinks(text, () => 'y.html')).toBe(
      'See [`a`](y.html "title"), `[b](x.md)`.\n\n```md\n[c](x.md)\n```\n\n[d](y.html)\n',
    );
  });
});
