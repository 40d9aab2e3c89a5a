export const DEFAULT_TODAY: string;
export const today: string;
export const offsetMs: number;
export const shiftDate: (offset: number) => void;
export const clockScript: string;
export const clockEnvironment: () => Readonly<Record<string, string>>;
