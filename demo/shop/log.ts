/**
 * Writes an event as one line of JSON. An order is named by its reference. A line has no name, postcode, token or key,
 * and no address that contains one.
 */
export type Log = (event: string, facts?: Readonly<Record<string, unknown>>) => void;

export const writeLog: Log = (event, facts = {}) => {
  process.stdout.write(`${JSON.stringify({ at: new Date().toISOString(), event, ...facts })}\n`);
};

/** Writes an event that a person must see today. */
export const writeAlarm: Log = (event, facts = {}) => {
  const line = { at: new Date().toISOString(), level: 'ALARM', event, ...facts };
  process.stderr.write(`${JSON.stringify(line)}\n`);
};

/** Where the shop writes its events. */
export interface Logs {
  readonly log: Log;
  readonly alarm: Log;
}
