import * as z from 'zod/mini';
import { platformOperations, type PlatformOperationName } from '../../platform/operations.js';
import { judge } from '../clinic/request-schemas.js';
import { eventTypes, type EventType } from './records.js';

/** At most an hour: a test does not wait longer. */
const milliseconds = z.number().check(z.gte(0), z.lte(3_600_000));
const status = z.int().check(z.gte(400), z.lte(599));

const none = z.strictObject({ kind: z.literal('none') });
const commitLate = z.strictObject({ kind: z.literal('commit-late'), milliseconds });
const lostAfterCommit = z.strictObject({ kind: z.literal('lost-after-commit') });
const commitTwice = z.strictObject({ kind: z.literal('commit-twice') });
const neverAnswer = z.strictObject({ kind: z.literal('never-answer') });
const refuse = z.strictObject({
  kind: z.literal('refuse'),
  status,
  code: z.optional(z.string()),
  param: z.optional(z.string()),
  /** In seconds. */
  retryAfter: z.optional(z.int().check(z.gte(0))),
});
const takeWindow = z.strictObject({ kind: z.literal('take-window') });
const refuseAfterCommit = z.strictObject({
  kind: z.literal('refuse-after-commit'),
  status,
  code: z.optional(z.string()),
  param: z.optional(z.string()),
  /** In seconds. */
  retryAfter: z.optional(z.int().check(z.gte(0))),
});
const proxyPage = z.strictObject({
  kind: z.literal('proxy-page'),
  status: z.optional(z.int().check(z.gte(200), z.lte(599))),
  isDone: z.optional(z.boolean()),
});

const down = z.strictObject({
  kind: z.literal('down'),
  milliseconds: z.optional(milliseconds),
  status: z.optional(status),
});

const single = [
  ...([none, commitLate, lostAfterCommit, commitTwice, neverAnswer] as const),
  ...([refuse, refuseAfterCommit, proxyPage, takeWindow] as const),
] as const;

const random = z.strictObject({
  kind: z.literal('random'),
  seed: z.string(),
  of: z
    .array(
      z.strictObject({
        weight: z.number().check(z.gt(0)),
        fault: z.discriminatedUnion('kind', single),
      }),
    )
    .check(z.minLength(1)),
});

const webhookTwice = z.strictObject({ kind: z.literal('webhook-twice') });
const webhookLate = z.strictObject({ kind: z.literal('webhook-late'), milliseconds });

const searchLag = z.strictObject({ kind: z.literal('search-lag'), milliseconds });
const searchMatch = z.strictObject({
  kind: z.literal('search-match'),
  by: z.enum(['prefix', 'any-case', 'anything']),
});
const searchPages = z.strictObject({
  kind: z.literal('search-pages'),
  size: z.int().check(z.gte(1), z.lte(100)),
  sign: z.enum(['next', 'nextCursor', 'hasMore', 'none']),
});
const answerNested = z.strictObject({ kind: z.literal('answer-nested') });
const answerBareList = z.strictObject({ kind: z.literal('answer-bare-list') });
const answerShort = z.strictObject({
  kind: z.literal('answer-short'),
  has: z.enum(['id', 'nothing']),
});
const answerWithout = z.strictObject({
  kind: z.literal('answer-without'),
  properties: z.array(z.string()).check(z.minLength(1)),
});
const answerStatus = z.strictObject({ kind: z.literal('answer-status'), status: z.string() });

const lasting = [
  ...([searchLag, searchMatch, searchPages] as const),
  ...([answerNested, answerBareList, answerShort, answerWithout, answerStatus] as const),
] as const;

/** What goes wrong with one question. */
export type SingleFault = z.output<(typeof single)[number]>;
/** What goes wrong with the telling of one event. */
export type WebhookFault = z.output<typeof webhookTwice> | z.output<typeof webhookLate>;
/** How searches behave, and the shape of answers. It lasts until it is cleared, and goes with every other fault. */
export type LastingFault = z.output<(typeof lasting)[number]>;
export type Fault =
  SingleFault | WebhookFault | LastingFault | z.output<typeof down> | z.output<typeof random>;

const on = z.enum([
  'any',
  ...(Object.keys(platformOperations) as [PlatformOperationName, ...PlatformOperationName[]]),
  ...eventTypes,
]);

const planned = z.strictObject({
  on,
  times: z.optional(z.int().check(z.gte(1))),
  fault: z.discriminatedUnion('kind', [
    ...single,
    ...lasting,
    down,
    random,
    webhookTwice,
    webhookLate,
  ]),
});

/** A fault, where it happens and how often. */
export interface PlannedFault {
  /** An operation, a type of event, or `any`: every operation, or every event for a fault of webhooks. */
  readonly on: 'any' | PlatformOperationName | EventType;
  /** How often it happens before it is gone: once when absent; `down`, `random` and lasting faults until they are cleared. */
  readonly times?: number | undefined;
  readonly fault: Fault;
}

/** Reads a list of faults; what is not known of it is refused with its path. */
export const readFaults: (body: unknown) => readonly PlannedFault[] = judge(z.array(planned));

