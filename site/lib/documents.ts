/** The documents of the repository as pages of the site. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../tools/process/run.mjs';
import { sections as planned, type PlannedPage } from '../pages.js';

/** A document as a page of the site. */
export interface SitePage extends PlannedPage {
  /** Its path in the site, without the extension. */
  readonly name: string;
}

/** Pages for one aim of the reader. */
export interface SiteSection {
  readonly title: string;
  /** Whether the menus list the section alone, without its pages. */
  readonly isSecondary?: boolean;
  readonly pages: readonly SitePage[];
}

const read = (file: string): string => readFileSync(join(root, file), 'utf8');

/** Returns the path of a page in the site, without the extension. */
const nameOf = (file: string): string => {
  if (file === 'demo/shop/README.md') return 'reference-shop';
  return file
    .replace(/^docs\//, '')
    .replace(/\.md$/, '')
    .toLowerCase();
};

/** Returns the heading of a document without its markup, as a name for menus. */
const headingOf = (file: string): string =>
  (/^# (.+)$/m.exec(read(file))?.[1] ?? nameOf(file)).replaceAll(/[`*]/g, '');

/** Returns the first sentence below the heading, and below a date if there is one. */
const firstSentence = (file: string): string => {
  const [paragraph = ''] = read(file)
    .replace(/^# .+$/m, '')
    .trim()
    .replace(/^[\d-]{10}\n/, '')
    .trim()
    .split(/\n\s*\n/);
  const words = paragraph
    .replace(/^\*\*[\w ]{1,20}\.\*\* /, '')
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/\s+|\*\*/g, (found) => (found === '**' ? '' : ' '));
  return /^.*?[.:](?= |$)/.exec(words)?.[0].replace(/:$/, '.') ?? words;
};

const documentsIn = (folder: string): string[] =>
  readdirSync(join(root, folder))
    .filter((file) => file.endsWith('.md'))
    .map((file) => `${folder}/${file}`)
    .sort();

const unplanned = (file: string): PlannedPage => ({
  file,
  label: headingOf(file),
  about: firstSentence(file),
});

const inPlan = new Set(planned.flatMap(({ pages }) => pages.map(({ file }) => file)));

const withNames = (pages: readonly PlannedPage[]): SitePage[] =>
  pages
    .filter(({ file }) => existsSync(join(root, file)))
    .map((page) => ({ ...page, name: nameOf(page.file) }));

/** The decisions. A page of their own lists them. */
export const decisions: SiteSection = {
  title: 'Decisions',
  isSecondary: true,
  pages: withNames(documentsIn('docs/decisions').map(unplanned)),
};

/** All pages of the site except the home page, in sections. */
export const sections: readonly SiteSection[] = [
  ...planned.map(({ title, pages }, index) => ({
    title,
    pages: withNames(
      index < planned.length - 1
        ? pages
        : [
            ...pages,
            ...documentsIn('docs')
              .filter((file) => !inPlan.has(file))
              .map(unplanned),
          ],
    ),
  })),
  decisions,
];

/** The pages of all sections. */
export const pages: readonly SitePage[] = sections.flatMap((section) => section.pages);

/** The documents whose links are checked: the pages, the README and the home page. */
export const documents: readonly string[] = [
  'README.md',
  'site/home.md',
  ...pages.map(({ file }) => file),
];
