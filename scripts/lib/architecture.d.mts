export interface ImportFault {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
}
export const importFaults: (folder?: string) => Promise<ImportFault[]>;
export const folderPicture: () => Promise<string>;
