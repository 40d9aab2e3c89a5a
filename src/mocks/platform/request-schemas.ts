import * as contract from '../../platform/schemas.js';
import { judge } from '../clinic/request-schemas.js';
import { wrongField } from '../http-error.js';

const judgeWindows = judge(contract.platformWindowsAsk);

/** What the pretend platform may be asked, field by field; anything else is refused with the field's path. */
export const platformAsks = {
  coverage: judge(contract.platformCoverageAsk),
  windows(body: unknown) {
    const ask = judgeWindows(body);
    // Text, for dates so written sort as they follow each other.
    if (ask.to < ask.from) throw wrongField('to', 'The last day lies before the first.');
    return ask;
  },
  hold: judge(contract.platformHoldAsk),
  patient: judge(contract.platformPatientAsk),
  appointment: judge(contract.platformAppointmentAsk),
  cancel: judge(contract.platformCancelAsk),
  /** The one filter that is documented: `externalRef:"…"`. Answers the reference. */
  filter(query: URLSearchParams): string {
    const [, ref] = /^externalRef:"([^"]*)"$/.exec(query.get('filter') ?? '') ?? [];
    if (ref === undefined) throw wrongField('filter', 'Filter by externalRef:"…".');
    return ref;
  },
};

/** What a body is about, wherever it stands in it; empty where it is about none. */
export interface About {
  readonly postcode: string;
  readonly windowId: string;
  readonly externalRef: string | null;
}

const textIn = (value: unknown, ...path: readonly string[]): string | undefined => {
  const found = path.reduce<unknown>(
    (within, name) => (within as Record<string, unknown> | null | undefined)?.[name],
    value,
  );
  return typeof found === 'string' ? found : undefined;
};

/** Nothing is judged here: a scenario is played, and a question noted, whatever is wrong with it. */
export const aboutOf = (body: unknown): About => ({
  postcode:
    textIn(body, 'postcode') ??
    textIn(body, 'location', 'address', 'postcode') ??
    textIn(body, 'address', '0', 'postcode') ??
    '',
  windowId: textIn(body, 'windowId') ?? '',
  externalRef: textIn(body, 'externalRef') ?? null,
});
