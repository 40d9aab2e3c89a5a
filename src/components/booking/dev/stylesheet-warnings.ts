import type { Fault } from './warning.js';

/** The public custom properties, without the prefix `--ally-`. */
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

/** Returns the rules of a style sheet, nested ones too. None for a sheet of another origin, which cannot be read. */
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

/** Returns warnings for tokens and parts that the page styles but the element does not have. */
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
