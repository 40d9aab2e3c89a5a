import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { root } from './run.mjs';

const isStale = ([path, text]) => {
  try {
    return readFileSync(path, 'utf8') !== text;
  } catch {
    return true;
  }
};

/** Writes files that are made from others; with `isCheck` it only says which are stale, and ends with 1 then. */
export const writeGenerated = async (texts, { command, isCheck }) => {
  const files = await Promise.all(
    Object.entries(texts).map(async ([file, text]) => {
      const path = join(root, file);
      const options = await resolveConfig(path);
      return [path, await format(text, { ...options, filepath: path })];
    }),
  );
  if (!isCheck) {
    for (const [path, text] of files) writeFileSync(path, text);
    return;
  }
  const stale = files.filter(isStale);
  for (const [path] of stale)
    console.error(`✗ ${path} is not what it would be written as: ${command}`);
  if (stale.length > 0) process.exit(1);
};
