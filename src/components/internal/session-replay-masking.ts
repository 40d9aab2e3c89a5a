/**
 * Marks that make session-replay tools mask an element, as each tool documents it: attributes for Hotjar, LogRocket,
 * Sentry, Datadog and Clarity, and classes for FullStory, rrweb and PostHog.
 */
const marks = {
  'data-hj-suppress': '',
  'data-private': '',
  'data-sentry-mask': '',
  'data-dd-privacy': 'mask',
  'data-clarity-mask': 'true',
};
const classes = ['fs-mask', 'rr-mask', 'ph-no-capture'];

/** Marks every top-level element of a shadow root, because such tools do not read marks outside of that root. */
export const maskFromReplay = (root: ParentNode): void => {
  for (const element of root.children) {
    for (const [name, value] of Object.entries(marks)) element.setAttribute(name, value);
    element.classList.add(...classes);
  }
};
