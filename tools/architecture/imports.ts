/** Imports between the folders of `src`: checked against `import-rules.ts`, and drawn for `docs/architecture.md`. */
import { join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { root } from '../process/run.mjs';
import { forbidden, options } from './import-rules.js';

/** An import that breaks a rule. */
export interface ImportFault {
  readonly rule: string;
  /** The file that imports. */
  readonly from: string;
  /** The file or package that it imports. */
  readonly to: string;
}

/** Returns the names of all rules. */
export const importRules = (): string[] => forbidden.map(({ name }) => name);

const cruiseSource = async (folder: string, validate: boolean): Promise<ICruiseResult> => {
  const { output } = await cruise(
    ['src'],
    { ...options, ruleSet: { forbidden }, validate, baseDir: folder },
    undefined,
    { tsConfig: extractTSConfig(join(root, 'tsconfig.json')) },
  );
  if (typeof output === 'string') throw new Error('The imports were found in no form to read.');
  return output;
};

/** Finds the imports in the `src` of a folder that break a rule. */
export const importFaults = async (folder = root): Promise<ImportFault[]> => {
  const { summary } = await cruiseSource(folder, true);
  return summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }));
};

/** Draws which folder of `src` imports which, as a Mermaid graph. */
export const folderPicture = async (): Promise<string> => {
  const { modules } = await cruiseSource(root, false);
  const folderOf = (path: string): string | undefined => {
    const [, folder, second] = /^src\/([\w-]+)(?:\/([\w-]+))?\//.exec(path) ?? [];
    return folder === 'components' ? `components/${String(second)}` : folder;
  };
  const arrows = new Set<string>();
  for (const { source, dependencies } of modules)
    for (const { resolved } of dependencies) {
      const [from, to] = [folderOf(source), folderOf(resolved)];
      if (from !== undefined && to !== undefined && from !== to) arrows.add(`  ${from} --> ${to}`);
    }
  return ['graph TD', ...[...arrows].sort()].join('\n');
};
