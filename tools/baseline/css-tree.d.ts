/** Types for the part of css-tree that `scan-styles.ts` uses: the package has none of its own. */
declare module 'css-tree' {
  /** The children of a node. */
  export interface List {
    /** Null when the list is empty. */
    readonly first: CssNode | null;
  }

  /** An at-rule, such as `@media`; its name is without the `@`. */
  export interface Atrule {
    readonly type: 'Atrule';
    readonly name: string;
  }

  /** A property with its value. */
  export interface Declaration {
    readonly type: 'Declaration';
    readonly property: string;
    readonly value: CssNode;
  }

  /** A number with its unit. */
  export interface Dimension {
    readonly type: 'Dimension';
    readonly unit: string;
  }

  /** A feature in the condition of an at-rule, such as `width` in `@media (width > 1px)`. */
  export interface Feature {
    readonly type: 'Feature';
    /** The name of the at-rule. */
    readonly kind: string;
    readonly name: string;
  }

  /** A function with its arguments. */
  export interface FunctionNode {
    readonly type: 'Function';
    readonly name: string;
    readonly children: List;
  }

  /** A keyword or another name, such as `flex`. */
  export interface Identifier {
    readonly type: 'Identifier';
    readonly name: string;
  }

  /** A pseudo-class or pseudo-element; its name is without the colons. */
  export interface PseudoSelector {
    readonly type: 'PseudoClassSelector' | 'PseudoElementSelector';
    readonly name: string;
  }

  /** Any other node: only its type is used. */
  export interface OtherNode {
    readonly type:
      | 'AnPlusB'
      | 'AtrulePrelude'
      | 'AttributeSelector'
      | 'Block'
      | 'Brackets'
      | 'CDC'
      | 'CDO'
      | 'ClassSelector'
      | 'Combinator'
      | 'Comment'
      | 'Condition'
      | 'DeclarationList'
      | 'FeatureFunction'
      | 'FeatureRange'
      | 'GeneralEnclosed'
      | 'Hash'
      | 'IdSelector'
      | 'Layer'
      | 'LayerList'
      | 'MediaQuery'
      | 'MediaQueryList'
      | 'NestingSelector'
      | 'Nth'
      | 'Number'
      | 'Operator'
      | 'Parentheses'
      | 'Percentage'
      | 'Ratio'
      | 'Raw'
      | 'Rule'
      | 'Scope'
      | 'Selector'
      | 'SelectorList'
      | 'String'
      | 'StyleSheet'
      | 'SupportsDeclaration'
      | 'TypeSelector'
      | 'UnicodeRange'
      | 'Url'
      | 'Value'
      | 'WhiteSpace';
  }

  /** Any node of a parsed style sheet. */
  export type CssNode =
    | Atrule
    | Declaration
    | Dimension
    | Feature
    | FunctionNode
    | Identifier
    | PseudoSelector
    | OtherNode;

  /** Options of `parse()`. */
  export interface ParseOptions {
    /** Whether the value of a custom property is parsed. By default it stays text. */
    readonly parseCustomProperty?: boolean;
  }

  export const parse: (text: string, options?: ParseOptions) => CssNode;

  /** Calls a function for a node and for each of its descendants. */
  export const walk: (node: CssNode, enter: (node: CssNode) => void) => void;
}
