/** What a language model reads of the site: `llms.txt` names each page, `llms-full.txt` holds them all. */
import { lead, title } from '../pages.js';
import type { SitePage, SiteSection } from './documents.js';

/** What is read of `package.json`. */
export interface PackageAbout {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly engines: { readonly node: string };
  readonly exports: Readonly<Record<string, unknown>>;
}

/** What is read of an element in `custom-elements.json`. */
export interface ElementAbout {
  readonly tagName: string;
  readonly description: string;
  readonly attributes: readonly unknown[];
  readonly events: readonly { readonly name: string }[];
}

/** What the package and the manifest state. */
export interface Facts {
  readonly about: PackageAbout;
  readonly manifest: {
    readonly modules: readonly { readonly declarations: readonly ElementAbout[] }[];
  };
}

/** What `llms.txt` is written from. */
export interface LlmsInput {
  readonly sections: readonly SiteSection[];
  readonly facts: Facts;
  /** Where a page's Markdown stands in the site. */
  readonly addressOf: (page: SitePage) => string;
}

/** What `llms-full.txt` is written from. */
export interface LlmsFullInput extends LlmsInput {
  /** A page's Markdown. */
  readonly textOf: (page: SitePage) => string;
}

const code = (text: string): string => `\`${text}\``;

/** Facts that the package and the manifest state; nothing is typed here that could become untrue. */
const factsOf = ({ about, manifest }: Facts): string[] => {
  const elements = manifest.modules
    .flatMap(({ declarations }) => declarations)
    .filter(({ attributes }) => attributes.length > 0);
  const doors = Object.keys(about.exports)
    .filter((door) => !/\.json$|^\.\/types\//.test(door))
    .map((door) => code(door.replace('.', about.name)));
  return [
    `- Package: ${code(about.name)} ${about.version}, ${about.license} licence, Node ${about.engines.node} for tools.`,
    `- What can be imported: ${doors.join(', ')}.`,
    ...elements.map(
      ({ tagName, description, events }) =>
        `- ${code(`<${tagName}>`)}: ${description} Events: ${events.map(({ name }) => code(name)).join(', ')}.`,
    ),
    '- The platform’s key stays on the merchant’s server. A page asks the merchant’s own relay at `api-base`.',
  ];
};

/** The text of `llms.txt`. */
export const llmsText = ({ sections, facts, addressOf }: LlmsInput): string =>
  [
    `# ${title}\n\n> ${lead}\n`,
    `${factsOf(facts).join('\n')}\n`,
    ...sections.map(
      ({ title: name, isAside, pages }) =>
        `## ${isAside ? 'Optional' : name}\n\n${pages
          .map((page) => `- [${page.label}](${addressOf(page)}): ${page.about}`)
          .join('\n')}\n`,
    ),
  ].join('\n');

/** The text of `llms-full.txt`. */
export const llmsFullText = ({ sections, facts, textOf, addressOf }: LlmsFullInput): string =>
  [
    `# ${title}\n\n> ${lead}\n`,
    `${factsOf(facts).join('\n')}\n`,
    ...sections
      .flatMap(({ pages }) => pages)
      .map((page) => `---\n\nPage: ${addressOf(page)}\n\n${textOf(page)}`),
  ].join('\n');
