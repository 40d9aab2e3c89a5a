import * as z from 'zod';

/** What every operation may be refused with. */
const always = { forbidden_origin: 403, rate_limited: 429, misconfigured: 500, unavailable: 503 };

/** The status of each code of refusal. */
const statuses = {
  ...always,
  unauthorised: 401,
  not_found: 404,
  window_unavailable: 409,
  outside_coverage: 422,
  validation_failed: 422,
  booking_unsettled: 503,
};

const schemaOf = (schema, io) => {
  const made = z.toJSONSchema(schema, { target: 'draft-2020-12', io });
  delete made.$schema;
  return made;
};

const json = (schema, io) => ({ 'application/json': { schema: schemaOf(schema, io) } });

const retryAfter = {
  'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer', minimum: 0 } },
};

const refusals = ({ refusals: own, from, ask }) => {
  const { forbidden_origin, ...rest } = always;
  const codes = Object.entries({
    ...(from === 'page' ? { forbidden_origin } : { forbidden_origin, unauthorised: 401 }),
    ...rest,
    ...Object.fromEntries(own.map((code) => [code, statuses[code]])),
  });
  const byStatus = new Map();
  for (const [code, status] of codes) byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  const plain = ask ? [400, 413, 415] : [];
  return Object.fromEntries(
    [...byStatus, ...plain.map((status) => [status, []])]
      .sort(([a], [b]) => a - b)
      .map(([status, named]) => [
        String(status),
        {
          description: named.length > 0 ? named.join(' or ') : 'A body that is not as it should be',
          ...([429, 503].includes(status) && { headers: retryAfter }),
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Failure' } } },
        },
      ]),
  );
};

const parametersOf = ({ path, isManaged }) => [
  ...(path.includes('{id}')
    ? [
        {
          name: 'id',
          in: 'path',
          required: true,
          schema: { type: 'string', pattern: '^[\\w-]{1,64}$' },
        },
      ]
    : []),
  ...(isManaged
    ? [
        {
          name: 'Ally-Manage',
          in: 'header',
          required: true,
          schema: { type: 'string' },
          description: 'The token that came with the booking.',
        },
      ]
    : []),
];

const describe = ([name, operation]) => {
  const { method, path, summary, from, isRead, ask, answer } = operation;
  return {
    path,
    method: method.toLowerCase(),
    said: {
      operationId: name,
      summary,
      'x-read': isRead,
      ...(from === 'server' && { security: [{ orderSecret: [] }] }),
      parameters: parametersOf(operation),
      ...(ask && { requestBody: { required: true, content: json(ask, 'input') } }),
      responses: {
        ...(answer
          ? { 200: { description: 'Done.', content: json(answer, 'output') } }
          : { 204: { description: 'Done.' } }),
        ...refusals(operation),
      },
    },
  };
};

/** Contract 1 in OpenAPI 3.1, from its operations and schemas. */
export const openapi = ({ operations, failure }) => {
  const paths = {};
  for (const { path, method, said } of Object.entries(operations).map(describe))
    paths[path] = { ...paths[path], [method]: said };
  return {
    openapi: '3.1.0',
    info: {
      title: 'The page’s API, served by the relay',
      version: '1',
      description:
        'What a page asks of the merchant’s relay. A postcode or anything personal travels in a body, never in an address.',
    },
    servers: [{ url: '/ally', description: 'The merchant’s relay, at the element’s api-base' }],
    paths,
    components: {
      schemas: { Failure: schemaOf(failure, 'output') },
      securitySchemes: {
        orderSecret: { type: 'http', scheme: 'bearer', description: 'The relay’s orderSecret.' },
      },
    },
  };
};
