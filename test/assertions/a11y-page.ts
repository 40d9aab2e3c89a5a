/** What a page can say of itself about who can use it: run within the page, in any engine. */

/** One thing as it is painted, and what it is painted on: `#rrggbb`. */
export interface Pair {
  readonly what: string;
  readonly colour: string;
  readonly ground: string;
}

/** A state that is shown, and all that tells it. */
export interface StateMarks {
  readonly what: string;
  /** What tells it besides colour: a line, a weight, words, the platform's own mark. */
  readonly marks: readonly string[];
  /** The colours that tell it: with it, and without it. */
  readonly colours: readonly Pair[];
}

/** Elements without a box of their own show what is in them. */
const isShown = (element: HTMLElement): boolean =>
  !element.inert &&
  (getComputedStyle(element).display === 'contents' ||
    element.checkVisibility({ visibilityProperty: true }));

/** Every element of the visit that is shown, in the order in which it is read, through open shadow roots. */
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

/** What is meant, in a report. */
export const nameOf = (element: Element): string => {
  const { id, classList } = element;
  const part = element.getAttribute('part')?.replace(/\s+/g, ' ').trim() ?? '';
  const words = (element.getAttribute('aria-label') ?? element.textContent)
    .replace(/\s+/g, ' ')
    .trim();
  const mark = part !== '' ? `[${part}]` : id !== '' ? `#${id}` : classList.value;
  return `${element.localName}${mark} “${words.slice(0, 40)}”`;
};

/** What is shown, so that another look can be seen to show the same. */
export const shapeOf = (root: ParentNode): string =>
  shownElements(root)
    .map(({ localName, id, role, className }) => [localName, id, role, className].join('.'))
    .join(' ');

const controls = 'a[href], button, input, textarea, select, [tabindex]:not([tabindex="-1"])';
/** A calendar's days are reached by the arrow keys; those that nothing can be done with are no targets. */
const isTarget = (element: Element): boolean =>
  element.matches(controls) &&
  !(element.matches('[role=gridcell]') && element.ariaDisabled === 'true');

/** The controls that are shown in an element. */
export const controlsIn = (root: ParentNode): HTMLElement[] => shownElements(root).filter(isTarget);

/** Where the Tab key must stop: at every control, and once in each group of radios. */
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

/** What is typed into. */
const isField = (element: Element): boolean =>
  element.matches('textarea, input:not([type=radio], [type=checkbox], [type=hidden])');

/** What is alike in all that matters to how focus is shown. */
export const kindOf = (element: HTMLElement): string =>
  [
    element.localName,
    // Fields of whichever type are one kind.
    isField(element) ? '' : (element as HTMLInputElement).type,
    element.getAttribute('part') ?? '',
    element.closest('label')?.getAttribute('part') ?? '',
    element.ariaInvalid === 'true' ? 'wrong' : '',
  ]
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();

/** One control of each kind. */
export const kindsIn = (root: ParentNode): Map<string, HTMLElement> =>
  new Map(
    controlsIn(root)
      .filter((element) => !(element as HTMLInputElement).disabled)
      .map((element) => [kindOf(element), element] as const)
      .reverse(),
  );

/** The element that has focus, in whichever shadow root. */
export const focusedIn = (): HTMLElement | null => {
  let active = document.activeElement as HTMLElement | null;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement as HTMLElement;
  return active;
};

/** What of the element that has focus is hidden: WCAG 2.4.11 and 2.4.12. */
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

/** A link in a sentence: its height is that of the line (WCAG 2.5.5 and 2.5.8 except it). */
const isInSentence = (element: HTMLElement): boolean => {
  if (!element.matches('a') || getComputedStyle(element).display !== 'inline') return false;
  const words = (node: Node | null): number => (node?.textContent ?? '').trim().length;
  return words(element.parentNode) > words(element);
};

/** Controls that are smaller than `least`, in CSS pixels, either way. */
export const smallTargets = (root: ParentNode, least = 44): string[] =>
  controlsIn(root).flatMap((element) => {
    if (isInSentence(element)) return [];
    const { width, height } = boxOf(element);
    // Boxes stand at parts of a pixel.
    const isSmall = width < least - 0.05 || height < least - 0.05;
    return isSmall ? [`${nameOf(element)} is ${width.toFixed(1)} by ${height.toFixed(1)}`] : [];
  });

const parentOf = (element: Element): Element | null => {
  const root = element.getRootNode();
  return (
    element.assignedSlot ?? element.parentElement ?? (root instanceof ShadowRoot ? root.host : null)
  );
};

let pen: CanvasRenderingContext2D | null = null;

/** Colours laid over each other as a screen shows them: `#rrggbb`. */
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

