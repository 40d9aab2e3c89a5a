/** Warns the merchant's developers of colours with too little contrast. Runs in test mode only. */

/** Minimum contrast ratio of text and of buttons: https://www.w3.org/WAI/WCAG22/Understanding/contrast-minimum */
const forText = 4.5;
/**
 * Minimum contrast ratio of edges, marks and the focus ring:
 * https://www.w3.org/WAI/WCAG22/Understanding/non-text-contrast
 */
const forShapes = 3;

/**
 * The colours to compare: the token, the internal property that the element uses, and the minimum ratio. Then the
 * token and the internal property of the background, if it is not the surface.
 */
const pairs = [
  ['--ally-text', '_text', forText],
  ['--ally-muted', '_muted', forText],
  ['--ally-accent', '_accent', forText],
  ['--ally-error', '_error', forText],
  ['--ally-success', '_success', forShapes],
  ['--ally-border', '_edge', forShapes],
  ['--ally-focus', '_focus', forShapes],
  ['--ally-on-accent', '_on-accent', forText, '--ally-accent', '_accent'],
] as const;

const told = new WeakSet<Element>();

/** Returns the element around another in the flat tree: its slot, its parent, or the host of its shadow root. */
const around = (element: Element): Element | null => {
  const root = element.getRootNode();
  return (
    element.assignedSlot ?? element.parentElement ?? (root instanceof ShadowRoot ? root.host : null)
  );
};

/** Returns the background colours behind an element, farthest first. Null if one is an image, with unknown colours. */
const groundsOf = (element: Element): string[] | null => {
  const grounds: string[] = [];
  for (let at: Element | null = element; at; at = around(at)) {
    const { backgroundColor, backgroundImage } = getComputedStyle(at);
    if (backgroundImage !== 'none') return null;
    grounds.unshift(backgroundColor);
  }
  return grounds;
};

/** Returns the relative luminance of colours painted over each other. A canvas blends them as the screen does. */
const luminance = (pen: CanvasRenderingContext2D, colours: readonly string[]): number => {
  for (const colour of colours) {
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
  }
  const [red, green, blue] = [...pen.getImageData(0, 0, 1, 1).data].map((byte) => {
    const value = byte / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

const contrast = (one: number, other: number): number =>
  (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);

/** Returns a message for every pair of colours with too little contrast. */
const closePairs = (card: Element): string[] => {
  const grounds = groundsOf(card);
  const pen = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (!grounds || !pen) return [];
  const probe = document.createElement('i');
  probe.hidden = true;
  card.append(probe);
  const seen = (value: string): string => {
    probe.style.color = value;
    return getComputedStyle(probe).color;
  };
  const behind = [seen('Canvas'), ...grounds];
  const found = pairs.flatMap(([name, inner, least, under = '--ally-surface', ground = '']) => {
    const below = ground === '' ? behind : [...behind, seen(`var(--${ground})`)];
    const ratio = contrast(
      luminance(pen, below),
      luminance(pen, [...below, seen(`var(--${inner})`)]),
    );
    // Rounded down, so that a ratio below the minimum is not printed as the minimum.
    const said = String(Math.floor(ratio * 10) / 10);
    return ratio < least
      ? [`${name} on ${under} is ${said}:1, at least ${String(least)}:1 is needed.`]
      : [];
  });
  probe.remove();
  return found;
};

/** Checks the colours of an element once, after the page's own styles have loaded. */
export const warnOfContrast = async (host: Element): Promise<void> => {
  if (told.has(host)) return;
  told.add(host);
  if (document.readyState !== 'complete')
    await new Promise((resolve) => {
      addEventListener('load', resolve, { once: true });
    });
  const card = host.shadowRoot?.querySelector('[part=card]');
  if (!card) return;
  for (const pair of closePairs(card)) console.warn(`<${host.localName}>: ${pair}`);
};
