/** Svelte 5: attributes by their names, objects as properties, `onally-change` and so on. */
import type { HTMLAttributes } from 'svelte/elements';
import type {
  AllyTag,
  AttributesOf,
  ElementOf,
  PrefixedListenersOf,
  PropertiesOf,
} from './markup.d.js';

type SvelteElements = {
  [Tag in AllyTag]: HTMLAttributes<ElementOf<Tag>> &
    AttributesOf<Tag> &
    PropertiesOf<Tag> &
    PrefixedListenersOf<Tag, 'on'>;
};

declare module 'svelte/elements' {
  interface SvelteHTMLElements extends SvelteElements {}
}
