export type Tag = 'date' | 'engine';
export const filesTagged: (tag: Tag, folder: string) => string[];
