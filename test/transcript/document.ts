/** `docs/screen-reader-transcript.md`: what it says of itself, and the journeys as they were heard last. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { root } from '../../tools/process/run.mjs';

const file = join(root, 'docs', 'screen-reader-transcript.md');

const introduction = `# Screen-reader transcript

What a screen reader’s user meets in the booking, in order: when all goes well, and when something comes in the way. A
test walks each journey by the keyboard in Chromium, and fails where anything is heard otherwise than it stands here.
Nobody types this document: \`npm run a11y-transcript\` writes what is heard now, so that a change of it is seen in review. Read it
aloud from time to time.

- **said** is what comes by itself, when there is a pause; **said at once** interrupts.
- **focus** is what is heard because focus has moved there by itself: the groups that it stands in, then the thing, and
  in brackets what describes it.
- **new** is what was not there before, in the order in which it is read; what stands in a group is one level deeper. A
  label is heard with its field, and once.
- “Presses” is by the keyboard: focus is on what is pressed, until it is said to have moved.

The words are those of no one screen reader: each has its own for “radio button, not checked, 1 of 3”. What they have in
common is the browser’s accessibility tree, and that is what is read. It is a Monday, 9am, on 23 November 2026.
`;

/** What is heard in one journey. */
export interface Transcript {
  readonly title: string;
  readonly text: string;
}

/** As the repository formats its documents. */
const formatted = async (text: string): Promise<string> =>
  format(text, { ...(await resolveConfig(file)), parser: 'markdown' });

const chapter = ({ title, text }: Transcript): string => `## ${title}\n\n${text}\n`;

/** The chapters that stand in the document, by title. */
const written = (): ReadonlyMap<string, string> =>
  new Map(
    readFileSync(file, 'utf8')
      .split(/^## /m)
      .slice(1)
      .map((part) => [part.slice(0, part.indexOf('\n')), `## ${part}`.trim()]),
  );

/** What stands in the document of a journey, and what would. */
export const compared = async (
  transcript: Transcript,
): Promise<{ readonly written: string; readonly recorded: string }> => ({
  written: written().get(transcript.title) ?? '',
  recorded: (await formatted(chapter(transcript))).trim(),
});

/** The titles in the document, in order. */
export const writtenTitles = (): readonly string[] => [...written().keys()];

/** Writes the document from all journeys. */
export const writeDocument = async (all: readonly Transcript[]): Promise<void> => {
  writeFileSync(file, await formatted([introduction, ...all.map(chapter)].join('\n')));
};
