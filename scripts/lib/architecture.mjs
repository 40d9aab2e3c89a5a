/** Who imports whom: held to `.dependency-cruiser.mjs`, and drawn for `docs/architecture.md`. */
import { join } from 'node:path';
import { cruise } from 'dependency-cruiser';
import extractDepcruiseOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { root } from './run.mjs';

const config = join(root, '.dependency-cruiser.mjs');

/** The rules' names. */
export const importRules = async () => {
  const { forbidden } = (await extractDepcruiseOptions(config)).ruleSet;
  return forbidden.map(({ name }) => name);
};

const cruiseSource = async (folder, options) => {
  const rules = await extractDepcruiseOptions(config);
  const { output } = await cruise(['src'], { ...rules, ...options, baseDir: folder }, undefined, {
    tsConfig: extractTSConfig(join(root, 'tsconfig.json')),
  });
  return output;
};

/** Every import in the `src` of a folder that breaks a rule: `{rule, from, to}`. */
export const importFaults = async (folder = root) => {
  const { summary } = await cruiseSource(folder, { validate: true });
  return summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }));
};

/** The folders of `src`, and who imports whom, for Mermaid. */
export const folderPicture = async () => {
  const { modules } = await cruiseSource(root, { validate: false });
  const folderOf = (path) => {
    const [, folder, second] = /^src\/([\w-]+)(?:\/([\w-]+))?\//.exec(path) ?? [];
    return folder === 'components' ? `components/${second}` : folder;
  };
  const arrows = new Set();
  for (const { source, dependencies } of modules)
    for (const { resolved } of dependencies) {
      const [from, to] = [folderOf(source), folderOf(resolved)];
      if (from !== undefined && to !== undefined && from !== to) arrows.add(`  ${from} --> ${to}`);
    }
  return ['graph TD', ...[...arrows].sort()].join('\n');
};
