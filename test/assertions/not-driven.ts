/** Browser engine that tests run in. */
export type Engine = 'chromium' | 'firefox' | 'webkit';

const abilities = ['narrow-window'] as const;

/** Ability that the driver of some engine lacks. */
export type Ability = (typeof abilities)[number];

/**
 * Abilities that the driver of an engine lacks, with the reason. Tests that need them are skipped in that engine, and
 * listed in the summary of `npm test`. All other tests run in every engine.
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

/** Returns the name of a test that is skipped because an ability is missing. */
export const notDrivenName = (name: string, ability: Ability): string =>
  `${name} (${ability} is not driven)`;

/** Returns the missing ability from the name of a skipped test. */
export const abilityOf = (name: string): Ability | undefined => {
  const named = mark.exec(name)?.[1];
  return abilities.find((ability) => ability === named);
};
