/** React 18: attributes alone. It sets no properties and hears no events of ours: a ref does that. */
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { AllyTag, AttributesOf, ElementOf, ListenersOf } from './markup.d.js';

/** It writes `false` as a text, which is still there; so what is not there must be `undefined`. */
type Written<Attributes> = {
  [Name in keyof Attributes]: boolean extends Attributes[Name]
    ? Exclude<Attributes[Name], boolean> | true | ''
    : Attributes[Name];
};

/** A name with a hyphen is taken without a word, unless it is known to be wrong. */
type Unheard<Tag extends AllyTag> = {
  [Name in keyof ListenersOf<Tag> & string as `on${Name}`]?: never;
};

type ReactElements = {
  [Tag in AllyTag]: Omit<
    DetailedHTMLProps<HTMLAttributes<ElementOf<Tag>>, ElementOf<Tag>>,
    'className'
  > &
    Written<AttributesOf<Tag>> &
    Unheard<Tag> & {
      /** React 18 knows this element's attributes by their own names alone. */
      class?: string | undefined;
    };
};

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements extends ReactElements {}
  }
}
