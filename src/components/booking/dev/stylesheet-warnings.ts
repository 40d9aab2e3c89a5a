import type { Fault } from './warning.js';

/** Every custom property that a page may set. */
export const tokenNames = [
  'accent',
  'on-accent',
  'text',
  'muted',
  'surface',
  'border',
  'error',
  'success',
  'focus',
  'radius',
  'space',
  'font',
  'heading-font',
  'control-height',
];

/** The rules of a sheet and of what stands in it; none where it came from elsewhere, for nobody may read those. */
const rulesOf = (sheet: { readonly cssRules: CSSRuleList }): CSSRule[] => {
  try {
    return [...sheet.cssRules].flatMap((rule) => [
      rule,
      ...('cssRules' in rule ? rulesOf(rule as CSSGroupingRule) : []),
    ]);
  } catch {
    return [];
  }
};

/** Tokens and parts that a page styles and no element has. */
export const stylesheetFaults = (host: HTMLElement): Fault[] => {
  const parts = host.shadowRoot?.querySelector('[exportparts]')?.getAttribute('exportparts');
  const faults: Fault[] = [];
  const lookAt = ({ style, selectorText = '' }: Partial<CSSStyleRule>): void => {
    for (const name of style ?? [])
      if (name.startsWith('--ally-') && !tokenNames.includes(name.slice(7)))
        faults.push(['unknown-token', `has no token ${name}: it changes nothing.`]);
    for (const [, words = ''] of selectorText.matchAll(/ally-booking[^\s,]*::part\(([^)]*)\)/g))
      for (const word of words.trim().split(/\s+/))
        if (parts && !parts.split(', ').includes(word))
          faults.push(['unknown-part', `has no part "${word}": a rule for it changes nothing.`]);
  };
  const root = host.getRootNode() as Document | ShadowRoot;
  const sheets = [...root.styleSheets, ...root.adoptedStyleSheets];
  for (const rule of sheets.flatMap(rulesOf)) lookAt(rule);
  lookAt(host);
  return faults;
};
