/** The radio that needs an answer: the one that has it, else the first window, else the first date. */
export const firstToAnswer = (root: ParentNode): HTMLElement | null =>
  root.querySelector<HTMLElement>('[name=window]:checked') ??
  root.querySelector<HTMLElement>('[name=window]:enabled') ??
  root.querySelector<HTMLElement>('[name=date]:enabled');

/** Where focus goes when the list was drawn: to the radio that is wanted, and away from what has gone. */
export const passFocus = (root: ParentNode, had: Element | null, wanted = ''): void => {
  const radios = [...root.querySelectorAll('input')];
  if (wanted !== '') radios.find(({ value }) => value === wanted)?.focus();
  else if (had instanceof HTMLInputElement && had.disabled) {
    // Its neighbour takes it, and nothing moves.
    const at = radios.indexOf(had);
    [...radios.slice(at), ...radios.slice(0, at).reverse()]
      .find(({ name, disabled }) => name === had.name && !disabled)
      ?.focus({ preventScroll: true });
  } else if (had?.isConnected === false) root.querySelector<HTMLElement>('#no-later')?.focus();
};
