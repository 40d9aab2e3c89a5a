/** Links and anchors of the documents in the repository. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { posix } from 'node:path';

/** The target of a link. */
export interface LinkTarget {
  /** A path in the repository. */
  readonly to: string;
  /** The anchor of a heading in that file; undefined when the link has none. */
  readonly anchor: string | undefined;
}

/** Matches code and links. Code is matched so that text in it is not taken for a link. */
const codeOrLink = /^(`{3,})[^\n]*\n[\s\S]*?^\1|`[^`\n]+`|(\]\()([^)\s]+)(?=[)\s])/gm;

/** Returns a document with the target of each link replaced. */
export const withLinks = (text: string, replace: (target: string) => string): string =>
  text.replace(codeOrLink, (all: string, _fence?: string, open?: string, target?: string) =>
    open === undefined || target === undefined ? all : `${open}${replace(target)}`,
  );

const linksOf = (text: string): string[] => {
  const found: string[] = [];
  withLinks(text, (target) => {
    found.push(target);
    return target;
  });
  return found;
};

/** Returns the anchor of a heading, as GitHub makes it. The site is configured to make the same. */
export const anchorOf = (heading: string): string =>
  heading
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(/\s/g, '-');

const anchorsOf = (text: string): ReadonlySet<string> => {
  const counts = new Map<string, number>();
  const plain = text.replaceAll(/^(`{3,})[^\n]*\n[\s\S]*?^\1/gm, '');
  const headings = [...plain.matchAll(/^#{1,6} +(.+)$/gm)].map(([, heading = '']) => {
    const anchor = anchorOf(heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1'));
    const before = counts.get(anchor) ?? 0;
    counts.set(anchor, before + 1);
    return before === 0 ? anchor : `${anchor}-${String(before)}`;
  });
  const named = [...plain.matchAll(/<a (?:id|name)="([^"]+)"/g)].map(([, name = '']) => name);
  return new Set([...headings, ...named]);
};

/** Whether a link has an address outside the repository. */
export const isOutside = (target: string): boolean => /^[a-z][a-z\d+.-]*:/i.test(target);

/** Resolves a link of a document. */
export const targetOf = (file: string, link: string): LinkTarget => {
  const [path = '', anchor] = link.split('#');
  const to = path === '' ? file : posix.join(posix.dirname(file), decodeURI(path));
  return { to: to.replace(/\/$/, ''), anchor };
};

/** Describes each dead link of these documents. `root` ends without a slash. */
export const deadLinks = (root: string, files: readonly string[]): string[] => {
  const read = (file: string): string => readFileSync(`${root}/${file}`, 'utf8');
  return files.flatMap((file) =>
    linksOf(read(file))
      .filter((link) => !isOutside(link))
      .map((link) => ({ link, ...targetOf(file, link) }))
      .filter(({ to, anchor }) => {
        if (to.startsWith('..') || !existsSync(`${root}/${to}`)) return true;
        if (anchor === undefined) return false;
        return !to.endsWith('.md') || !anchorsOf(read(to)).has(anchor);
      })
      .map(({ link }) => `${file} links to ${link}, which is not there`),
  );
};

export const isFolder = (path: string): boolean => statSync(path).isDirectory();
