/** Lays the documents out as the site wants them: links between pages, live examples in place of their marks. */
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

/** Where the site is prepared, and where it will be served. */
export interface SitePlace {
  /** The folder that everything is written into; it is emptied first. */
  readonly folder: string;
  /** The path that the site is served at, such as `/booking/`. */
  readonly base: string;
  /** The origin that it is served from; empty when unknown. */
  readonly address: string;
}

/** What was prepared. */
export interface PreparedSite {
  /** The folder whose files the site serves as they are. */
  readonly publicFolder: string;
}

const read = (file: string): string => readFileSync(join(root, file), 'utf8');

/** `<!-- live: look="luxury" -->` in a document is a booking to try, in the site. */
const withLive = (text: string): string =>
  text.replaceAll(
    /^<!-- live:(.*?) -->$/gm,
    (_: string, attributes: string) => `<live-booking${attributes}></live-booking>`,
  );

/** The two marks of the home page: what it is, and all ways on. */
const withWays = (text: string, sections: readonly SiteSection[]): string =>
  text.replace('<!-- lead -->', `<div class="lead">\n\n${lead}\n\n</div>`).replace(
    '<!-- paths -->',
    `<div class="ways">\n\n${sections
      .filter(({ isAside }) => !isAside)
      .map(
        ({ title, pages: shown }) =>
          `<section class="way">\n\n### ${title}\n\n${shown
            .map(({ label, name, about }) => `- [${label}](./${name}.md) ${about}`)
            .join('\n')}\n\n</section>`,
      )
      .join('\n\n')}\n\n</div>`,
  );

const frontmatter = (said: Readonly<Record<string, string | number>>): string =>
  `---\n${Object.entries(said)
    .map(([name, value]) => `${name}: ${JSON.stringify(value)}\n`)
    .join('')}---\n\n`;

/** The page that names those that no menu names. */
const indexPage = ({ title, pages: named }: SiteSection): string =>
  `${frontmatter({ title })}# ${title}\n\nWhy things are as they are.\n\n${named
    .map(({ label, name, about }) => `- [${label}](./${name}.md)<br>${about}`)
    .join('\n')}\n`;

/** A link from one place of the site to another, relative as everything in it is. */
const between = (from: string, to: string): string => {
  const path = posix.relative(posix.dirname(from), to);
  return path.startsWith('.') ? path : `./${path}`;
};

/** Writes everything that the site is built from into a folder; throws when a link is dead. */
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

  /** A document's text as its page has it; what is linked and is no page comes along as a file. */
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
      // Once for what the site makes of a page, once for the documents as they are.
      for (const place of ['', 'public'])
        cpSync(join(root, to), join(folder, place, 'files', to), { recursive: true });
      return between(name, `files/${to}`);
    });

  for (const page of pages) {
    const { name, about, label, outline } = page;
    const head = frontmatter({ title: label, description: about, ...(outline && { outline }) });
    const text = textOf(page);
    write(`${name}.md`, head + withLive(text));
    // The document itself, for whoever reads Markdown.
    write(`public/${name}.md`, text);
  }
  write('index.md', withWays(withLive(textOf({ file: 'site/home.md', name: 'index' })), sections));

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
