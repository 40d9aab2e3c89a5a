import type { Browser, Page } from 'playwright-core';

export interface Look {
  readonly look: string;
  readonly scheme: 'light' | 'dark';
}

/** By the names of a part, as they stand in its `part` attribute: every set of styles that it has. */
export type PartStyles = Readonly<Record<string, readonly string[]>>;

export interface Walked {
  readonly parts: PartStyles;
  readonly pictures: ReadonlyMap<number, Buffer>;
}

export interface ThemeState {
  readonly name: string;
}

export declare const looks: readonly Look[];
export declare const themeStates: readonly ThemeState[];
export declare const pictureWidthsOf: (look: Look) => readonly number[];
export declare const named: (look: Look) => string;
export declare const pictureFile: (look: Look, width: number) => string;
export declare const styleFile: (look: Look) => string;
export declare const walkThemes: (
  browser: Browser,
  shop: string,
  alongside?: (page: Page, look: Look, state: ThemeState) => Promise<void>,
  /** All of them unless some are given. */
  shown?: readonly Look[],
) => Promise<ReadonlyMap<string, Walked>>;
export declare const differences: (accepted: PartStyles, found: PartStyles) => string[];
export declare const unlikeness: (browser: Browser, one: Buffer, other: Buffer) => Promise<number>;
export declare const acceptedStyles: (look: Look) => PartStyles;
export declare const acceptedPicture: (look: Look, width: number) => Buffer;
