/** Reads and writes `docs/screen-reader-transcript.md`: an introduction, and a chapter for each journey. */
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

/** Announcements of one journey, in Markdown. */
export interface Transcript {
  readonly title: string;
  readonly text: string;
}

/** Formats Markdown with the repository's Prettier configuration. */
const formatted = async (text: string): Promise<string> =>
  format(text, { ...(await resolveConfig(file)), parser: 'markdown' });

const chapter = ({ title, text }: Transcript): string => `## ${title}\n\n${text}\n`;

/** Reads the chapters of the document, by title. */
const readChapters = (): ReadonlyMap<string, string> =>
  new Map(
    readFileSync(file, 'utf8')
      .split(/^## /m)
      .slice(1)
      .map((part) => [part.slice(0, part.indexOf('\n')), `## ${part}`.trim()]),
  );

/** Returns the chapter in the document and the chapter from the recorded transcript, for comparison. */
export const compareWithDocument = async (
  transcript: Transcript,
): Promise<{ readonly written: string; readonly recorded: string }> => ({
  written: readChapters().get(transcript.title) ?? '',
  recorded: (await formatted(chapter(transcript))).trim(),
});

/** Returns the titles of the chapters, in the order of the document. */
export const writtenTitles = (): readonly string[] => [...readChapters().keys()];

/** Writes the document with the transcripts of all journeys. */
export const writeDocument = async (all: readonly Transcript[]): Promise<void> => {
  writeFileSync(file, await formatted([introduction, ...all.map(chapter)].join('\n')));
};
