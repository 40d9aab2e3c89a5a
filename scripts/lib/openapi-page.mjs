/** `openapi.json` as a person reads it: an operation each, with what it asks, answers and refuses. */

/** Patterns that a schema's maker wrote for machines are longer than they are telling. */
const longestPattern = 40;

const cell = (text) => text.replaceAll('|', '\\|');

const table = (head, rows) =>
  [head, head.map(() => '---'), ...rows]
    .map((row) => `| ${row.map(cell).join(' | ')} |`)
    .join('\n');

const limitsOf = ({ enum: values, const: value, pattern, ...schema }) => [
  ...(values ? [values.map((one) => `\`${one}\``).join(' or ')] : []),
  ...(value === undefined ? [] : [`\`${value}\``]),
  ...(schema.maxLength === undefined ? [] : [`at most ${schema.maxLength} characters`]),
  ...(schema.minItems === undefined ? [] : [`at least ${schema.minItems}`]),
  ...(schema.maxItems === undefined ? [] : [`at most ${schema.maxItems}`]),
  ...(pattern === undefined || schema.format || pattern === '.' || pattern.length > longestPattern
    ? []
    : [`\`${pattern}\``]),
];

const typeOf = ({ type, format, items, anyOf }) => {
  if (anyOf) return anyOf.map(typeOf).join(' or ');
  if (type === 'array') return `list of ${typeOf(items)}s`;
  return format ? `${type}, ${format}` : (type ?? 'anything');
};

/** A line for each field, those of an object below its name. */
const rowsOf = (schema, path = '') => {
  const inside = schema.type === 'array' ? schema.items : schema;
  return Object.entries(inside.properties ?? {}).flatMap(([name, field]) => {
    const here = `${path}${name}`;
    const isRequired = (inside.required ?? []).includes(name);
    return [
      [`\`${here}\``, typeOf(field), isRequired ? 'yes' : 'no', limitsOf(field).join(', ')],
      ...rowsOf(field, `${here}${field.type === 'array' ? '[].' : '.'}`),
    ];
  });
};

const fields = (schema) => table(['field', 'type', 'always there', 'limits'], rowsOf(schema));

const schemaIn = ({ content }) => content?.['application/json'].schema;

/** A code each, for an answer may be refused with one of several. */
const refusalsOf = (responses) =>
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

const operation = (path, method, said) => {
  const { operationId, summary, parameters, requestBody, responses, security } = said;
  const [[status, answer]] = Object.entries(responses);
  const answered = schemaIn(answer);
  return [
    `## ${operationId}`,
    `\`${method.toUpperCase()} ${path}\``,
    summary,
    [
      security ? 'Asked by your server, with the order secret.' : 'Asked by a page.',
      said['x-read'] ? 'It changes nothing, and may be asked again.' : '',
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
    ...(requestBody ? ['### Asks', fields(schemaIn(requestBody))] : []),
    '### Answers',
    answered ? `Status ${status}:` : `Status ${status}, without a body.`,
    ...(answered ? [fields(answered)] : []),
    '### Refuses',
    table(['status', 'code', 'header'], refusalsOf(responses)),
  ].join('\n\n');
};

/** The whole page; `npm run openapi` writes it. */
export const openapiPage = ({ info, servers, paths, components }) => {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, said]) => ({ path, method, said })),
  );
  return `${[
    `# ${info.title}`,
    `${info.description} Its paths stand below the relay’s own, such as \`${servers[0].url}\`, which is the element’s \`api-base\`. Written from the contract by \`npm run openapi\`, as [openapi.json](../openapi.json) is.`,
    table(
      ['operation', 'method and path', 'what it does'],
      operations.map(({ path, method, said }) => [
        `[\`${said.operationId}\`](#${said.operationId.toLowerCase()})`,
        `\`${method.toUpperCase()} ${path}\``,
        said.summary,
      ]),
    ),
    'A refusal says why, in one form throughout:',
    fields(components.schemas.Failure),
    ...operations.map(({ path, method, said }) => operation(path, method, said)),
  ].join('\n\n')}\n`;
};
