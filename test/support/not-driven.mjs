/**
 * What an engine cannot be driven to do here, and why. The tests that need it are named in the closing count of
 * `npm test`; all others run in every engine.
 */
export const notDriven = {
  chromium: {},
  firefox: {},
  webkit: {
    'narrow-window':
      'The window of MiniBrowser, in which WebKitGTK is driven, is never narrower than its toolbar: 447 pixels.',
  },
};

const mark = /\((\S+) is not driven\)$/;

/** How such a test is called. */
export const notDrivenName = (name, ability) => `${name} (${ability} is not driven)`;

/** What such a test needs, by its name. */
export const abilityOf = (name) => mark.exec(name)?.[1];
