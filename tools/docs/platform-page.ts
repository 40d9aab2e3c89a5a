import type { PlatformOperation } from '../../src/platform/operations.js';

/** The platform's operations that the relay calls, and their base URL. */
export interface Platform {
  readonly platformBase: string;
  readonly platformOperations: Readonly<Record<string, PlatformOperation>>;
}

/**
 * Returns the page on the platform API: each operation with what the platform documents, and what is assumed beyond
 * that.
 */
export const platformPage = ({ platformBase, platformOperations }: Platform): string => {
  const rows = Object.entries(platformOperations).map(
    ([name, { method, path, documented, assumed }]) =>
      `| \`${name}\` | \`${method} ${path}\` | ${documented} | ${assumed} |`,
  );
  return `# What is asked of the platform

The relay asks the platform below \`${platformBase}\` (documented), with the key itself in the header
\`Authorization\` (documented). Its public documents leave much open. What they do not say is **assumed** here, and
can be set right without waiting for us: \`platformPaths\` replaces a path by the name of its operation,
\`platformMapping\` a function that writes a question or reads an answer.

| operation | method and path | documented | assumed |
| --- | --- | --- | --- |
${rows.join('\n')}

Assumed throughout: lists come as \`{"data": […]}\`; a refusal as \`{"error": {"code", "message", "param"}}\`; 409 for
a window that is gone; times in ISO 8601 with an offset or \`Z\`. Not documented, and so not relied upon: idempotency
keys, unique references, limits of rate, and how long the platform itself may take.
`;
};
