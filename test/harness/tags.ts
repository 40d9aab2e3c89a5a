/**
 * Tags of test files. A file has them in a line `Tags: …` of its first comment: `@date` for what depends on the date,
 * `@engine` for what engines differ in.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

/** A tag, without its sign. */
export type Tag = 'date' | 'engine';

/** The test files below a folder of the project that have a tag, by their paths in the project. */
export const filesTagged = (tag: Tag, folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => `${folder}/${file.replaceAll('\\', '/')}`)
    .filter((file) => file.endsWith('.test.ts'))
    .filter((file) => {
      const [, tags = ''] =
        /^(?:\/\*\*| \*) Tags: (.*?)(?: \*\/)?$/m.exec(readFileSync(join(root, file), 'utf8')) ??
        [];
      return tags.split(' ').includes(`@${tag}`);
    })
    .sort();
