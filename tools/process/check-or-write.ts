import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { root } from './run.mjs';

/** A file that is generated from others. */
interface GeneratedFile {
  readonly path: string;
  readonly text: string;
}

/** Options of `writeGenerated()`. */
export interface Generation {
  /** The command that writes the files, named in messages. */
  readonly command: string;
  /** Whether the files are only compared with what would be written. */
  readonly isCheck: boolean;
}

const isStale = ({ path, text }: GeneratedFile): boolean => {
  try {
    return readFileSync(path, 'utf8') !== text;
  } catch {
    return true;
  }
};

/** Writes generated files. With `isCheck` it prints which of them are stale, and exits with 1 if any is. */
export const writeGenerated = async (
  texts: Readonly<Record<string, string>>,
  { command, isCheck }: Generation,
): Promise<void> => {
  const files = await Promise.all(
    Object.entries(texts).map(async ([file, text]): Promise<GeneratedFile> => {
      const path = join(root, file);
      const options = await resolveConfig(path);
      return { path, text: await format(text, { ...options, filepath: path }) };
    }),
  );
  if (!isCheck) {
    for (const { path, text } of files) writeFileSync(path, text);
    return;
  }
  const stale = files.filter(isStale);
  for (const { path } of stale)
    console.error(`✗ ${path} is not what it would be written as: ${command}`);
  if (stale.length > 0) process.exit(1);
};
