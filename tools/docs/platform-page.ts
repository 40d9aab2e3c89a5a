import { platformConventions, type PlatformOperation } from '../../src/platform/operations.js';

/** The platform's operations that the relay calls, and their base URL. */
export interface Platform {
  readonly platformBase: string;
  readonly platformOperations: Readonly<Record<string, PlatformOperation>>;
}

const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/**
 * Returns the page on the platform API: each operation with what the platform documents, and what is assumed beyond
 * that.
 */
export const platformPage = ({ platformBase, platformOperations }: Platform): string => {
  const operations = Object.entries(platformOperations).map(
    ([name, { method, path, documented, assumed }]) =>
      row(`\`${name}\``, `\`${method} ${path}\``, documented, assumed),
  );
  const topics = Object.entries(platformConventions).map(([topic, { documented, assumed }]) =>
    row(
      topic.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`),
      documented,
      assumed,
    ),
  );
  return `# Platform API

The server SDK sends requests to the platform below \`${platformBase}\` (documented), with the key in the header
\`Authorization\` (documented). The platform’s public documents leave much open. Where they are silent, this package
**assumes** something. You can override each assumption: \`platform.paths\` replaces the path of an operation by its name,
and \`platform.mapping\` a function that writes a request or reads a response. See [server.md](server.md#platform-options).

## Operations

| operation | method and path | documented | assumed |
| --- | --- | --- | --- |
${operations.join('\n')}

## Conventions

| topic | documented | assumed |
| --- | --- | --- |
${topics.join('\n')}

Not documented, and not relied upon: idempotency keys, unique references, rate limits, and how long the platform may
take to commit a request. [The guarantee](server.md#guarantee) names what follows from that.
`;
};
