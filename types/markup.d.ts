import type { AllyElements } from './elements.d.js';

export type AllyTag = keyof AllyElements;

export type ElementOf<Tag extends AllyTag> = AllyElements[Tag]['element'];

export type AttributesOf<Tag extends AllyTag> = AllyElements[Tag]['attributes'];

/** What no attribute can say: objects and functions. */
export type PropertiesOf<Tag extends AllyTag> = AllyElements[Tag]['properties'];

/** An event whose element is known: `event.currentTarget.value`. */
type Heard<Tag extends AllyTag, Event> = Event & { readonly currentTarget: ElementOf<Tag> };

/** What listens to each event, by the event's name. */
export type ListenersOf<Tag extends AllyTag> = {
  [Name in keyof AllyElements[Tag]['events']]: (
    event: Heard<Tag, AllyElements[Tag]['events'][Name]>,
  ) => void;
};

/** The same as a framework that names them with a word before has it. */
export type PrefixedListenersOf<Tag extends AllyTag, Prefix extends string> = {
  [Name in keyof ListenersOf<Tag> & string as `${Prefix}${Name}`]?:
    ListenersOf<Tag>[Name] | undefined;
};
