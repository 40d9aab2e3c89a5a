import type { ThemeState } from './themes.mjs';

export declare const states: Readonly<Record<string, readonly ThemeState[]>>;