/** The one colour of a gradient that has no other, and what is said of one that has. */
const evenColour = (image: string, element: Element): string => {
  const stops = image.match(/(?:rgba?|color|oklab|oklch)\([^()]*\)|transparent/g) ?? [];
  const [first, ...more] = new Set(stops.map((stop) => (stop === 'transparent' ? '#0000' : stop)));
  if (first === undefined || more.length > 0 || !image.startsWith('linear-gradient'))
    throw new Error(`Nobody knows the colours of ${nameOf(element)}: ${image}`);
  return first;
};

const canvases = new Map<string, string>();

/** What lies behind every page, in its colour scheme. */
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

/** The grounds of an element and of all that it stands in, the farthest first. */
export const groundsOf = (element: Element | null): string[] => {
  const grounds: string[] = [];
  for (let at = element; at; at = parentOf(at)) {
    const { backgroundColor, backgroundImage } = getComputedStyle(at);
    if (backgroundImage !== 'none') grounds.unshift(evenColour(backgroundImage, at));
    grounds.unshift(backgroundColor);
  }
  return [canvas(), ...grounds];
};

/** The words of elements, and what they stand on, where axe could not tell. */
export const textColoursOf = (element: Element): Pair => {
  const grounds = groundsOf(element);
  const colour = painted(...grounds, getComputedStyle(element).color);
  return { what: nameOf(element), colour, ground: painted(...grounds) };
};

/** In forced colours a person's own palette is painted; what opts out of it must know it by name. */
export const forcedColourOptOuts = (root: ParentNode): Pair[] =>
  shownElements(root)
    .filter((element) => getComputedStyle(element).forcedColorAdjust === 'none')
    .map(textColoursOf);

/** Edges and marks that must be seen for a thing to be known: WCAG 1.4.11. Words are measured by axe. */
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

/** All that is seen of an element and is no colour. */
const linesOf = (element: Element): Map<string, string> => {
  const lines = new Map<string, string>();
  for (const pseudo of [undefined, '::before', '::after']) {
    const style = getComputedStyle(element, pseudo);
    const put = (name: string, value: string): void => {
      lines.set(`${pseudo ?? ''}${name}`, value);
    };
    const line = (name: string, width: string, kind: string, colour: string): void => {
      const isSeen =
        kind !== 'none' && parseFloat(width) > 0 && !/^rgba\(.*, 0\)$|\/ 0\)$/.test(colour);
      put(name, isSeen ? `${width} ${kind}` : 'none');
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

/** Takes a state from an element for a moment. */
const without = <Value>(element: HTMLElement, measure: () => Value): Value => {
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

/** What is selected, wrong, current or out of use, and what tells it: WCAG 1.4.1. */
export const stateMarksIn = (root: ParentNode): StateMarks[] =>
  shownElements(root)
    .filter((element) => element.matches(stated))
    .map((element) => {
      const shown = [element, element.closest('label')].filter((one) => one !== null);
      const measure = () => shown.map((one) => ({ lines: linesOf(one), colours: coloursOf(one) }));
      const now = measure();
      const bare = without(element, measure);
      const marks = now.flatMap(({ lines }, index) =>
        [...lines].flatMap(([name, value]) =>
          bare[index]?.lines.get(name) === value ? [] : [`${name}: ${value}`],
        ),
      );
      const isNative =
        element.matches('[type=radio]:checked, [type=checkbox]:checked') &&
        getComputedStyle(element).appearance !== 'none';
      if (isNative) marks.push('the platform’s own mark');
      const { ariaInvalid, type } = element as HTMLInputElement;
      const isDescribed = (element.getAttribute('aria-describedby') ?? '').includes('-error');
      if (ariaInvalid === 'true' && type === 'checkbox' && isDescribed) marks.push('words');
      if (element.matches(':disabled') && element.closest('label')?.querySelector('.aside'))
        marks.push('words');
      const colours = now.flatMap((one, index) =>
        (['ground', 'edge'] as const).map((kind) => ({
          what: kind,
          colour: one.colours[kind] ?? '',
          ground: bare[index]?.colours[kind] ?? '',
        })),
      );
      return { what: nameOf(element), marks, colours };
    });

/** Words that lose something: they stick out, are cut off by their own box, or make the page scroll sideways. */
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

/** Words that lie over other words, which reading needs apart. */
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
      // Lines of letters stand closer than their boxes are high.
      const isOver = wide > 2 && high > Math.min(box.height, other.box.height) / 2;
      return isOver ? [`${nameOf(element)} lies over ${nameOf(other.element)}`] : [];
    }),
  );
};

/** A person's own style sheet, which reaches every element: gone again by calling the result. */
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

/** What moves for longer than an eye can see, in milliseconds. */
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

/** How long what changes takes to do so: transitions that are waiting for something to happen. */
export const transitions = (root: ParentNode): string[] =>
  shownElements(root).flatMap((element) => {
    const { transitionDuration, transitionProperty } = getComputedStyle(element);
    const isQuick = transitionDuration.split(', ').every((time) => parseFloat(time) === 0);
    return transitionProperty === 'none' || isQuick
      ? []
      : [`${nameOf(element)}: ${transitionDuration}`];
  });
