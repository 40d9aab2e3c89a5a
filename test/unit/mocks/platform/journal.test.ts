import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Ledger } from '../../../../src/mocks/platform/store.js';
import { JournalError, openJournal } from '../../../../src/mocks/platform/journal.js';
import { openPlatform, place } from './platform.js';

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'journal-'));
  path = join(folder, 'deep', 'state.jsonl');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** What somebody finds who opens the file now. */
const found = (): [string, unknown][] => {
  const journal = openJournal(path);
  try {
    return [...new Ledger(journal).table('facts')];
  } finally {
    journal.close();
  }
};

describe('the state file', () => {
  it('holds what was committed, and nothing of what was not', () => {
    const journal = openJournal(path);
    const ledger = new Ledger(journal);
    const facts = ledger.table('facts');
    facts.set('a', { said: 'one\ntwo' }).set('b', 2).set('c', [3]);
    facts.delete('b');
    facts.delete('none');
    ledger.commit();
    facts.set('a', 1).set('d', null);
    journal.close();
    expect(found()).toEqual([
      ['a', { said: 'one\ntwo' }],
      ['c', [3]],
    ]);
  });

  it('keeps rows in their order, and shrinks to one line when it is opened', () => {
    const journal = openJournal(path);
    const ledger = new Ledger(journal);
    const facts = ledger.table('facts');
    for (const id of ['z', 'y', 'x']) {
      facts.set(id, 0);
      ledger.commit();
    }
    facts.set('z', 1);
    ledger.commit();
    facts.clear();
    facts.set('y', 2).set('z', 2);
    ledger.commit();
    journal.close();
    expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(7);
    expect(found()).toEqual([
      ['y', 2],
      ['z', 2],
    ]);
    expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(2);
    expect(readdirSync(join(folder, 'deep'))).toEqual(['state.jsonl']);
  });

  it('cut off at any byte, it holds the commits before that byte and nothing else', () => {
    const journal = openJournal(path);
    const ledger = new Ledger(journal);
    for (const id of ['a', 'b', 'c']) {
      // Together or not at all.
      ledger.table('facts').set(id, `“${id}”`).set(`${id}${id}`, 'é');
      ledger.commit();
    }
    journal.close();
    const whole = readFileSync(path);
    const begin = whole.indexOf('\n') + 1;
    for (let length = begin; length <= whole.length; length += 1) {
      writeFileSync(path, whole.subarray(0, length));
      const commits = whole.subarray(begin, length).toString('latin1').split('\n').length - 1;
      expect(found()).toHaveLength(2 * commits);
    }
    // What is written behind a line that was cut off is found again.
    writeFileSync(path, whole.subarray(0, whole.length - 4));
    const again = openJournal(path);
    const more = new Ledger(again);
    more.table('facts').set('d', 4);
    more.commit();
    again.close();
    expect(found().map(([id]) => id)).toEqual(['a', 'aa', 'b', 'bb', 'd']);
  });

  it.each(['not JSON\n', '{"name":"shop"}', '{"name":"shop"}\n', '[1]\n', '[]\n[["a"]]\n'])(
    'is left as it is when it is somebody else’s: %j',
    (text) => {
      openJournal(path).close();
      writeFileSync(path, text);
      expect(() => openJournal(path)).toThrow(JournalError);
      expect(() => openJournal(path)).toThrow(/^The state file .* cannot be read \(line \d\)/);
      expect(readFileSync(path, 'utf8')).toBe(text);
    },
  );

  it('is one process’s alone; of one that died it is nobody’s', () => {
    openJournal(path).close();
    // This process's parent runs, and is not this process.
    writeFileSync(`${path}.lock`, String(process.ppid));
    expect(() => openJournal(path)).toThrow(
      `is in use by another clinic (process ${String(process.ppid)})`,
    );
    writeFileSync(`${path}.lock`, '99999999');
    openJournal(path).close();
    writeFileSync(`${path}.lock`, '');
    openJournal(path).close();
  });

  it('is as good as memory: holds, room and references come back with it', async () => {
    const journal = openJournal(path);
    const before = openPlatform(new Ledger(journal));
    const windowId = await before.firstWindow();
    await before.book({ windowId });
    const { json: hold } = await before.ask('POST', '/holds', { ...place, windowId });
    const { json: led } = await before.book();
    const windows = await before.windows();
    const held = await before.windows(place.postcode, hold.id as string);
    journal.close();
    const again = openJournal(path);
    const after = openPlatform(new Ledger(again));
    expect(await after.windows()).toEqual(windows);
    expect(await after.windows(place.postcode, hold.id as string)).toEqual(held);
    expect([...after.clinic.records.appointments]).toEqual([...before.clinic.records.appointments]);
    const { json: next } = await after.book();
    expect(after.clinic.records.appointments.size).toBe(3);
    expect(next.id).not.toBe(led.id);
    again.close();
  });
});

it('what cannot be written down is not answered', async () => {
  const full = new Ledger({
    entries: [],
    append() {
      throw new Error('The disk is full.');
    },
  });
  const { ask } = openPlatform(full);
  await expect(ask('POST', '/holds', { ...place, windowId: 'win_none' })).resolves.toBeDefined();
  await expect(
    ask('POST', '/patients', {
      firstName: 'Asha',
      lastName: 'Example',
      dateOfBirth: '1984-03-27',
      phone: '+447700900123',
      email: 'asha@example.com',
    }),
  ).rejects.toThrow('full');
});
