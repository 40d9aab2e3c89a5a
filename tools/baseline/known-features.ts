/** A feature in use that the oldest engines do not all have. */
export interface NewerFeature {
  /** How the code detects it. */
  readonly detected: string;
  /** The behaviour of an engine that does not have it. */
  readonly without: string;
}

/**
 * Every feature in use that the oldest supported engines do not all have, by its name in Baseline's data. The list is
 * shown in `docs/browsers.md`, and `test/e2e/older-engines.test.ts` tests the widget without each feature.
 * `npm run browsers` fails when a feature in use is not listed, or a listed one is not in use.
 */
export const newerFeatures: Readonly<Record<string, NewerFeature>> = {
  popover: {
    detected: '`showPopover` of the box',
    without: 'The calendar stands above what is near it, and not in the top layer.',
  },
  'trusted-types': {
    detected: '`trustedTypes` of the page',
    without: 'No policy is made: the page has none that could ask for one.',
  },
  fetch: {
    detected: 'not at all: `keepalive` is passed over',
    without:
      'Of `fetch()` only `keepalive` is newer. A hold that is given back while the page is left may not be: it lapses.',
  },
  'canvas-2d-willreadfrequently': {
    detected: 'not at all: an option that is passed over',
    without: 'In test mode alone: the look at your colours takes a little longer.',
  },
  'relative-color': {
    detected: '`@supports`',
    without:
      'Text on your accent is light or dark with the page, until you set `--ally-on-accent`; under the pointer the accent is not shaded by how light it is.',
  },
  'accent-color': {
    detected: 'by the style itself',
    without: 'Radio buttons and ticks have the colour of the system.',
  },
  'box-decoration-break': {
    detected: 'by the style itself',
    without:
      'While an order page loads, a grey bar that goes over two lines is cut off straight at the line’s end.',
  },
  'forced-colors': {
    detected: 'by the style itself',
    without:
      'Where a person has forced their colours and the browser takes part in it, the chosen day may lose its own.',
  },
  resize: {
    detected: 'by the style itself',
    without: 'The note for the clinician keeps its height, and scrolls.',
  },
  cursor: {
    detected: 'by the style itself',
    without: 'Nothing: a finger has no pointer.',
  },
  autocapitalize: {
    detected: 'by the attribute itself',
    without: 'The keyboard on the screen begins as it likes; what is typed is read all the same.',
  },
  autocorrect: {
    detected: 'by the attribute itself',
    without: 'Names may be offered corrected, as in any other field.',
  },
};

/** Parts that an engine supports incompletely, each with why the missing piece is not needed. */
export const haveEnough: Readonly<Record<string, string>> = {
  'api.CustomElementRegistry.get':
    'Safari has no elements that extend native ones; none of ours does.',
};

/** Names in bundled code of other packages that only look like newer members. A built script has no types to tell. */
export const othersNames: Readonly<Record<string, string>> = {
  capture: 'an option of `addEventListener()`, in Lit',
};
