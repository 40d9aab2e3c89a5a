import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { clinicFlags, clinicFlagTable, clinicHelp } from '../../../../tools/shop/clinic-flags.js';

it('the flags of the clinic’s process are told in the documents as they are', () => {
  // The document's table is padded to be read; its cells are what counts.
  const cells = (table: string): string => table.replace(/ +\|/g, ' |').replace(/\| -+/g, '| ---');
  expect(cells(readFileSync('docs/mock-platform.md', 'utf8'))).toContain(cells(clinicFlagTable()));
  for (const { flag, variable, absent } of clinicFlags)
    for (const said of [`--${flag}`, variable, absent]) expect(clinicHelp()).toContain(said);
});
