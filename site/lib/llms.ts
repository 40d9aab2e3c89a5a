/** The site for language models: `llms.txt` lists the pages, and `llms-full.txt` has their text. https://llmstxt.org */
import { lead, title } from '../pages.js';
import type { SitePage, SiteSection } from './documents.js';

/** The part of `package.json` that is used. */
export interface PackageAbout {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly engines: { readonly node: string };
  readonly exports: Readonly<Record<string, unknown>>;
}

/** The part of an element in `custom-elements.json` that is used. */
export interface ElementAbout {
  readonly tagName: string;
  readonly description: string;
  readonly attributes: readonly unknown[];
  readonly events: readonly { readonly name: string }[];
}

/** The sources of the facts: the package and the manifest. */
export interface Facts {
  readonly about: PackageAbout;
  readonly manifest: {
    readonly modules: readonly { readonly declarations: readonly ElementAbout[] }[];
  };
}

/** Input of `llmsText()`. */
export interface LlmsInput {
  readonly sections: readonly SiteSection[];
  readonly facts: Facts;
  /** Returns the address of a page's Markdown. */
  readonly addressOf: (page: SitePage) => string;
}

/** Input of `llmsFullText()`. */
export interface LlmsFullInput extends LlmsInput {
  /** Returns a page's Markdown. */
  readonly textOf: (page: SitePage) => string;
}

const code = (text: string): string => `\`${text}\``;

/** Lists facts from the package and the manifest, so that they stay current. */
const factsOf = ({ about, manifest }: Facts): string[] => {
  const elements = manifest.modules
    .flatMap(({ declarations }) => declarations)
    .filter(({ attributes }) => attributes.length > 0);
  const entryPoints = Object.keys(about.exports)
    .filter((path) => !/\.json$|^\.\/types\//.test(path))
    .map((path) => code(path.replace('.', about.name)));
  return [
    `- Package: ${code(about.name)} ${about.version}, ${about.license} licence, Node ${about.engines.node} for tools.`,
    `- What can be imported: ${entryPoints.join(', ')}.`,
    ...elements.map(
      ({ tagName, description, events }) =>
        `- ${code(`<${tagName}>`)}: ${description} Events: ${events.map(({ name }) => code(name)).join(', ')}.`,
    ),
    '- The platform’s key stays on the merchant’s server. A page asks the merchant’s own relay at `api-base`.',
  ];
};

/** Returns the text of `llms.txt`. */
export const llmsText = ({ sections, facts, addressOf }: LlmsInput): string =>
  [
    `# ${title}\n\n> ${lead}\n`,
    `${factsOf(facts).join('\n')}\n`,
    ...sections.map(
      ({ title: name, isSecondary, pages }) =>
        `## ${isSecondary ? 'Optional' : name}\n\n${pages
          .map((page) => `- [${page.label}](${addressOf(page)}): ${page.about}`)
          .join('\n')}\n`,
    ),
  ].join('\n');

/** Returns the text of `llms-full.txt`. */
export const llmsFullText = ({ sections, facts, textOf, addressOf }: LlmsFullInput): string =>
  [
    `# ${title}\n\n> ${lead}\n`,
    `${factsOf(facts).join('\n')}\n`,
    ...sections
      .flatMap(({ pages }) => pages)
      .map((page) => `---\n\nPage: ${addressOf(page)}\n\n${textOf(page)}`),
  ].join('\n');
