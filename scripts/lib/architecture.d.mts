export interface ImportFault {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
}
export const importFaults: (folder?: string) => Promise<ImportFault[]>;
export const importRules: () => Promise<string[]>;
export const folderPicture: () => Promise<string>;
