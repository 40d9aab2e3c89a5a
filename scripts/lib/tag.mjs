import { chunkNamed, hashesFile, integrityOf, versionFolder, withImports } from './dist.mjs';

/** What the module script asks for as soon as it runs, and what the first step asks for then. */
const early = () => [
  ...new Set([
    ...withImports(chunkNamed('booking')),
    hashesFile,
    ...withImports(chunkNamed('journey')),
  ]),
];

/** What a page has in its head: the script, and before it what would otherwise be asked for a round trip later. */
export const tagFor = (base) => {
  const address = (file) => `${base.replace(/\/+$/, '')}/${versionFolder}/${file}`;
  const checked = (file) => `integrity="${integrityOf(file)}" crossorigin`;
  const script = 'ally-booking.js';
  return [
    ...early().map((file) => `<link rel="modulepreload" href="${address(file)}" ${checked(file)}>`),
    `<script type="module" src="${address(script)}" ${checked(script)}></script>`,
  ].join('\n');
};

/** The tag as the documents show it: without the hashes, which are others after every change. */
export const tagInWords = () =>
  tagFor('https://cdn.example.com').replace(/sha384-[\w+/=]+/g, 'sha384-…');

const place = /(<!-- tag -->\n)[\s\S]*?(<!-- \/tag -->)/;

/** A document with the tag of this build in its place. */
export const withTag = (text) => {
  if (!place.test(text)) throw new Error('There is no place for the tag.');
  return text.replace(
    place,
    (_, open, close) =>
      `${open}\n<!-- prettier-ignore -->\n\`\`\`html\n${tagInWords()}\n\`\`\`\n\n${close}`,
  );
};
