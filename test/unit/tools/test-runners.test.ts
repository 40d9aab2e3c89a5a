import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  printFailures,
  printResults,
  runLanes,
  type RunnerResult,
} from '../../../tools/tests/runners.js';

let printed = '';
beforeEach(() => {
  printed = '';
  const print = vi.spyOn(console, 'log').mockImplementation((text: string) => {
    printed += `${text}\n`;
  });
  return () => {
    print.mockRestore();
  };
});

const result = (more: Partial<RunnerResult>): RunnerResult => ({
  passed: 0,
  failed: 0,
  notDriven: [],
  failures: [],
  files: [],
  seconds: 1,
  ...more,
});
const lastLine = (): string | undefined => printed.trim().split('\n').at(-1);

describe('the closing count', () => {
  it('sums the runners, names what failed and lists the ten slowest files', () => {
    const files = Array.from({ length: 12 }, (_, index) => ({
      file: `test/${String(index)}.test.ts`,
      milliseconds: index * 1000,
    }));
    const failures = [{ file: 'test/a.test.ts', test: 'holds a window' }];
    const failed = printResults({
      unit: result({ passed: 7, files }),
      firefox: result({ passed: 2, failed: 1, failures }),
    });
    expect(failed).toBe(1);
    expect(printed).toContain('failed: test/a.test.ts: holds a window');
    expect(printed).toContain('11.0 s  unit    test/11.test.ts');
    expect(printed).not.toContain('test/1.test.ts');
    expect(lastLine()).toBe('9 passed, 1 failed');
  });

  it('counts what could not be had as one failed test of each runner that needs it', async () => {
    const missing = { chromium: 'The tests need Chromium.' };
    const results = await runLanes([['browser']], { ring: 'quick', missing });
    expect(printResults(results)).toBe(1);
    expect(printed).toContain('failed: chromium: The tests need Chromium.');
    expect(lastLine()).toBe('0 passed, 1 failed');
  });

  it('of several runs says what failed how often, and in which', () => {
    const failures = [{ file: 'test/a.test.ts', test: 'holds a window' }];
    const red = { unit: result({ passed: 1, failed: 1, failures }) };
    const green = { unit: result({ passed: 2 }) };
    const runs = { '2026-12-31': red, '2027-01-31': green, '2028-02-29': red };
    expect(printFailures(runs)).toBe(2);
    expect(printed).toContain(
      '2 times: unit: test/a.test.ts: holds a window (2026-12-31, 2028-02-29)',
    );
    expect(lastLine()).toBe('4 passed, 2 failed');
  });
});

describe('what cannot be had', () => {
  const path = mkdtempSync(join(tmpdir(), 'ally-path-'));
  afterAll(() => {
    rmSync(path, { recursive: true });
  });

  /** Asks for Chromium where there is none, and the package manager installs nothing. */
  const ensure = (environment: Readonly<Record<string, string>>) => {
    writeFileSync(join(path, 'apt-get'), '', { mode: 0o755 });
    const module = new URL('../../../tools/tests/requirements.ts', import.meta.url).href;
    const program = `import { ensureNeeds } from '${module}'; Object.defineProperty(process, 'platform', { value: 'none' }); console.log(JSON.stringify(await ensureNeeds(['chromium'])));`;
    return spawnSync(
      process.execPath,
      ['--import', 'tsx', '--input-type=module', '--eval', program],
      { env: { PATH: path, ...environment }, encoding: 'utf8' },
    );
  };

  it('is told to the run in CI', () => {
    const { status, stdout } = ensure({ CI: 'true' });
    expect(stdout).toContain('{"chromium":"The tests need Chromium or Chrome, and none was found.');
    expect(status).toBe(0);
  });

  it('ends the run of a person with the command', () => {
    const { status, stderr } = ensure({});
    expect(stderr).toContain('sudo apt-get update && sudo apt-get install -y');
    expect(status).toBe(1);
  });
});
