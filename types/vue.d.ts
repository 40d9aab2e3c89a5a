/** Vue's templates: `:prefill` and `@ally-change`, with types by vue-tsc and in editors. */
import type { EmitFn, HTMLAttributes, PublicProps } from 'vue';
import type { AllyTag, AttributesOf, ElementOf, ListenersOf, PropertiesOf } from './markup.d.js';

type VueElements = {
  [Tag in AllyTag]: new () => ElementOf<Tag> & {
    /** @deprecated Of the types alone: an element has no such property. */
    $props: HTMLAttributes & AttributesOf<Tag> & PropertiesOf<Tag> & PublicProps;
    /** @deprecated Of the types alone: an element has no such property. */
    $emit: EmitFn<ListenersOf<Tag>>;
  };
};

declare module 'vue' {
  interface GlobalComponents extends VueElements {}
}
