/** Events by which a page could follow what is typed; by nature they leave a shadow root. */
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

/** Keeps what is typed inside a shadow root from being heard on the page, as far as the platform allows. */
export const keepTypingInside = (root: ParentNode & EventTarget): void => {
  for (const type of tellTale) root.addEventListener(type, stop);
};
