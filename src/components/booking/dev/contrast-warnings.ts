/** In test mode alone: tells the shop's developers of colours that are hard to tell apart. */

/** For text and for what is pressed: https://www.w3.org/WAI/WCAG22/Understanding/contrast-minimum */
const forText = 4.5;
/** For edges, marks and the focus ring: https://www.w3.org/WAI/WCAG22/Understanding/non-text-contrast */
const forShapes = 3;

/** What is seen on what, as a token and as the element draws it. */
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

/** What an element stands in: the slot it is given to, its parent, or the element whose shadow it is in. */
const around = (element: Element): Element | null => {
  const root = element.getRootNode();
  return (
    element.assignedSlot ?? element.parentElement ?? (root instanceof ShadowRoot ? root.host : null)
  );
};

/** The grounds behind an element, the farthest first; null where one is a picture, whose colours nobody knows. */
const groundsOf = (element: Element): string[] | null => {
  const grounds: string[] = [];
  for (let at: Element | null = element; at; at = around(at)) {
    const { backgroundColor, backgroundImage } = getComputedStyle(at);
    if (backgroundImage !== 'none') return null;
    grounds.unshift(backgroundColor);
  }
  return grounds;
};

/** The luminance of colours laid over each other, as a screen shows them. */
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

/** Every pair of an element that is too close, in words. */
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
    // Rounded down: what is said to be 4.5 is 4.5.
    const said = String(Math.floor(ratio * 10) / 10);
    return ratio < least
      ? [`${name} on ${under} is ${said}:1, at least ${String(least)}:1 is needed.`]
      : [];
  });
  probe.remove();
  return found;
};

/** Looks at an element's colours once, when the page's own styles have come. */
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
