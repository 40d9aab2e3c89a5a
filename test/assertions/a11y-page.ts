/** Accessibility measures that run in the page, in any engine. */

/** Colour of a thing and of its background, as they are painted: `#rrggbb`. */
export interface Pair {
  readonly what: string;
  readonly colour: string;
  readonly ground: string;
}

/** State of an element, such as selected, and how it is visible. */
export interface StateMarks {
  readonly what: string;
  /** Indicators besides colour: a line, a font weight, text, or the browser's own mark. */
  readonly marks: readonly string[];
  /** Colours of the element in the state (`colour`) and without it (`ground`). */
  readonly colours: readonly Pair[];
}

/** Returns true if an element is visible. Elements with `display: contents` have no box, but show their children. */
const isShown = (element: HTMLElement): boolean =>
  !element.inert &&
  (getComputedStyle(element).display === 'contents' ||
    element.checkVisibility({ visibilityProperty: true }));

/** Returns the visible elements in reading order, through open shadow roots and slots. */
export const shownElements = (root: ParentNode): HTMLElement[] =>
  [...root.children].flatMap((child) => {
    const element = child as HTMLElement;
    if (!isShown(element)) return [];
    const within = element.shadowRoot ?? element;
    const slotted =
      element instanceof HTMLSlotElement
        ? element
            .assignedElements()
            .filter((one) => isShown(one as HTMLElement))
            .flatMap((one) => [one as HTMLElement, ...shownElements(one)])
        : [];
    return [element, ...slotted, ...shownElements(within)];
  });

/** Returns a short description of an element for reports. */
export const nameOf = (element: Element): string => {
  const { id, classList } = element;
  const part = element.getAttribute('part')?.replace(/\s+/g, ' ').trim() ?? '';
  const words = (element.getAttribute('aria-label') ?? element.textContent)
    .replace(/\s+/g, ' ')
    .trim();
  const mark = part !== '' ? `[${part}]` : id !== '' ? `#${id}` : classList.value;
  return `${element.localName}${mark} “${words.slice(0, 40)}”`;
};

/** Returns a description of the visible elements. Two looks show the same if it is equal. */
export const shapeOf = (root: ParentNode): string =>
  shownElements(root)
    .map(({ localName, id, role, className }) => [localName, id, role, className].join('.'))
    .join(' ');

const controls = 'a[href], button, input, textarea, select, [tabindex]:not([tabindex="-1"])';

/**
 * Returns true for controls that can be used. Disabled days of a calendar are focusable by arrow keys, but not targets.
 */
const isTarget = (element: Element): boolean =>
  element.matches(controls) &&
  !(element.matches('[role=gridcell]') && element.ariaDisabled === 'true');

/** Returns the visible controls in an element. */
export const controlsIn = (root: ParentNode): HTMLElement[] => shownElements(root).filter(isTarget);

/** Returns the expected tab stops: every control, and one radio button of each group. */
export const stopsIn = (root: ParentNode): { readonly at: number; readonly name: string }[] => {
  const controls = controlsIn(root);
  const isFirst = (element: HTMLInputElement): boolean => {
    const group = controls.filter(
      (other) =>
        (other as HTMLInputElement).type === 'radio' &&
        !(other as HTMLInputElement).disabled &&
        (other as HTMLInputElement).name === element.name &&
        other.getRootNode() === element.getRootNode(),
    ) as HTMLInputElement[];
    return (group.find(({ checked }) => checked) ?? group[0]) === element;
  };
  return controls.flatMap((element, at) => {
    const input = element as HTMLInputElement;
    if (input.disabled || (input.type === 'radio' && !isFirst(input))) return [];
    return [{ at, name: nameOf(element) }];
  });
};

/** Returns true for controls that take text. */
const isField = (element: Element): boolean =>
  element.matches('textarea, input:not([type=radio], [type=checkbox], [type=hidden])');

