/** React 19: attributes by their names, objects as properties, `onally-change` and so on. */
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type {
  AllyTag,
  AttributesOf,
  ElementOf,
  PrefixedListenersOf,
  PropertiesOf,
} from './markup.d.js';

type ReactElements = {
  [Tag in AllyTag]: DetailedHTMLProps<HTMLAttributes<ElementOf<Tag>>, ElementOf<Tag>> &
    AttributesOf<Tag> &
    PropertiesOf<Tag> &
    PrefixedListenersOf<Tag, 'on'>;
};

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements extends ReactElements {}
  }
}
