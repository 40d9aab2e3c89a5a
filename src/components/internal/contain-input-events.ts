/** Events that reveal typed text to the page. The browser lets most of them leave a shadow root. */
const tellTale = [
  'beforeinput',
  'input',
  'change',
  'keydown',
  'keypress',
  'keyup',
  'paste',
  'copy',
  'cut',
  'drop',
  'compositionstart',
  'compositionupdate',
  'compositionend',
];

const stop = (event: Event): void => {
  event.stopPropagation();
};

/** Stops events that reveal typed text at a shadow root, as far as the platform allows. */
export const keepTypingInside = (root: ParentNode & EventTarget): void => {
  for (const type of tellTale) root.addEventListener(type, stop);
};
