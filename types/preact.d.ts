/** Preact: attributes by their names, objects as properties, `onally-change` and so on. */
import type { HTMLAttributes } from 'preact';
import type {
  AllyTag,
  AttributesOf,
  ElementOf,
  PrefixedListenersOf,
  PropertiesOf,
} from './markup.d.js';

type PreactElements = {
  [Tag in AllyTag]: HTMLAttributes<ElementOf<Tag>> &
    AttributesOf<Tag> &
    PropertiesOf<Tag> &
    PrefixedListenersOf<Tag, 'on'>;
};

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements extends PreactElements {}
  }
}
