/** The engines that the tests run in. */
export type Engine = 'chromium' | 'firefox' | 'webkit';

const abilities = ['narrow-window'] as const;

/** Something that not every engine can be driven to do. */
export type Ability = (typeof abilities)[number];

/**
 * What an engine cannot be driven to do here, and why. The tests that need it are named in the closing count of
 * `npm test`; all others run in every engine.
 */
export const notDriven: Readonly<Record<Engine, Readonly<Partial<Record<Ability, string>>>>> = {
  chromium: {},
  firefox: {},
  webkit: {
    'narrow-window':
      'The window of MiniBrowser, in which WebKitGTK is driven, is never narrower than its toolbar: 447 pixels.',
  },
};

const mark = /\((\S+) is not driven\)$/;

/** How such a test is called. */
export const notDrivenName = (name: string, ability: Ability): string =>
  `${name} (${ability} is not driven)`;

/** What such a test needs, by its name. */
export const abilityOf = (name: string): Ability | undefined => {
  const named = mark.exec(name)?.[1];
  return abilities.find((ability) => ability === named);
};
