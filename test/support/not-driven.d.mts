export type Engine = 'chromium' | 'firefox' | 'webkit';
export type Ability = 'narrow-window';

/** What an engine cannot be driven to do, and why. */
export const notDriven: Readonly<Record<Engine, Readonly<Partial<Record<Ability, string>>>>>;
export const notDrivenName: (name: string, ability: Ability) => string;
export const abilityOf: (name: string) => Ability | undefined;