/** What each fault does, and an example of each. The documents show them, and a test tries them. */
export const faultKinds = {
  none: {
    does: 'Nothing: lets one question through to the fault behind it.',
    example: { on: 'createAppointment', fault: { kind: 'none' } },
  },
  'commit-late': {
    does: 'Does it, and answers, so many `milliseconds` later, even when whoever asked has hung up.',
    example: { on: 'createAppointment', fault: { kind: 'commit-late', milliseconds: 2_000 } },
  },
  'lost-after-commit': {
    does: 'Does it; then the connection breaks.',
    example: { on: 'createAppointment', fault: { kind: 'lost-after-commit' } },
  },
  'commit-twice': {
    does: 'Does it twice, and answers the second; a second appointment always finds room.',
    example: { on: 'createAppointment', fault: { kind: 'commit-twice' } },
  },
  'never-answer': {
    does: 'Does nothing and answers nothing; the connection stays open.',
    example: { on: 'createAppointment', fault: { kind: 'never-answer' } },
  },
  refuse: {
    does: 'Does nothing and answers this `status`, with `code`, `param` and `retryAfter` (seconds) where given.',
    example: {
      on: 'createPatient',
      fault: { kind: 'refuse', status: 422, code: 'validation_failed', param: 'phone' },
    },
  },
  'refuse-after-commit': {
    does: 'Does it, and answers this `status` all the same, as a proxy does that gave up; with `code`, `param` and `retryAfter` where given.',
    example: { on: 'createAppointment', fault: { kind: 'refuse-after-commit', status: 409 } },
  },
  'proxy-page': {
    does: 'Answers a page of HTML with this `status` (200 when absent), as a proxy does; does it only with `isDone`.',
    example: { on: 'createAppointment', fault: { kind: 'proxy-page', isDone: true } },
  },
  'take-window': {
    does: 'Somebody else takes all the room of the window just before, held or not.',
    example: { on: 'createAppointment', fault: { kind: 'take-window' } },
  },
  down: {
    does: 'Breaks every connection, or answers this `status`; for so many `milliseconds`, or until cleared.',
    example: { on: 'any', fault: { kind: 'down', status: 503 } },
  },
  random: {
    does: 'Draws one `of` these each time, by their weights; the same `seed` draws the same.',
    example: {
      on: 'createAppointment',
      fault: {
        kind: 'random',
        seed: 'storm',
        of: [
          { weight: 3, fault: { kind: 'none' } },
          { weight: 1, fault: { kind: 'lost-after-commit' } },
        ],
      },
    },
  },
  'search-lag': {
    does: 'Searches find what was so many `milliseconds` ago.',
    example: { on: 'findAppointments', fault: { kind: 'search-lag', milliseconds: 2_000 } },
  },
  'search-match': {
    does: 'Searches find by the beginning of a reference (`prefix`), whatever its case (`any-case`), or all records (`anything`).',
    example: { on: 'findPatients', fault: { kind: 'search-match', by: 'prefix' } },
  },
  'search-pages': {
    does: 'Searches answer pages of a `size`. The `sign` of more: `next` (a URL), `nextCursor` (sent back as `cursor`), `hasMore` alone, or `none`.',
    example: {
      on: 'findAppointments',
      fault: { kind: 'search-pages', size: 20, sign: 'nextCursor' },
    },
  },
  'answer-nested': {
    does: 'Appointments are answered with `patient: {id}`, `task: {id}` and `window: {id, startAt, endAt}`.',
    example: { on: 'any', fault: { kind: 'answer-nested' } },
  },
  'answer-bare-list': {
    does: 'Lists of patients and appointments are answered without `data` around them, and without a sign of more pages.',
    example: { on: 'findAppointments', fault: { kind: 'answer-bare-list' } },
  },
  'answer-short': {
    does: 'What was created is answered by its id alone (`has` is `id`), or with an empty body (`nothing`).',
    example: { on: 'createAppointment', fault: { kind: 'answer-short', has: 'id' } },
  },
  'answer-without': {
    does: 'These `properties` of patients and appointments are left out of answers.',
    example: { on: 'any', fault: { kind: 'answer-without', properties: ['createdAt'] } },
  },
  'answer-status': {
    does: 'Appointments that are `scheduled` or `scheduling` are answered with this `status`.',
    example: { on: 'any', fault: { kind: 'answer-status', status: 'confirmed' } },
  },
  'webhook-twice': {
    does: 'Tells the event twice, with the same id.',
    example: { on: 'appointment.created', fault: { kind: 'webhook-twice' } },
  },
  'webhook-late': {
    does: 'Tells the event so many `milliseconds` later: those behind it overtake it.',
    example: { on: 'appointment.created', fault: { kind: 'webhook-late', milliseconds: 300 } },
  },
} as const satisfies Record<
  Fault['kind'],
  { readonly does: string; readonly example: PlannedFault }
>;

/** The table as the documents show it. */
export const faultTable = (): string =>
  [
    '| fault | what it does |',
    '| --- | --- |',
    ...Object.entries(faultKinds).map(([kind, { does }]) => `| \`${kind}\` | ${does} |`),
  ].join('\n');

/** An example of each, as the documents show them: a line of JSON for each. */
export const faultExamples = (): string =>
  Object.values(faultKinds)
    .map(({ example }) => JSON.stringify(example))
    .join('\n');
