import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';

const path = mkdtempSync(join(tmpdir(), 'ally-path-'));
afterAll(() => {
  rmSync(path, { recursive: true });
});

it.each([
  ['chromium', 'chromium chromium-headless-shell fonts-liberation'],
  ['firefox', 'firefox-esr'],
])('whoever has no %s, and may not install it, is told what to run', (kind, packages) => {
  // A package manager that installs nothing, and no browser: with or without the right to install it ends the same.
  writeFileSync(join(path, 'apt-get'), '', { mode: 0o755 });
  const module = (path: string): string => new URL(`../../../${path}`, import.meta.url).href;
  const { status, stderr } = spawnSync(
    process.execPath,
    [
      ...['--import', 'tsx', '--input-type=module', '--eval'],
      `import { ensureBrowser } from '${module('test/harness/find-browser.ts')}'; import { orExit } from '${module('tools/process/system-packages.ts')}'; Object.defineProperty(process, 'platform', { value: 'none' }); await orExit(ensureBrowser('${kind}'));`,
    ],
    { env: { PATH: path }, encoding: 'utf8' },
  );
  expect(stderr).toContain(
    `sudo apt-get update && sudo apt-get install -y --no-install-recommends ${packages}\n`,
  );
  expect(status).toBe(1);
});