/** Returns a key of a control. Controls with the same key have the same focus indicator. */
export const kindOf = (element: HTMLElement): string =>
  [
    element.localName,
    // Text fields look the same, whatever their type.
    isField(element) ? '' : (element as HTMLInputElement).type,
    element.getAttribute('part') ?? '',
    element.closest('label')?.getAttribute('part') ?? '',
    element.ariaInvalid === 'true' ? 'wrong' : '',
  ]
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();

/** Returns the first enabled control of each kind. */
export const kindsIn = (root: ParentNode): Map<string, HTMLElement> =>
  new Map(
    controlsIn(root)
      .filter((element) => !(element as HTMLInputElement).disabled)
      .map((element) => [kindOf(element), element] as const)
      .reverse(),
  );

/** Returns the focused element, in whichever shadow root it is. */
export const focusedIn = (): HTMLElement | null => {
  let active = document.activeElement as HTMLElement | null;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement as HTMLElement;
  return active;
};

/** Finds parts of the focused element that are covered or outside the viewport: WCAG 2.4.11 and 2.4.12. */
export const hiddenFocus = (element: HTMLElement): string[] => {
  const box = element.closest<HTMLElement>('label.window') ?? element;
  const found = [...box.getClientRects()].flatMap((rect) => {
    const { left, right, top, bottom } = rect;
    if (left < -1 || top < -1 || right > innerWidth + 1 || bottom > innerHeight + 1)
      return [`is not whole in the window: ${[left, top, right, bottom].map(Math.round).join()}`];
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    const covered = [
      [x, y],
      [x, top + 2],
      [x, bottom - 2],
      [left + 2, y],
      [right - 2, y],
    ].some(([at = 0, down = 0]) => {
      let met = document.elementFromPoint(at, down);
      for (;;) {
        const inner: Element | null | undefined = met?.shadowRoot?.elementFromPoint(at, down);
        if (!inner || inner === met) break;
        met = inner;
      }
      return met === null || !box.contains(met);
    });
    return covered ? ['is covered'] : [];
  });
  return found.map((fault) => `${nameOf(element)} ${fault}`);
};

const boxOf = (element: HTMLElement): DOMRect => {
  const label = element.matches('[type=radio], [type=checkbox]') ? element.closest('label') : null;
  return (label ?? element).getBoundingClientRect();
};

/** Returns true for a link in a sentence. WCAG 2.5.5 and 2.5.8 exempt it, because its height is the line height. */
const isInSentence = (element: HTMLElement): boolean => {
  if (!element.matches('a') || getComputedStyle(element).display !== 'inline') return false;
  const words = (node: Node | null): number => (node?.textContent ?? '').trim().length;
  return words(element.parentNode) > words(element);
};

/** Finds controls that are narrower or lower than `least` CSS pixels. */
export const smallTargets = (root: ParentNode, least = 44): string[] =>
  controlsIn(root).flatMap((element) => {
    if (isInSentence(element)) return [];
    const { width, height } = boxOf(element);
    // Boxes are laid out at fractions of a pixel.
    const isSmall = width < least - 0.05 || height < least - 0.05;
    return isSmall ? [`${nameOf(element)} is ${width.toFixed(1)} by ${height.toFixed(1)}`] : [];
  });

/** Returns the parent of an element in the flat tree. */
const parentOf = (element: Element): Element | null => {
  const root = element.getRootNode();
  return (
    element.assignedSlot ?? element.parentElement ?? (root instanceof ShadowRoot ? root.host : null)
  );
};

let pen: CanvasRenderingContext2D | null = null;

/** Paints colours over each other, and returns the result as `#rrggbb`. */
export const painted = (...colours: readonly string[]): string => {
  pen ??= document
    .createElement('canvas')
    .getContext('2d', { willReadFrequently: true, colorSpace: 'srgb' });
  if (!pen) throw new Error('There is nothing to paint on.');
  for (const colour of colours) {
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
  }
  const [...bytes] = pen.getImageData(0, 0, 1, 1).data;
  return `#${bytes
    .slice(0, 3)
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')}`;
};

