import {
  closeSync,
  existsSync,
  fdatasyncSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import type { Change, Journal } from './store.js';

/** Why a state file cannot be used: one sentence for whoever started the clinic. */
export class JournalError extends Error {
  override readonly name = 'JournalError';
}

/** A journal in a file. */
export interface FileJournal extends Journal {
  close: () => void;
}

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process is a process all the same.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** Two processes that write one file would each know the half of it. A lock of a process that died is nobody's. */
const lock = (path: string): (() => void) => {
  const file = `${path}.lock`;
  const owner = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  if (owner > 0 && owner !== process.pid && isRunning(owner))
    throw new JournalError(
      `The state file ${path} is in use by another clinic (process ${String(owner)}).`,
    );
  rmSync(file, { force: true });
  writeFileSync(file, String(process.pid), { flag: 'wx' });
  return () => {
    rmSync(file, { force: true });
  };
};

/** A new file is only there for good once its folder is written, too; not every system lets a folder be opened. */
const keepFolder = (folder: string): void => {
  try {
    const descriptor = openSync(folder, 'r');
    fsyncSync(descriptor);
    closeSync(descriptor);
  } catch {
    // The file itself is kept; that is what a process that dies needs.
  }
};

const isChange = (said: unknown): said is Change =>
  Array.isArray(said) &&
  said.length === 3 &&
  typeof said[0] === 'string' &&
  typeof said[1] === 'string';

/** What a line says; throws where it says something else, or nothing. */
const readLine = (line: string): readonly Change[] => {
  const said = JSON.parse(line) as unknown;
  if (!Array.isArray(said) || !said.every(isChange)) throw new TypeError('Not a list of changes.');
  return said;
};

/** What stands in the file: an entry that was not written to its end is none. */
const read = (path: string): (readonly Change[])[] => {
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const lines = text.split('\n');
  // The first line is always whole: a file without one is somebody else's.
  const whole = lines.length === 1 && text !== '' ? lines : lines.slice(0, -1);
  return whole.map((line, index) => {
    try {
      return readLine(line);
    } catch {
      throw new JournalError(
        `The state file ${path} cannot be read (line ${String(index + 1)}): move it away, and the clinic begins anew.`,
      );
    }
  });
};

/** The last that was said of each row; what came in first stays first. */
const compact = (entries: readonly (readonly Change[])[]): Change[] => {
  const rows = new Map<string, Change>();
  for (const change of entries.flat()) {
    const key = JSON.stringify(change.slice(0, 2));
    if (change[2] === null) rows.delete(key);
    else rows.set(key, change);
  }
  return [...rows.values()];
};

/** A new file in place of the old one, or the old one as it was. */
const rewrite = (path: string, entry: readonly Change[]): void => {
  const descriptor = openSync(`${path}.new`, 'w');
  writeAll(descriptor, lineOf(entry));
  fsyncSync(descriptor);
  closeSync(descriptor);
  renameSync(`${path}.new`, path);
};

const lineOf = (entry: readonly Change[]): Buffer => Buffer.from(`${JSON.stringify(entry)}\n`);

/** A write may take less than it was given. */
const writeAll = (descriptor: number, bytes: Buffer): void => {
  for (let written = 0; written < bytes.length;)
    written += writeSync(descriptor, bytes, written, bytes.length - written);
};

/**
 * Opens the file in which a clinic keeps what it knows: a line of JSON for each commit. A line is written and flushed
 * to the disk before anything is answered, so the process may die at any moment. Once open, the file has one line.
 */
export const openJournal = (path: string): FileJournal => {
  mkdirSync(dirname(path), { recursive: true });
  const unlock = lock(path);
  let descriptor: number;
  let entry: Change[];
  try {
    entry = compact(read(path));
    rewrite(path, entry);
    keepFolder(dirname(path));
    descriptor = openSync(path, 'a');
  } catch (error) {
    unlock();
    throw error;
  }
  return {
    entries: [entry],
    append(more) {
      writeAll(descriptor, lineOf(more));
      fdatasyncSync(descriptor);
    },
    close() {
      closeSync(descriptor);
      unlock();
    },
  };
};
