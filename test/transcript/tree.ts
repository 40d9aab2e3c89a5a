/**
 * Converts Chromium's accessibility tree to the text that a screen reader announces: the content in reading order, and
 * the focus.
 */
import type { CDPSession } from 'playwright-core';

/** `AXValue` of the Chrome DevTools Protocol. */
interface AXValue<Value> {
  readonly value?: Value;
}

/** The properties of an `AXNode` that are used here. */
interface TreeNode {
  readonly nodeId: string;
  readonly ignored: boolean;
  readonly role?: AXValue<string>;
  readonly name?: AXValue<string>;
  readonly description?: AXValue<string>;
  readonly value?: AXValue<string>;
  readonly properties?: readonly { readonly name: string; readonly value: AXValue<unknown> }[];
  readonly childIds?: readonly string[];
  readonly parentId?: string;
  readonly backendDOMNodeId?: number;
}

/** Announcement of one node. Content of a group has a depth one higher than the group. */
export interface AnnouncedLine {
  readonly depth: number;
  readonly text: string;
  readonly isGroup: boolean;
}

/** Announcements of the tree at one moment. */
export interface TreeSnapshot {
  readonly lines: readonly AnnouncedLine[];
  /** Announcement of the focused node, with the groups that contain it. Empty if the tree has no focus. */
  readonly focus: string;
}

/** Names that screen readers give to roles. */
const roleNames: Readonly<Record<string, string>> = {
  textbox: 'text field',
  radio: 'radio button',
  checkbox: 'checkbox',
  button: 'button',
  link: 'link',
  heading: 'heading',
  group: 'group',
  dialog: 'dialog',
  grid: 'grid',
  gridcell: 'cell',
  columnheader: 'column',
  list: 'list',
  status: 'status',
  alert: 'alert',
  term: 'term',
  definition: 'definition',
};

/** Roles of groups. */
const groupRoles = new Set(['group', 'dialog', 'grid', 'list']);

/** Roles that are announced in one line, with all their content. */
const singleLineRoles = new Set(
  'textbox radio checkbox button link heading gridcell columnheader status alert term definition'.split(
    ' ',
  ),
);

/** Roles that are not announced themselves, because their text is the name of another node. */
const labelRoles = new Set(['LabelText', 'Legend']);
const textRoles = new Set(['StaticText', 'LineBreak']);

const itemCount = (items: number): string => `${String(items)} ${items === 1 ? 'item' : 'items'}`;

/** Normalizes white space, and removes it before punctuation. */
const normalizeSpace = (text = ''): string =>
  text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ (?=[.,])/g, '')
    .trim();

const property = ({ properties = [] }: TreeNode, name: string): unknown =>
  properties.find((one) => one.name === name)?.value.value;

/** Returns the states of a node that screen readers announce. */
const statesOf = (node: TreeNode, role: string): readonly string[] => {
  const is = (name: string): boolean => String(property(node, name)) === 'true';
  const has = (name: string): boolean => property(node, name) !== undefined;
  return [
    ...(role === 'radio' || role === 'checkbox' ? [is('checked') ? 'checked' : 'not checked'] : []),
    ...(has('pressed') ? [is('pressed') ? 'pressed' : 'not pressed'] : []),
    ...(has('expanded') ? [is('expanded') ? 'open' : 'closed'] : []),
    ...(is('selected') ? ['selected'] : []),
    ...(is('invalid') ? ['invalid entry'] : []),
    ...(is('required') ? ['required'] : []),
    ...(is('disabled') ? ['unavailable'] : []),
    ...(property(node, 'hasPopup') === 'dialog' ? ['opens a dialog'] : []),
  ];
};

/** Accessibility tree of one element. */
class Tree {
  private readonly byId: ReadonlyMap<string, TreeNode>;
  private readonly lines: AnnouncedLine[] = [];
  /** Text of the current block. Text nodes are joined until another node or another block begins. */
  private sentence: { text: string; block: number; depth: number } | null = null;

  constructor(
    nodes: readonly TreeNode[],
    private readonly root: TreeNode,
    private readonly blockOf: (node: TreeNode) => number,
  ) {
    this.byId = new Map(nodes.map((node) => [node.nodeId, node]));
  }

  read(): TreeSnapshot {
    this.walk(this.root, 0);
    this.endSentence();
    return { lines: this.lines, focus: this.focus };
  }

  private children({ childIds = [] }: TreeNode): readonly TreeNode[] {
    return childIds.flatMap((id) => this.byId.get(id) ?? []);
  }

  private walk(node: TreeNode, depth: number, isLabel = false): void {
    const role = node.ignored ? '' : (node.role?.value ?? '');
    if (textRoles.has(role)) {
      if (!isLabel) this.addText(node, depth);
      return;
    }
    const isAnnounced = role in roleNames && this.hasContent(node, role);
    if (isAnnounced) {
      this.endSentence();
      this.lines.push({ depth, text: this.describe(node, role), isGroup: groupRoles.has(role) });
    }
    if (singleLineRoles.has(role)) return;
    for (const child of this.children(node))
      this.walk(
        child,
        isAnnounced && groupRoles.has(role) ? depth + 1 : depth,
        isLabel || labelRoles.has(role),
      );
  }

  /** Returns false for empty live regions and empty groups, which are not announced. */
  private hasContent(node: TreeNode, role: string): boolean {
    if (role === 'status' || role === 'alert') return this.textIn(node) !== '';
    return !groupRoles.has(role) || this.children(node).length > 0;
  }