/**
 * Returns the colour of a gradient with a single colour. Throws for other images, whose contrast cannot be measured.
 */
const evenColour = (image: string, element: Element): string => {
  const stops = image.match(/(?:rgba?|color|oklab|oklch)\([^()]*\)|transparent/g) ?? [];
  const [first, ...more] = new Set(stops.map((stop) => (stop === 'transparent' ? '#0000' : stop)));
  if (first === undefined || more.length > 0 || !image.startsWith('linear-gradient'))
    throw new Error(`The colours of ${nameOf(element)} cannot be measured: ${image}`);
  return first;
};

const canvases = new Map<string, string>();

/** Returns the browser's canvas colour in the current colour scheme. */
const canvas = (): string => {
  const page = document.documentElement;
  const scheme = [
    getComputedStyle(page).colorScheme,
    matchMedia('(prefers-color-scheme: dark)').matches,
    matchMedia('(forced-colors: active)').matches,
  ].join();
  const known = canvases.get(scheme);
  if (known !== undefined) return known;
  const probe = document.createElement('i');
  probe.style.color = 'Canvas';
  page.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  canvases.set(scheme, color);
  return color;
};

/** Returns the backgrounds of an element and its ancestors, the outermost first. */
export const groundsOf = (element: Element | null): string[] => {
  const grounds: string[] = [];
  for (let at = element; at; at = parentOf(at)) {
    const { backgroundColor, backgroundImage } = getComputedStyle(at);
    if (backgroundImage !== 'none') grounds.unshift(evenColour(backgroundImage, at));
    grounds.unshift(backgroundColor);
  }
  return [canvas(), ...grounds];
};

/** Returns the text colour of an element and its background. axe cannot determine it for all elements. */
export const textColoursOf = (element: Element): Pair => {
  const grounds = groundsOf(element);
  const colour = painted(...grounds, getComputedStyle(element).color);
  return { what: nameOf(element), colour, ground: painted(...grounds) };
};

/**
 * Returns the text colours of elements that opt out of forced colours. Their contrast must be checked, as the user's
 * palette does not apply to them.
 */
export const forcedColourOptOuts = (root: ParentNode): Pair[] =>
  shownElements(root)
    .filter((element) => getComputedStyle(element).forcedColorAdjust === 'none')
    .map(textColoursOf);

/** Returns the colours of edges and marks that identify a control: WCAG 1.4.11. axe measures text. */
export const shapesIn = (root: ParentNode): Pair[] =>
  shownElements(root).flatMap((element) => {
    const style = getComputedStyle(element);
    const behind = groundsOf(parentOf(element));
    const pair = (what: string, colour: string, grounds = behind): Pair => ({
      what: `${what} of ${nameOf(element)}`,
      colour: painted(...grounds, colour),
      ground: painted(...grounds),
    });
    if (isField(element)) return [pair('the edge', style.borderBlockEndColor)];
    if (element.matches('.error-summary')) return [pair('the edge', style.borderBlockEndColor)];
    if (element.matches('.marker') && element.querySelector('svg'))
      return [pair('the tick', style.color, groundsOf(element))];
    return [];
  });

const stated =
  '[aria-pressed=true], [aria-selected=true], [aria-current], [aria-invalid=true], input:checked, input:disabled';
const statedParts = ['checked', 'chosen', 'unavailable'];

