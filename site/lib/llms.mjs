/** What a language model reads of the site: `llms.txt` names each page, `llms-full.txt` holds them all. */
import { lead, title } from '../pages.mjs';

const code = (text) => `\`${text}\``;

/** Facts that the package and the manifest state; nothing is typed here that could become untrue. */
const factsOf = ({ about, manifest }) => {
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

/** `addressOf` says where a page's Markdown stands in the site. */
export const llmsText = ({ sections, facts, addressOf }) =>
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

export const llmsFullText = ({ sections, facts, textOf, addressOf }) =>
  [
    `# ${title}\n\n> ${lead}\n`,
    `${factsOf(facts).join('\n')}\n`,
    ...sections
      .flatMap(({ pages }) => pages)
      .map((page) => `---\n\nPage: ${addressOf(page)}\n\n${textOf(page)}`),
  ].join('\n');
