/**
 * Asks the tools that record what people do on a page to leave this out, each by its own documented mark:
 * Hotjar, LogRocket, Sentry, Datadog, Clarity; FullStory, rrweb and PostHog by a class.
 */
const marks = {
  'data-hj-suppress': '',
  'data-private': '',
  'data-sentry-mask': '',
  'data-dd-privacy': 'mask',
  'data-clarity-mask': 'true',
};
const classes = ['fs-mask', 'rr-mask', 'ph-no-capture'];

/** Marks everything that stands at the top of a shadow root: such tools look no further up than that. */
export const maskFromReplay = (root: ParentNode): void => {
  for (const element of root.children) {
    for (const [name, value] of Object.entries(marks)) element.setAttribute(name, value);
    element.classList.add(...classes);
  }
};