/** Returns the visible styles of an element that are not colours. */
const linesOf = (element: Element): Map<string, string> => {
  const lines = new Map<string, string>();
  for (const pseudo of [undefined, '::before', '::after']) {
    const style = getComputedStyle(element, pseudo);
    const put = (name: string, value: string): void => {
      lines.set(`${pseudo ?? ''}${name}`, value);
    };
    const line = (name: string, width: string, kind: string, colour: string): void => {
      const isVisible =
        kind !== 'none' && parseFloat(width) > 0 && !/^rgba\(.*, 0\)$|\/ 0\)$/.test(colour);
      put(name, isVisible ? `${width} ${kind}` : 'none');
    };
    line('border', style.borderBlockEndWidth, style.borderBlockEndStyle, style.borderBlockEndColor);
    line('outline', style.outlineWidth, style.outlineStyle, style.outlineColor);
    put('box-shadow', style.boxShadow.replace(/(?:rgba?|color|oklab|oklch)\([^()]*\)/g, ''));
    put('font-weight', style.fontWeight);
    put('text-decoration', `${style.textDecorationLine} ${style.textDecorationThickness}`);
    if (pseudo) put('content', style.content);
  }
  return lines;
};

const coloursOf = (element: Element): Record<string, string> => {
  const { borderBlockEndColor } = getComputedStyle(element);
  const ground = groundsOf(element);
  return { ground: painted(...ground), edge: painted(...ground, borderBlockEndColor) };
};

/** Removes the state from an element, calls a function, and restores the state. */
const withoutState = <Value>(element: HTMLElement, measure: () => Value): Value => {
  const label = element.closest<HTMLElement>('label');
  const before = [element, label].map((one) => one?.getAttribute('part') ?? null);
  for (const one of [element, label]) one?.part.remove(...statedParts);
  const attributes = ['aria-pressed', 'aria-selected', 'aria-current', 'aria-invalid', 'disabled'];
  const were = attributes.map((name) => element.getAttribute(name));
  for (const name of attributes) element.removeAttribute(name);
  const input = element as HTMLInputElement;
  const { checked } = input;
  input.checked = false;
  const result = measure();
  input.checked = checked;
  attributes.forEach((name, index) => {
    const was = were[index];
    if (was !== null && was !== undefined) element.setAttribute(name, was);
  });
  [element, label].forEach((one, index) => {
    const part = before[index];
    if (part !== null && part !== undefined) one?.setAttribute('part', part);
  });
  return result;
};

/**
 * Returns the elements that are selected, invalid, current or disabled, with the indicators of the state: WCAG 1.4.1.
 */
export const stateMarksIn = (root: ParentNode): StateMarks[] =>
  shownElements(root)
    .filter((element) => element.matches(stated))
    .map((element) => {
      const shown = [element, element.closest('label')].filter((one) => one !== null);
      const measure = () => shown.map((one) => ({ lines: linesOf(one), colours: coloursOf(one) }));
      const now = measure();
      const bare = withoutState(element, measure);
      const marks = now.flatMap(({ lines }, index) =>
        [...lines].flatMap(([name, value]) =>
          bare[index]?.lines.get(name) === value ? [] : [`${name}: ${value}`],
        ),
      );
      const isNative =
        element.matches('[type=radio]:checked, [type=checkbox]:checked') &&
        getComputedStyle(element).appearance !== 'none';
      if (isNative) marks.push('the browser’s own mark');
      const { ariaInvalid, type } = element as HTMLInputElement;
      const isDescribed = (element.getAttribute('aria-describedby') ?? '').includes('-error');
      if (ariaInvalid === 'true' && type === 'checkbox' && isDescribed) marks.push('text');
      if (element.matches(':disabled') && element.closest('label')?.querySelector('.aside'))
        marks.push('text');
      const colours = now.flatMap((one, index) =>
        (['ground', 'edge'] as const).map((kind) => ({
          what: kind,
          colour: one.colours[kind] ?? '',
          ground: bare[index]?.colours[kind] ?? '',
        })),
      );
      return { what: nameOf(element), marks, colours };
    });

