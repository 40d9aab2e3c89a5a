import { autoUpdate, computePosition, flip, offset, shift } from '@floating-ui/dom';

/**
 * Puts a box beside the button that opened it, in the top layer where the browser has one, until the
 * function that is given back is called. A press anywhere else closes it.
 */
export const openPopover = (
  button: HTMLElement,
  box: HTMLElement,
  close: () => void,
): (() => void) => {
  const stand = async (): Promise<void> => {
    const { x, y } = await computePosition(button, box, {
      strategy: 'fixed',
      placement: 'bottom-start',
      // In a low window it may stand on its button rather than leave the window.
      middleware: [offset(8), flip(), shift({ crossAxis: true, padding: 4 })],
    });
    // At fractions of a pixel WebKit would give the box another size each time, and it would never come to rest.
    box.style.left = `${String(Math.round(x))}px`;
    box.style.top = `${String(Math.round(y))}px`;
  };

  // Seen from the document, what is inside a shadow root cannot always be told from its host.
  let inside: Event | null = null;
  const note = (event: Event): void => {
    inside = event;
  };
  const closeOutside = (event: Event): void => {
    if (event !== inside) close();
  };
  const ours = [button, box];
  for (const element of ours) element.addEventListener('pointerdown', note);
  document.addEventListener('pointerdown', closeOutside);

  box.popover = 'manual';
  (button.getRootNode() as ShadowRoot).append(box);
  // Browsers without a top layer show it all the same, above what is near.
  if ('showPopover' in box) box.showPopover();
  const stopFollowing = autoUpdate(button, box, () => void stand());

  return () => {
    stopFollowing();
    for (const element of ours) element.removeEventListener('pointerdown', note);
    document.removeEventListener('pointerdown', closeOutside);
    box.remove();
  };
};
