/**
 * Writes the documents in the form that VitePress builds: with links between pages, and live bookings in place of
 * markers.
 */
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { root } from '../../tools/process/run.mjs';
import {
  decisions,
  documents,
  pages,
  sections,
  type SitePage,
  type SiteSection,
} from './documents.js';
import { deadLinks, isFolder, isOutside, targetOf, withLinks } from './links.js';
import { lead } from '../pages.js';
import { llmsFullText, llmsText, type Facts } from './llms.js';

/** The folder of the prepared site, and the address that it will be served at. */
export interface SitePlace {
  /** The folder to write to. It is emptied first. */
  readonly folder: string;
  /** The path that the site is served at, such as `/booking/`. */
  readonly base: string;
  /** The origin that it is served from, or an empty string if unknown. */
  readonly address: string;
}

/** The result of `prepareSite()`. */
export interface PreparedSite {
  /** The folder of files that the site serves unchanged. */
  readonly publicFolder: string;
}

const read = (file: string): string => readFileSync(join(root, file), 'utf8');

/** Replaces markers such as `<!-- live: look="luxury" -->` by live bookings. */
const withLive = (text: string): string =>
  text.replaceAll(
    /^<!-- live:(.*?) -->$/gm,
    (_: string, attributes: string) => `<live-booking${attributes}></live-booking>`,
  );

/** Replaces the two markers of the home page by the description of the widget and the links to all pages. */
const withPaths = (text: string, sections: readonly SiteSection[]): string =>
  text.replace('<!-- lead -->', `<div class="lead">\n\n${lead}\n\n</div>`).replace(
    '<!-- paths -->',
    `<div class="paths">\n\n${sections
      .filter(({ isSecondary }) => !isSecondary)
      .map(
        ({ title, pages: shown }) =>
          `<section class="path">\n\n### ${title}\n\n${shown
            .map(({ label, name, about }) => `- [${label}](./${name}.md) ${about}`)
            .join('\n')}\n\n</section>`,
      )
      .join('\n\n')}\n\n</div>`,
  );

const frontmatter = (fields: Readonly<Record<string, string | number>>): string =>
  `---\n${Object.entries(fields)
    .map(([name, value]) => `${name}: ${JSON.stringify(value)}\n`)
    .join('')}---\n\n`;

/** Returns the page that lists the pages of a secondary section. */
const indexPage = ({ title, pages: named }: SiteSection): string =>
  `${frontmatter({ title })}# ${title}\n\nWhy things are as they are.\n\n${named
    .map(({ label, name, about }) => `- [${label}](./${name}.md)<br>${about}`)
    .join('\n')}\n`;

/** Returns a relative link between two paths of the site. */
const between = (from: string, to: string): string => {
  const path = posix.relative(posix.dirname(from), to);
  return path.startsWith('.') ? path : `./${path}`;
};

/** Writes all files that the site is built from. Throws when a link is dead. */
export const prepareSite = ({ folder, base, address }: SitePlace): PreparedSite => {
  const dead = deadLinks(root, documents);
  if (dead.length > 0) throw new Error(dead.join('\n'));

  rmSync(folder, { recursive: true, force: true });
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  const nameOfFile = new Map<string, string>([
    ['README.md', 'index'],
    ['docs/decisions', 'decisions'],
    ...pages.map(({ file, name }) => [file, name] as const),
  ]);

  /** Returns the text of a document with its links between pages. Copies linked files that are no pages. */
  const textOf = ({ file, name }: Pick<SitePage, 'file' | 'name'>): string =>
    withLinks(read(file), (link) => {
      if (isOutside(link)) return link;
      const { to, anchor } = targetOf(file, link);
      const hash = anchor === undefined ? '' : `#${anchor}`;
      if (to === file) return hash;
      const linked = nameOfFile.get(to);
      if (linked !== undefined) return `${between(name, linked)}.md${hash}`;
      if (isFolder(join(root, to)))
        throw new Error(`${file} links to the folder ${to}: the site has files alone`);
      // One copy for the built pages, and one for the Markdown of the documents.
      for (const place of ['', 'public'])
        cpSync(join(root, to), join(folder, place, 'files', to), { recursive: true });
      return between(name, `files/${to}`);
    });

  for (const page of pages) {
    const { name, about, label, outline } = page;
    const head = frontmatter({ title: label, description: about, ...(outline && { outline }) });
    const text = textOf(page);
    write(`${name}.md`, head + withLive(text));
    // The Markdown itself, for language models.
    write(`public/${name}.md`, text);
  }
  write('index.md', withPaths(withLive(textOf({ file: 'site/home.md', name: 'index' })), sections));

  write('decisions.md', indexPage(decisions));

  const facts: Facts = {
    about: JSON.parse(read('package.json')) as Facts['about'],
    manifest: JSON.parse(read('custom-elements.json')) as Facts['manifest'],
  };
  const addressOf = ({ name }: SitePage): string => `${address}${base}${name}.md`;
  write('public/llms.txt', llmsText({ sections, facts, addressOf }));
  write('public/llms-full.txt', llmsFullText({ sections, facts, textOf, addressOf }));
  return { publicFolder: join(folder, 'public') };
};