/** Finds content that leaves the viewport, is cut off by its box, or makes the page scroll sideways. */
export const cutOff = (root: ParentNode): string[] => {
  const found = shownElements(root).flatMap((element) => {
    if (element.closest('.unseen')) return [];
    const box = element.getBoundingClientRect();
    const { overflowX, overflowY } = getComputedStyle(element);
    const clips = (flow: string): boolean => flow === 'hidden' || flow === 'clip';
    const isCut =
      (clips(overflowY) && element.scrollHeight > element.clientHeight + 1) ||
      (clips(overflowX) && element.scrollWidth > element.clientWidth + 1 && !isField(element));
    return [
      ...(box.right > innerWidth + 1 || box.left < -1 ? [`sticks out: ${nameOf(element)}`] : []),
      ...(isCut ? [`is cut off: ${nameOf(element)}`] : []),
    ];
  });
  const { scrollWidth } = document.documentElement;
  return scrollWidth > innerWidth + 1
    ? [...found, `the page is ${String(scrollWidth)} px wide in ${String(innerWidth)}`]
    : found;
};

/** Finds texts that overlap. */
export const overlaps = (root: ParentNode): string[] => {
  const boxes = shownElements(root).flatMap((element) => {
    if (element.closest('.unseen')) return [];
    return [...element.childNodes]
      .filter((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '')
      .flatMap((node) => {
        const range = document.createRange();
        range.selectNodeContents(node);
        return [...range.getClientRects()].map((box) => ({ box, element }));
      });
  });
  const layer = (element: Element): Element | null => element.closest('.popover');
  return boxes.flatMap(({ box, element }, index) =>
    boxes.slice(index + 1).flatMap((other) => {
      if (layer(other.element) !== layer(element)) return [];
      const wide = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
      const high = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
      // The boxes of adjacent lines overlap a little when the line height is small.
      const isOver = wide > 2 && high > Math.min(box.height, other.box.height) / 2;
      return isOver ? [`${nameOf(element)} lies over ${nameOf(other.element)}`] : [];
    }),
  );
};

/** Applies a user's style sheet to the document and every shadow root. Returns a function that removes it. */
export const applyStyleSheet = (root: ParentNode, css: string): (() => void) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  const roots = [
    document,
    ...[...root.querySelectorAll('*')].flatMap((element) => shadowsOf(element)),
  ];
  for (const one of roots) one.adoptedStyleSheets = [...one.adoptedStyleSheets, sheet];
  return () => {
    for (const one of roots)
      one.adoptedStyleSheets = one.adoptedStyleSheets.filter((applied) => applied !== sheet);
  };
};

const shadowsOf = (element: Element): ShadowRoot[] => {
  const { shadowRoot } = element;
  return shadowRoot
    ? [shadowRoot, ...[...shadowRoot.querySelectorAll('*')].flatMap((one) => shadowsOf(one))]
    : [];
};

/** Finds animations that are longer than 10 ms. */
export const longAnimations = (root: ParentNode): string[] =>
  [...root.querySelectorAll('*')]
    .flatMap((element) => [element.getRootNode() as Document, ...shadowsOf(element)])
    .filter((one, index, all) => all.indexOf(one) === index)
    .flatMap((one) => one.getAnimations())
    .flatMap((animation) => {
      const { duration, iterations } = animation.effect?.getComputedTiming() ?? {};
      const time = Number(duration ?? 0) * (iterations ?? 1);
      const { target } = animation.effect as KeyframeEffect;
      return time > 10 ? [`${target ? nameOf(target) : 'something'}: ${String(time)} ms`] : [];
    });

/** Finds transitions with a duration, also those that are not running. */
export const transitions = (root: ParentNode): string[] =>
  shownElements(root).flatMap((element) => {
    const { transitionDuration, transitionProperty } = getComputedStyle(element);
    const isQuick = transitionDuration.split(', ').every((time) => parseFloat(time) === 0);
    return transitionProperty === 'none' || isQuick
      ? []
      : [`${nameOf(element)}: ${transitionDuration}`];
  });
