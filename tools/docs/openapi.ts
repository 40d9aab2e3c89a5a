import * as z from 'zod';
import {
  relayErrorCodes,
  serverErrorCodes,
  type RelayErrorCode,
  type ServerErrorCode,
} from '../../src/api/contract/error-codes.js';
import type { Operation } from '../../src/api/contract/operations.js';
import { API_VERSION, VERSION_HEADER } from '../../src/api/contract/version.js';

/** The part of JSON Schema that our schemas use. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly string[];
  readonly const?: string | number | boolean | null;
  readonly minimum?: number;
  readonly maximum?: number;
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

/** A body that is JSON. */
export interface JsonContent {
  readonly 'application/json': MediaType;
}

/** A body of any bytes: without a schema (OpenAPI 3.1, 4.8.14.3). */
export interface RawContent {
  readonly '*/*': Readonly<Record<string, never>>;
}

/** A header of a response. */
export interface Header {
  readonly description: string;
  readonly schema: Schema;
}

/** The response of an operation with one status. */
export interface ResponseObject {
  readonly description: string;
  readonly headers: Readonly<Record<string, Header>>;
  readonly content?: JsonContent;
}

/** A parameter in a path or a header. */
export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'header';
  readonly required: boolean;
  readonly schema: Schema;
  readonly description?: string;
}

/** The body of a request. */
export interface RequestBody {
  readonly required: true;
  readonly content: JsonContent | RawContent;
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

type ErrorCode = RelayErrorCode | ServerErrorCode;

/** Error codes that every operation can respond with. */
const commonErrors: readonly ErrorCode[] = [
  ...(['forbidden_origin', 'rate_limited', 'unsupported_version'] as const),
  ...(['misconfigured', 'internal'] as const),
];

/** Error codes that every operation for pages can respond with. A server gets the SDK's own codes. */
const pageErrors: readonly ErrorCode[] = ['unavailable'];

const serverErrors: readonly ErrorCode[] = ['unauthorised'];

/** Error codes of a body that cannot be read in time and in full. */
const rawBodyErrors: readonly ErrorCode[] = ['too_large', 'too_slow'];

const jsonBodyErrors: readonly ErrorCode[] = [
  ...rawBodyErrors,
  ...(['malformed', 'unsupported_media_type'] as const),
];

const statuses: Readonly<Record<ErrorCode, { readonly status: number }>> = {
  ...serverErrorCodes,
  ...relayErrorCodes,
};

/** The status of responses to a server that it is to repeat: accepted, and not finished (RFC 9110, 15.3.3). */
const UNSETTLED_STATUS = 202;

const RETRY_AFTER_STATUSES: readonly number[] = [UNSETTLED_STATUS, 429, 503];

const schemaOf = (schema: z.core.$ZodType, io: Side): Schema => {
  const made = z.toJSONSchema(schema, { target: 'draft-2020-12', io });
  delete made.$schema;
  return made as Schema;
};

const json = (schema: z.core.$ZodType, io: Side): JsonContent => ({
  'application/json': { schema: schemaOf(schema, io) },
});

const versionHeader: Readonly<Record<string, Header>> = {
  [VERSION_HEADER]: {
    description: 'The version of the API that the relay serves.',
    schema: { type: 'string', const: API_VERSION },
  },
};

const retryAfter: Readonly<Record<string, Header>> = {
  'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer', minimum: 0 } },
};

const bodyErrorsOf = ({ ask, isRaw }: Operation): readonly ErrorCode[] => {
  if (ask) return jsonBodyErrors;
  return isRaw === true ? rawBodyErrors : [];
};

const refusals = (operation: Operation): Readonly<Record<string, ResponseObject>> => {
  const isPage = operation.from === 'page';
  const codes: readonly ErrorCode[] = [
    ...commonErrors,
    ...(isPage ? pageErrors : serverErrors),
    ...bodyErrorsOf(operation),
    ...operation.refusals,
  ];
  const statusOf = (code: ErrorCode): number =>
    !isPage && code === 'booking_unsettled' ? UNSETTLED_STATUS : statuses[code].status;
  const byStatus = new Map<number, ReadonlySet<string>>();
  for (const code of codes) {
    const status = statusOf(code);
    byStatus.set(status, new Set([...(byStatus.get(status) ?? []), code]));
  }
  return Object.fromEntries(
    [...byStatus]
      .sort(([a], [b]) => a - b)
      .map(([status, named]): [string, ResponseObject] => [
        String(status),
        {
          description: [...named].join(' or '),
          headers: RETRY_AFTER_STATUSES.includes(status)
            ? { ...versionHeader, ...retryAfter }
            : versionHeader,
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Failure' } } },
        },
      ]),
  );
};

const version: Parameter = {
  name: VERSION_HEADER,
  in: 'header',
  required: false,
  schema: { type: 'string', pattern: `^${API_VERSION}(?:\\..*)?$` },
  description: 'The version of the API that the client uses. Without it, the current one.',
};

const parametersOf = ({ path, isManaged, isRaw }: Operation): readonly Parameter[] => [
  ...(path.includes('{id}')
    ? [
        {
          name: 'id',
          in: 'path',
          required: true,
          schema: { type: 'string', pattern: '^[\\w.-]{1,90}$' },
        } as const,
      ]
    : []),
  ...(isManaged === true
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
  ...(isRaw === true
    ? [
        {
          name: 'Ally-Signature',
          in: 'header',
          required: false,
          schema: { type: 'string' },
          description:
            'The signature as the platform sent it. The option webhooks.signatureHeader names another header.',
        } as const,
      ]
    : []),
  version,
];

const requestBodyOf = ({ ask, isRaw }: Operation): RequestBody | undefined => {
  if (ask) return { required: true, content: json(ask, 'input') };
  return isRaw === true ? { required: true, content: { '*/*': {} } } : undefined;
};

const describe = ([name, operation]: readonly [string, Operation]): PlacedOperation => {
  const { method, path, summary, from, isRead, answer } = operation;
  const requestBody = requestBodyOf(operation);
  return {
    path,
    method: method.toLowerCase(),
    spec: {
      operationId: name,
      summary,
      'x-read': isRead,
      ...(from === 'server' && { security: [{ orderSecret: [] }] }),
      parameters: parametersOf(operation),
      ...(requestBody && { requestBody }),
      responses: {
        ...(answer
          ? {
              200: {
                description: 'Done.',
                headers: versionHeader,
                content: json(answer, 'output'),
              },
            }
          : { 204: { description: 'Done.', headers: versionHeader } }),
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
      title: 'Relay API',
      version: API_VERSION,
      description:
        'The requests of pages, and of the merchant’s own servers, to the merchant’s relay. A postcode or anything personal is in a body, never in a URL.',
    },
    servers: [{ url: '/ally', description: 'The merchant’s relay, at the element’s api-base.' }],
    paths,
    components: {
      schemas: { Failure: schemaOf(failure, 'output') },
      securitySchemes: {
        orderSecret: { type: 'http', scheme: 'bearer', description: 'The relay’s orderSecret.' },
      },
    },
  };
};
