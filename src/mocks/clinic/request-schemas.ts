import { Temporal } from 'temporal-polyfill';
import * as z from 'zod/mini';
import * as contract from '../../api/contract/schemas.js';
import { wrongField } from '../http-error.js';
import { DAYS_AHEAD } from '../../domain/limits.js';

/** A schema that refuses what it does not know, at every depth. */
const strict = <Schema extends z.ZodMiniType>(schema: Schema): Schema => {
  const { def } = schema._zod as unknown as { def: Record<string, unknown> & { type: string } };
  switch (def.type) {
    case 'object': {
      const shape = Object.entries(def.shape as Record<string, z.ZodMiniType>);
      const strictShape = Object.fromEntries(shape.map(([key, value]) => [key, strict(value)]));
      return z.strictObject(strictShape) as unknown as Schema;
    }
    case 'array':
      return z.array(strict(def.element as z.ZodMiniType)) as unknown as Schema;
    case 'optional':
      return z.optional(strict(def.innerType as z.ZodMiniType)) as unknown as Schema;
    default:
      return schema;
  }
};

/** Reads a body by its schema; what the schema does not know is refused, as is what is wrong, with the field's path. */
export const judge =
  <Schema extends z.ZodMiniType>(schema: Schema) =>
  (body: unknown): z.output<Schema> => {
    const judged = z.safeParse(strict(schema), body);
    if (!judged.success) {
      const [issue] = judged.error.issues;
      const unknown = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
      const path = [...(issue?.path ?? []), ...(unknown === undefined ? [] : [unknown])].join('.');
      throw wrongField(path, 'A field is missing, wrong or unknown.');
    }
    // The strict copy has the shape; the checks on the whole (such as lengths) are the original's.
    const whole = z.safeParse(schema, body);
    if (whole.success) return whole.data;
    const path = whole.error.issues[0]?.path.join('.') ?? '';
    throw wrongField(path, 'A field is wrong.');
  };

/** The mocks know which Task a token is of, so a test need not say it. */
const orderAsk = z.object({
  token: z.string(),
  orderRef: contract.orderRef,
  taskId: z.optional(z.string()),
});

const judgeWindows = judge(contract.windowsAsk);

/** What the clinic may be asked, field by field; anything else is refused with the field's path. */
export const asks = {
  coverage: judge(contract.coverageAsk),
  windows(body: unknown) {
    const ask = judgeWindows(body);
    const { days } = Temporal.PlainDate.from(ask.from).until(ask.to, { largestUnit: 'days' });
    // Both ends are asked for.
    if (days < 0 || days > DAYS_AHEAD) throw wrongField('to', 'Ask for one day to three weeks.');
    return ask;
  },
  hold: judge(contract.holdAsk),
  selection: judge(contract.selection),
  booking: judge(contract.bookingAsk),
  order: judge(orderAsk),
  /** All that need be said stands in the address and the headers. */
  nothing: judge(z.object({})),
};
