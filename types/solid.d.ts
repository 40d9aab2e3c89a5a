/** Solid: attributes by their names, objects as `prop:prefill`, events as `on:ally-change`. */
import type { JSX } from 'solid-js';
import type {
  AllyTag,
  AttributesOf,
  ElementOf,
  PrefixedListenersOf,
  PropertiesOf,
} from './markup.d.js';

type Prefixed<Prefix extends string, Given> = {
  [Name in keyof Given & string as `${Prefix}:${Name}`]?: Given[Name];
};

type SolidElements = {
  [Tag in AllyTag]: JSX.HTMLAttributes<ElementOf<Tag>> &
    AttributesOf<Tag> &
    Prefixed<'attr', AttributesOf<Tag>> &
    Prefixed<'prop', PropertiesOf<Tag>> &
    PrefixedListenersOf<Tag, 'on:'>;
};

declare module 'solid-js' {
  namespace JSX {
    interface IntrinsicElements extends SolidElements {}
  }
}
