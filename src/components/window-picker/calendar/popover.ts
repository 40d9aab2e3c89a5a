import { autoUpdate, computePosition, flip, offset, shift } from '@floating-ui/dom';

/**
 * Shows a box beside the button that opened it, in the top layer if the browser has one. A press outside of both
 * closes it. Returns a function that removes the box.
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
      // In a low viewport the box may cover its button, so that it stays in the viewport.
      middleware: [offset(8), flip(), shift({ crossAxis: true, padding: 4 })],
    });
    // WebKit changes the size of a box at fractions of a pixel, so it would be positioned without end.
    box.style.left = `${String(Math.round(x))}px`;
    box.style.top = `${String(Math.round(y))}px`;
  };

  // For listeners of the document the target of an event inside a shadow root can be its host.
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
  // Browsers without a top layer show it too, above nearby content.
  if ('showPopover' in box) box.showPopover();
  const stopFollowing = autoUpdate(button, box, () => void stand());

  return () => {
    stopFollowing();
    for (const element of ours) element.removeEventListener('pointerdown', note);
    document.removeEventListener('pointerdown', closeOutside);
    box.remove();
  };
};
