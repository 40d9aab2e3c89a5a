import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, describe, expect, it } from 'vitest';
import { trustedTypesPolicy } from '../../../build/plugins/trusted-types-policy.js';

const folder = mkdtempSync(join(tmpdir(), 'ally-policy-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Builds a script of these modules, as the script tag is built. */
const buildOf = async (...modules: string[]): Promise<string> => {
  for (const [index, code] of modules.entries())
    writeFileSync(join(folder, `${String(index)}.js`), code);
  const entry = join(folder, 'entry.js');
  writeFileSync(entry, modules.map((_, index) => `import './${String(index)}.js';`).join('\n'));
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [trustedTypesPolicy()],
    build: { write: false, lib: { entry, formats: ['es'] } },
  });
  const [output] = Array.isArray(built) ? built : [];
  return output?.output[0].code ?? '';
};

const lit = "globalThis.policy = trustedTypes.createPolicy('lit-html', {});";

describe("Lit's policy", () => {
  it('is renamed to ours', async () => {
    const code = await buildOf(lit, 'globalThis.other = 1;');
    expect(code).toContain('ally-booking');
    expect(code).not.toContain('lit-html');
  });

  it.each([
    ['is not there', ['globalThis.other = 1;'], 'found 0 of our name'],
    ['is there twice', [lit, lit], 'found 2 of our name'],
    ['has another name', [lit.replace('lit-html', 'lit-4')], 'found 0 of our name'],
  ])('fails the build when it %s', async (_, modules, said) => {
    await expect(buildOf(...modules)).rejects.toThrow(said);
  });
});
