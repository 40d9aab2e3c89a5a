/** The reference page of the relay API: a section for each operation, with its request, response and errors. */
import type { Content, DescribedOperation, OpenApi, ResponseObject, Schema } from './openapi.js';

/** An operation with its path and method. */
interface PlacedOperation {
  readonly path: string;
  readonly method: string;
  readonly spec: DescribedOperation;
}

/** The longest pattern that the page shows: longer ones, such as that of a date, help no reader. */
const longestPattern = 40;

const cell = (text: string): string => text.replaceAll('|', '\\|');

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows]
    .map((row) => `| ${row.map(cell).join(' | ')} |`)
    .join('\n');

const limitsOf = ({
  enum: values,
  const: value,
  pattern,
  ...schema
}: Schema): readonly string[] => [
  ...(values ? [values.map((one) => `\`${one}\``).join(' or ')] : []),
  ...(value === undefined ? [] : [`\`${String(value)}\``]),
  ...(schema.maxLength === undefined ? [] : [`at most ${String(schema.maxLength)} characters`]),
  ...(schema.minItems === undefined ? [] : [`at least ${String(schema.minItems)}`]),
  ...(schema.maxItems === undefined ? [] : [`at most ${String(schema.maxItems)}`]),
  ...(pattern === undefined || schema.format || pattern === '.' || pattern.length > longestPattern
    ? []
    : [`\`${pattern}\``]),
];

const typeOf = ({ type, format, items, anyOf }: Schema): string => {
  if (anyOf) return anyOf.map(typeOf).join(' or ');
  if (type === 'array') return `list of ${typeOf(items ?? {})}s`;
  const name = type ?? 'anything';
  return format ? `${name}, ${format}` : name;
};

/** Returns a row for each field. The fields of an object follow it, under a path that begins with its name. */
const rowsOf = (schema: Schema, path = ''): readonly (readonly string[])[] => {
  const inside = schema.type === 'array' ? (schema.items ?? {}) : schema;
  return Object.entries(inside.properties ?? {}).flatMap(([name, field]) => {
    const here = `${path}${name}`;
    const isRequired = (inside.required ?? []).includes(name);
    return [
      [`\`${here}\``, typeOf(field), isRequired ? 'yes' : 'no', limitsOf(field).join(', ')],
      ...rowsOf(field, `${here}${field.type === 'array' ? '[].' : '.'}`),
    ];
  });
};

const fields = (schema: Schema): string =>
  table(['field', 'type', 'always there', 'limits'], rowsOf(schema));

const schemaIn = (content: Content): Schema => content['application/json'].schema;

/** Returns a row for each error status, with its codes and headers. */
const refusalsOf = (
  responses: Readonly<Record<string, ResponseObject>>,
): readonly (readonly string[])[] =>
  Object.entries(responses)
    .filter(([status]) => status >= '400')
    .map(([status, { description, headers }]) => [
      status,
      /^[a-z_]+(?: or [a-z_]+)*$/.test(description)
        ? description.replaceAll(/[a-z]+_[a-z_]*|[a-z]{3,}/g, '`$&`')
        : description.toLowerCase(),
      Object.keys(headers ?? {})
        .map((name) => `\`${name}\``)
        .join(', '),
    ]);

const operation = ({ path, method, spec }: PlacedOperation): string => {
  const { operationId, summary, parameters, requestBody, responses, security } = spec;
  const [first] = Object.entries(responses);
  if (!first) throw new Error(`${operationId} answers nothing.`);
  const [status, { content }] = first;
  return [
    `## ${operationId}`,
    `\`${method.toUpperCase()} ${path}\``,
    summary,
    [
      security ? 'Asked by your server, with the order secret.' : 'Asked by a page.',
      spec['x-read'] ? 'It changes nothing, and may be asked again.' : '',
    ]
      .join(' ')
      .trim(),
    ...(parameters.length > 0
      ? [
          table(
            ['parameter', 'in', 'what it is'],
            parameters.map(({ name, in: place, description, schema }) => [
              `\`${name}\``,
              place,
              description ?? limitsOf(schema).join(', '),
            ]),
          ),
        ]
      : []),
    ...(requestBody ? ['### Asks', fields(schemaIn(requestBody.content))] : []),
    '### Answers',
    content ? `Status ${status}:` : `Status ${status}, without a body.`,
    ...(content ? [fields(schemaIn(content))] : []),
    '### Refuses',
    table(['status', 'code', 'header'], refusalsOf(responses)),
  ].join('\n\n');
};

/** Returns the whole page. `npm run openapi` writes it. */
export const openapiPage = ({ info, servers, paths, components }: OpenApi): string => {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, spec]) => ({ path, method, spec })),
  );
  return `${[
    `# ${info.title}`,
    `${info.description} Its paths stand below the relay’s own, such as \`${servers[0].url}\`, which is the element’s \`api-base\`. Written from the contract by \`npm run openapi\`, as [openapi.json](../openapi.json) is.`,
    table(
      ['operation', 'method and path', 'what it does'],
      operations.map(({ path, method, spec }) => [
        `[\`${spec.operationId}\`](#${spec.operationId.toLowerCase()})`,
        `\`${method.toUpperCase()} ${path}\``,
        spec.summary,
      ]),
    ),
    'A refusal says why, in one form throughout:',
    fields(components.schemas.Failure),
    ...operations.map(operation),
  ].join('\n\n')}\n`;
};
