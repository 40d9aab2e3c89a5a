/** Types for the part of the analyzer that scripts call: the package has none of its own. */
declare module '@custom-elements-manifest/analyzer/cli.js' {
  /** Options of `cli()`. */
  export interface CliOptions {
    /** Arguments, as on the command line. */
    readonly argv: readonly string[];
    readonly cwd: string;
    /** Whether the manifest is only returned. By default it is written as well. */
    readonly noWrite: boolean;
  }
  export const cli: (options: CliOptions) => Promise<import('./manifest.js').FoundManifest>;
}
