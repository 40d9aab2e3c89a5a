/** The reference page of the relay API: a section for each operation, with its request, response and errors. */
import type {
  DescribedOperation,
  JsonContent,
  OpenApi,
  ResponseObject,
  Schema,
} from './openapi.js';

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
  ...(schema.minimum === undefined || schema.maximum === undefined || schema.maximum > 1e6
    ? []
    : [`${String(schema.minimum)} to ${String(schema.maximum)}`]),
  ...(schema.maxLength === undefined ? [] : [`at most ${String(schema.maxLength)} characters`]),
  ...(schema.minItems === undefined ? [] : [`at least ${String(schema.minItems)}`]),
  ...(schema.maxItems === undefined ? [] : [`at most ${String(schema.maxItems)}`]),
  ...(pattern === undefined || schema.format || pattern === '.' || pattern.length > longestPattern
    ? []
    : [`\`${pattern}\``]),
];

/** The alternatives of a schema. */
const alternativesOf = ({ type, anyOf, ...schema }: Schema): readonly Schema[] => {
  if (anyOf) return anyOf;
  if (type === undefined) return [schema];
  return [type].flat().map((one) => ({ ...schema, type: one }));
};

/** The alternative that is not null: the schemas have at most one. */
const valueOf = (schema: Schema): Schema =>
  alternativesOf(schema).find(({ type }) => type !== 'null') ?? schema;

const typeOf = (schema: Schema): string =>
  alternativesOf(schema)
    .map(({ type, format, items }) => {
      if (type === 'array') return `list of ${typeOf(items ?? {})}s`;
      const name = typeof type === 'string' ? type : 'anything';
      return format ? `${name}, ${format}` : name;
    })
    .join(' or ');

/** Returns a row for each field. The fields of an object follow it, under a path that begins with its name. */
const rowsOf = (schema: Schema, path = ''): readonly (readonly string[])[] => {
  const value = valueOf(schema);
  const inside = value.type === 'array' ? valueOf(value.items ?? {}) : value;
  return Object.entries(inside.properties ?? {}).flatMap(([name, field]) => {
    const here = `${path}${name}`;
    const isRequired = (inside.required ?? []).includes(name);
    const fieldValue = valueOf(field);
    return [
      [`\`${here}\``, typeOf(field), isRequired ? 'yes' : 'no', limitsOf(fieldValue).join(', ')],
      ...rowsOf(field, `${here}${fieldValue.type === 'array' ? '[].' : '.'}`),
    ];
  });
};

const fields = (schema: Schema): string =>
  table(['field', 'type', 'required', 'limits'], rowsOf(schema));

const schemaIn = (content: JsonContent): Schema => content['application/json'].schema;

/** Returns a row for each status of an error, with its codes and headers. */
const refusalsOf = (
  responses: Readonly<Record<string, ResponseObject>>,
): readonly (readonly string[])[] =>
  Object.entries(responses)
    .filter(([, { content }]) => content && schemaIn(content).$ref !== undefined)
    .map(([status, { description, headers }]) => [
      status,
      description
        .split(' or ')
        .map((code) => `\`${code}\``)
        .join(' or '),
      'Retry-After' in headers ? '`Retry-After`' : '',
    ]);

const requestOf = ({ requestBody }: DescribedOperation): readonly string[] => {
  if (!requestBody) return [];
  const { content } = requestBody;
  return [
    '### Request',
    'application/json' in content
      ? fields(schemaIn(content))
      : 'The body as it was received, byte for byte.',
  ];
};

const operation = ({ path, method, spec }: PlacedOperation): string => {
  const { operationId, summary, parameters, responses, security } = spec;
  const [first] = Object.entries(responses).filter(([status]) => ['200', '204'].includes(status));
  if (!first) throw new Error(`${operationId} has no response.`);
  const [status, { content }] = first;
  // The page describes the version once, for every operation.
  const own = parameters.filter(({ name }) => name !== 'Ally-Version');
  return [
    `## ${operationId}`,
    `\`${method.toUpperCase()} ${path}\``,
    summary,
    [
      security ? 'Called by your server, with the order secret.' : 'Called by a page.',
      spec['x-read'] ? 'It changes nothing, and may be retried.' : '',
    ]
      .join(' ')
      .trim(),
    ...(own.length > 0
      ? [
          table(
            ['parameter', 'in', 'description'],
            own.map(({ name, in: place, description, schema }) => [
              `\`${name}\``,
              place,
              description ?? limitsOf(schema).join(', '),
            ]),
          ),
        ]
      : []),
    ...requestOf(spec),
    '### Response',
    content ? `Status ${status}:` : `Status ${status}, without a body.`,
    ...(content ? [fields(schemaIn(content))] : []),
    '### Errors',
    table(['status', 'code', 'header'], refusalsOf(responses)),
  ].join('\n\n');
};

/** Returns the whole page. `npm run openapi` writes it. */
export const openapiPage = ({ info, servers, paths, components }: OpenApi): string => {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, spec]) => ({ path, method, spec })),
  );
  const version = `Requests and responses have the header \`Ally-Version\`, which is \`${info.version}\`. Within a version changes only add: ignore properties that you do not know. A request without the header is served as this version; one of another version gets 400 \`unsupported_version\`.`;
  return `${[
    `# ${info.title}`,
    `${info.description} The paths are below the relay’s own, such as \`${servers[0].url}\`, which is the element’s \`api-base\`. \`npm run openapi\` writes this page and [openapi.json](../openapi.json) from the contract.`,
    table(
      ['operation', 'method and path', 'description'],
      operations.map(({ path, method, spec }) => [
        `[\`${spec.operationId}\`](#${spec.operationId.toLowerCase()})`,
        `\`${method.toUpperCase()} ${path}\``,
        spec.summary,
      ]),
    ),
    version,
    'Every error has this body. `canRetry` and `platformRequestId` are for servers: pages get neither.',
    fields(components.schemas.Failure),
    'With 202 a server gets the same body: the outcome of a booking is not known yet. Nothing is lost; repeat the request after `Retry-After` seconds.',
    ...operations.map(operation),
  ].join('\n\n')}\n`;
};
