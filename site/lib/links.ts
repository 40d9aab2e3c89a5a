/** Links and anchors of the documents, as they stand in the repository. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { posix } from 'node:path';

/** Where a link leads. */
export interface LinkTarget {
  /** A path in the repository. */
  readonly to: string;
  /** A heading there; undefined when the link names none. */
  readonly anchor: string | undefined;
}

/** Code is shown as it is: what looks like a link in it is none. */
const codeOrLink = /^(`{3,})[^\n]*\n[\s\S]*?^\1|`[^`\n]+`|(\]\()([^)\s]+)(?=[)\s])/gm;

/** A document with each link's target replaced. */
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

/** As the repository's web page makes a heading's address; the site is told to do the same. */
export const anchorOf = (heading: string): string =>
  heading
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(/\s/g, '-');

const anchorsOf = (text: string): ReadonlySet<string> => {
  const seen = new Map<string, number>();
  const plain = text.replaceAll(/^(`{3,})[^\n]*\n[\s\S]*?^\1/gm, '');
  const headings = [...plain.matchAll(/^#{1,6} +(.+)$/gm)].map(([, heading = '']) => {
    const anchor = anchorOf(heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1'));
    const before = seen.get(anchor) ?? 0;
    seen.set(anchor, before + 1);
    return before === 0 ? anchor : `${anchor}-${String(before)}`;
  });
  const named = [...plain.matchAll(/<a (?:id|name)="([^"]+)"/g)].map(([, name = '']) => name);
  return new Set([...headings, ...named]);
};

/** Whether a link leads out of the repository. */
export const isOutside = (target: string): boolean => /^[a-z][a-z\d+.-]*:/i.test(target);

/** Where a link of a document leads: a path in the repository, and an anchor there. */
export const targetOf = (file: string, link: string): LinkTarget => {
  const [path = '', anchor] = link.split('#');
  const to = path === '' ? file : posix.join(posix.dirname(file), decodeURI(path));
  return { to: to.replace(/\/$/, ''), anchor };
};

/** What is wrong with the links of these documents, in words; `root` ends without a slash. */
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

/** Whether a path is that of a folder. */
export const isFolder = (path: string): boolean => statSync(path).isDirectory();
