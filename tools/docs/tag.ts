import { chunkNamed, hashesFile, integrityOf, versionFolder, withImports } from '../build/dist.js';

/** Lists the files that the module script requests at once, and those that the first step requests next. */
const early = (): readonly string[] => [
  ...new Set([
    ...withImports(chunkNamed('booking')),
    hashesFile,
    ...withImports(chunkNamed('journey')),
  ]),
];

/**
 * Returns the tags for a page's head: preloads of the files that would otherwise be requested a round trip later, then
 * the script.
 */
export const tagFor = (base: string): string => {
  const address = (file: string): string => `${base.replace(/\/+$/, '')}/${versionFolder}/${file}`;
  const checked = (file: string): string => `integrity="${integrityOf(file)}" crossorigin`;
  const script = 'ally-booking.js';
  return [
    ...early().map((file) => `<link rel="modulepreload" href="${address(file)}" ${checked(file)}>`),
    `<script type="module" src="${address(script)}" ${checked(script)}></script>`,
  ].join('\n');
};

/** Returns the tag for the documents, without its hashes: those change with every build. */
export const tagInWords = (): string =>
  tagFor('https://cdn.example.com').replace(/sha384-[\w+/=]+/g, 'sha384-…');

const place = /(<!-- tag -->\n)[\s\S]*?(<!-- \/tag -->)/;

/** Returns a document with the tag of this build between its markers. */
export const withTag = (text: string): string => {
  if (!place.test(text)) throw new Error('There is no place for the tag.');
  return text.replace(
    place,
    (_, open: string, close: string) =>
      `${open}\n<!-- prettier-ignore -->\n\`\`\`html\n${tagInWords()}\n\`\`\`\n\n${close}`,
  );
};
