import { join } from 'node:path';
import { defineConfig, type DefaultTheme, type MarkdownOptions } from 'vitepress';
import { sections, type SitePage } from '../lib/documents.js';
import { anchorOf } from '../lib/links.js';
import { lead, title } from '../pages.js';

const { SITE_BASE: base = '/', SITE_OUT: outDir } = process.env;
const cache = join(import.meta.dirname, '..', '..', '.cache');

/** The sections whose pages the menus list. */
const menu = sections.filter(({ isSecondary }) => !isSecondary);
const linkTo = ({ label, name }: SitePage): DefaultTheme.SidebarItem => ({
  text: label,
  link: `/${name}`,
});

/** Puts each table into a box that scrolls, by keyboard too, and is labelled by the heading above. */
const tablesThatScroll: NonNullable<MarkdownOptions['config']> = (md) => {
  md.renderer.rules.table_open = (tokens, index) => {
    const heading = tokens.findLastIndex(({ type }, at) => at < index && type === 'heading_open');
    const name = (tokens[heading + 1]?.children ?? [])
      .filter(({ type }) => ['text', 'code_inline'].includes(type))
      .map(({ content }) => content)
      .join('');
    return `<div class="table" tabindex="0" role="group" aria-label="${md.utils.escapeHtml(name)}"><table>\n`;
  };
  md.renderer.rules.table_close = () => '</table></div>\n';
};

export default defineConfig({
  base,
  ...(outDir !== undefined && { outDir }),
  title,
  lang: 'en-GB',
  description: lead.replaceAll('`', ''),
  srcDir: join(cache, 'site-pages'),
  srcExclude: ['public/**'],
  cacheDir: join(cache, 'vitepress'),
  head: [
    ['link', { rel: 'icon', href: 'data:,' }],
    ['script', { type: 'module', src: `${base}live/live.js` }],
  ],
  vue: { template: { compilerOptions: { isCustomElement: (tag) => tag.includes('-') } } },
  vite: { logLevel: 'warn', build: { chunkSizeWarningLimit: 2000 } },
  markdown: {
    languageAlias: { mjs: 'js' },
    anchor: { slugify: anchorOf },
    config: tablesThatScroll,
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
  },
  themeConfig: {
    nav: menu.flatMap(({ title: text, pages }) =>
      pages.slice(0, 1).map(({ name }) => ({ text, link: `/${name}` })),
    ),
    sidebar: [
      ...menu.map(({ title: text, pages }) => ({ text, items: pages.map(linkTo) })),
      { text: 'Decisions', link: '/decisions' },
    ],
    outline: { level: [2, 3] },
    search: { provider: 'local' },
    externalLinkIcon: true,
  },
});
