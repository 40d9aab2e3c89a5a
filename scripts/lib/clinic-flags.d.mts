export declare const clinicFlags: readonly {
  readonly flag: string;
  readonly variable: string;
  readonly absent: string;
  readonly says: string;
}[];
export declare const clinicHelp: () => string;
export declare const clinicFlagTable: () => string;
