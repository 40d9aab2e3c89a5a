import * as z from 'zod';
import { relayErrorCodes, type RelayErrorCode } from '../../src/api/contract/error-codes.js';
import type { Operation } from '../../src/api/contract/operations.js';

/** The part of JSON Schema that our schemas use. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly string[];
  readonly const?: string | number | boolean | null;
  readonly minimum?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

/** The schema of a body in one media type. */
export interface MediaType {
  readonly schema: Schema;
}

/** The body of a request or response, by media type: all of ours are JSON. */
export interface Content {
  readonly 'application/json': MediaType;
}

/** A header of a response. */
export interface Header {
  readonly description: string;
  readonly schema: Schema;
}

/** The response of an operation with one status. */
export interface ResponseObject {
  readonly description: string;
  readonly headers?: Readonly<Record<string, Header>>;
  readonly content?: Content;
}

/** A parameter in a path or a header. */
export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'header';
  readonly required: true;
  readonly schema: Schema;
  readonly description?: string;
}

/** The body of a request. */
export interface RequestBody {
  readonly required: true;
  readonly content: Content;
}

/** An operation in the form of OpenAPI. */
export interface DescribedOperation {
  readonly operationId: string;
  readonly summary: string;
  /** Whether the operation changes nothing. */
  readonly 'x-read': boolean;
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters: readonly Parameter[];
  readonly requestBody?: RequestBody;
  /** The responses, by status. */
  readonly responses: Readonly<Record<string, ResponseObject>>;
}

/** The title, version and description of the API. */
export interface Info {
  readonly title: string;
  readonly version: string;
  readonly description: string;
}

/** An address that the API is served at. */
export interface Server {
  readonly url: string;
  readonly description: string;
}

/** How a merchant's server authenticates. */
export interface SecurityScheme {
  readonly type: 'http';
  readonly scheme: 'bearer';
  readonly description: string;
}

/** Schemas and security schemes that the operations refer to. */
export interface Components {
  readonly schemas: { readonly Failure: Schema };
  readonly securitySchemes: { readonly orderSecret: SecurityScheme };
}

/** `openapi.json`: https://spec.openapis.org/oas/v3.1.0 */
export interface OpenApi {
  readonly openapi: string;
  readonly info: Info;
  readonly servers: readonly [Server];
  /** The operations of each path, by their method. */
  readonly paths: Readonly<Record<string, Readonly<Record<string, DescribedOperation>>>>;
  readonly components: Components;
}

/** The API that is described: its operations, and the body of its errors. */
export interface Contract {
  readonly operations: Readonly<Record<string, Operation>>;
  /** The body of every error response. */
  readonly failure: z.core.$ZodType;
}

/** An operation with its path and method. */
interface PlacedOperation {
  readonly path: string;
  readonly method: string;
  readonly spec: DescribedOperation;
}

/** Which type of a schema is described: `input` before it is parsed, or `output` after. */
type Side = 'input' | 'output';

/** Error codes that every operation can respond with. */
const commonErrors: readonly RelayErrorCode[] = ['rate_limited', 'misconfigured', 'unavailable'];

/** Error codes of a body that cannot be read. */
const bodyErrors: readonly RelayErrorCode[] = ['malformed', 'too_large', 'unsupported_media_type'];

const schemaOf = (schema: z.core.$ZodType, io: Side): Schema => {
  const made = z.toJSONSchema(schema, { target: 'draft-2020-12', io });
  delete made.$schema;
  return made as Schema;
};

const json = (schema: z.core.$ZodType, io: Side): Content => ({
  'application/json': { schema: schemaOf(schema, io) },
});

const retryAfter: Readonly<Record<string, Header>> = {
  'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer', minimum: 0 } },
};

const refusals = ({
  refusals: own,
  from,
  ask,
}: Operation): Readonly<Record<string, ResponseObject>> => {
  const codes: readonly RelayErrorCode[] = [
    'forbidden_origin',
    ...(from === 'page' ? [] : (['unauthorised'] as const)),
    ...commonErrors,
    ...own,
  ];
  const byStatus = new Map<number, ReadonlySet<string>>();
  for (const code of codes) {
    const { status } = relayErrorCodes[code];
    byStatus.set(status, new Set([...(byStatus.get(status) ?? []), code]));
  }
  const unreadable = ask ? bodyErrors.map((code) => relayErrorCodes[code].status) : [];
  return Object.fromEntries(
    [...byStatus, ...unreadable.map((status): [number, ReadonlySet<string>] => [status, new Set()])]
      .sort(([a], [b]) => a - b)
      .map(([status, named]): [string, ResponseObject] => [
        String(status),
        {
          description:
            named.size > 0 ? [...named].join(' or ') : 'A body that is not as it should be',
          ...([429, 503].includes(status) && { headers: retryAfter }),
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Failure' } } },
        },
      ]),
  );
};

const parametersOf = ({ path, isManaged }: Operation): readonly Parameter[] => [
  ...(path.includes('{id}')
    ? [
        {
          name: 'id',
          in: 'path',
          required: true,
          schema: { type: 'string', pattern: '^[\\w-]{1,64}$' },
        } as const,
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
        } as const,
      ]
    : []),
];

const describe = ([name, operation]: readonly [string, Operation]): PlacedOperation => {
  const { method, path, summary, from, isRead, ask, answer } = operation;
  return {
    path,
    method: method.toLowerCase(),
    spec: {
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

/** Describes the relay API in OpenAPI 3.1, from its operations and schemas. */
export const openapi = ({ operations, failure }: Contract): OpenApi => {
  const paths: Record<string, Readonly<Record<string, DescribedOperation>>> = {};
  for (const { path, method, spec } of Object.entries(operations).map(describe))
    paths[path] = { ...paths[path], [method]: spec };
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
