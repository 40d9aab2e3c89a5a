/** The documents of the repository as pages of the site. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../tools/process/run.mjs';
import { sections as planned, type PlannedPage } from '../pages.js';

/** A document as a page of the site. */
export interface SitePage extends PlannedPage {
  /** Where it stands in the site, without its ending. */
  readonly name: string;
}

/** Pages that people come for with one aim. */
export interface SiteSection {
  readonly title: string;
  /** Whether the menus name the section alone, and not its pages. */
  readonly isAside?: boolean;
  readonly pages: readonly SitePage[];
}

const read = (file: string): string => readFileSync(join(root, file), 'utf8');

/** Where a page stands in the site, without its ending. */
const nameOf = (file: string): string => {
  if (file === 'demo/shop/README.md') return 'reference-shop';
  return file
    .replace(/^docs\//, '')
    .replace(/\.md$/, '')
    .toLowerCase();
};

/** The heading without marks: a name for menus. */
const headingOf = (file: string): string =>
  (/^# (.+)$/m.exec(read(file))?.[1] ?? nameOf(file)).replaceAll(/[`*]/g, '');

/** The first sentence below the heading, and below a date where one stands there. */
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

/** The decisions, which a page of their own lists. */
export const decisions: SiteSection = {
  title: 'Decisions',
  isAside: true,
  pages: withNames(documentsIn('docs/decisions').map(unplanned)),
};

/** Every page of the site but the home page, by what people come for. */
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

/** All whose links are looked at: the pages, and what the repository shows first. */
export const documents: readonly string[] = [
  'README.md',
  'site/home.md',
  ...pages.map(({ file }) => file),
];
