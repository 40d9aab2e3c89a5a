/** Registers an element once. An earlier registration of the tag stays, so that loading twice is harmless. */
export const registerElement = (tag: string, element: CustomElementConstructor): void => {
  if (!customElements.get(tag)) customElements.define(tag, element);
};