  private textIn(node: TreeNode): string {
    if (node.role?.value === 'StaticText') return node.name?.value ?? '';
    return normalizeSpace(
      this.children(node)
        .map((child) => this.textIn(child))
        .join(' '),
    );
  }

  private addText(node: TreeNode, depth: number): void {
    if (node.role?.value === 'LineBreak') {
      this.endSentence();
      return;
    }
    const block = this.blockOf(node);
    if (this.sentence?.block !== block) this.endSentence();
    this.sentence ??= { text: '', block, depth };
    this.sentence.text += ` ${node.name?.value ?? ''}`;
  }

  private endSentence(): void {
    const text = normalizeSpace(this.sentence?.text);
    if (this.sentence && text !== '')
      this.lines.push({ depth: this.sentence.depth, text, isGroup: false });
    this.sentence = null;
  }

  /**
   * Returns the announcement of a node, such as "radio button, not checked, 1 of 3: Friday 27 November, 7am to 9am".
   */
  private describe(node: TreeNode, role: string): string {
    const level = role === 'heading' ? ` ${String(property(node, 'level'))}` : '';
    const items = role === 'list' ? [itemCount(this.itemsOf(node))] : [];
    const place = role === 'radio' ? [this.placeOf(node)] : [];
    const kind = [
      `${roleNames[role] ?? role}${level}`,
      ...statesOf(node, role),
      ...items,
      ...place,
    ];
    const inside = ['status', 'alert', 'term', 'definition'].includes(role)
      ? this.textIn(node)
      : '';
    const value = normalizeSpace(node.value?.value);
    const entered = role !== 'textbox' ? [] : [value === '' ? 'empty' : `“${value}”`];
    const content = [inside === '' ? normalizeSpace(node.name?.value) : inside, ...entered]
      .filter(Boolean)
      .join(', ');
    return [kind.join(', '), content].filter(Boolean).join(': ');
  }

  private itemsOf(node: TreeNode): number {
    return this.children(node).filter(({ role }) => role?.value === 'listitem').length;
  }

  /** Returns the position of a radio button in its group, such as "1 of 3". */
  private placeOf(node: TreeNode): string {
    const radios = this.within(this.groupsOf(node).at(-1) ?? this.root).filter(
      ({ role, ignored }) => !ignored && role?.value === 'radio',
    );
    return `${String(radios.indexOf(node) + 1)} of ${String(radios.length)}`;
  }

  private within(node: TreeNode): readonly TreeNode[] {
    return [node, ...this.children(node).flatMap((child) => this.within(child))];
  }

  /** Returns the groups that contain a node, the outermost first. */
  private groupsOf(node: TreeNode): readonly TreeNode[] {
    const parent = this.byId.get(node.parentId ?? '');
    if (!parent || node === this.root) return [];
    const isGroup = !parent.ignored && groupRoles.has(parent.role?.value ?? '');
    return [...this.groupsOf(parent), ...(isGroup ? [parent] : [])];
  }

  private get focus(): string {
    const node = this.within(this.root)
      .filter((one) => property(one, 'focused') === true)
      .at(-1);
    if (!node) return '';
    const groups = this.groupsOf(node)
      .filter(({ role }) => role?.value === 'group' || role?.value === 'dialog')
      .map((group) => withDescription(this.describe(group, group.role?.value ?? ''), group));
    return [...groups, withDescription(this.describe(node, node.role?.value ?? ''), node)].join(
      '; ',
    );
  }
}

const withDescription = (text: string, { description }: TreeNode): string => {
  const more = normalizeSpace(description?.value);
  return more === '' ? text : `${text} (${more})`;
};

/** Returns a function that gives the CSS block of a text node. Screen readers pause between blocks. */
const blocksOn = async (cdp: CDPSession): Promise<(node: TreeNode) => number> => {
  const { documents, strings } = await cdp.send('DOMSnapshot.captureSnapshot', {
    computedStyles: ['display'],
  });
  const [page] = documents;
  const parents = page?.nodes.parentIndex ?? [];
  const displays = new Map(
    page?.layout.nodeIndex.map((node, index) => [
      node,
      strings[page.layout.styles[index]?.[0] ?? -1] ?? '',
    ]),
  );
  const indexes = new Map(page?.nodes.backendNodeId?.map((id, index) => [id, index]));
  const block = (index: number): number =>
    index < 0 || /^(?:block|flex|grid|list-item)/.test(displays.get(index) ?? '')
      ? index
      : block(parents[index] ?? -1);
  return ({ backendDOMNodeId = -1 }) => block(parents[indexes.get(backendDOMNodeId) ?? -1] ?? -1);
};

/** Reads the accessibility tree of an element. */
export const readTree = async (cdp: CDPSession, selector: string): Promise<TreeSnapshot> => {
  const blockOf = await blocksOn(cdp);
  const { root } = await cdp.send('DOM.getDocument');
  const { nodeId } = await cdp.send('DOM.querySelector', { nodeId: root.nodeId, selector });
  const { node: element } = await cdp.send('DOM.describeNode', { nodeId });
  const { nodes } = (await cdp.send('Accessibility.getFullAXTree')) as { nodes: TreeNode[] };
  const top = nodes.find(({ backendDOMNodeId }) => backendDOMNodeId === element.backendNodeId);
  if (!top) throw new Error(`The accessibility tree has no ${selector}.`);
  return new Tree(nodes, top, blockOf).read();
};
