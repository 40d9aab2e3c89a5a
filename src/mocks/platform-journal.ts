import {
  closeSync,
  existsSync,
  fdatasyncSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import type { Change, Journal } from './ledger.js';

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

/** What stands in the file, and how long that is in bytes: an entry that was not written to its end is none. */
const read = (path: string): { entries: (readonly Change[])[]; length: number } => {
  const bytes = existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
  const length = bytes.lastIndexOf('\n') + 1;
  const lines = bytes.subarray(0, length).toString().split('\n').slice(0, -1);
  const entries = lines.map((line, index) => {
    try {
      return JSON.parse(line) as readonly Change[];
    } catch {
      throw new JournalError(
        `The state file ${path} cannot be read (line ${String(index + 1)}): move it away, and the clinic begins anew.`,
      );
    }
  });
  return { entries, length };
};

/**
 * Opens the file in which a clinic keeps what it knows: a line of JSON for each commit. A line is written and flushed
 * to the disk before anything is answered, so the process may die at any moment.
 */
export const openJournal = (path: string): FileJournal => {
  mkdirSync(dirname(path), { recursive: true });
  const unlock = lock(path);
  let descriptor: number;
  let entries: (readonly Change[])[];
  try {
    const found = read(path);
    entries = found.entries;
    descriptor = openSync(path, 'a');
    ftruncateSync(descriptor, found.length);
  } catch (error) {
    unlock();
    throw error;
  }
  fsyncSync(descriptor);
  keepFolder(dirname(path));
  return {
    entries,
    append(entry) {
      writeAll(descriptor, Buffer.from(`${JSON.stringify(entry)}\n`));
      fdatasyncSync(descriptor);
    },
    close() {
      closeSync(descriptor);
      unlock();
    },
  };
};

/** A write may take less than it was given. */
const writeAll = (descriptor: number, bytes: Buffer): void => {
  for (let written = 0; written < bytes.length;)
    written += writeSync(descriptor, bytes, written, bytes.length - written);
};
