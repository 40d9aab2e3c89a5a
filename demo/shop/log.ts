/**
 * One line for each thing that happened, as JSON. An order is named by its reference; nothing else of it is said:
 * no name, postcode, token, key or address with one in it.
 */
export type Log = (event: string, about?: Readonly<Record<string, unknown>>) => void;

export const writeLog: Log = (event, about = {}) => {
  process.stdout.write(`${JSON.stringify({ at: new Date().toISOString(), event, ...about })}\n`);
};

/** For what somebody has to see today. */
export const writeAlarm: Log = (event, about = {}) => {
  process.stderr.write(
    `${JSON.stringify({ at: new Date().toISOString(), level: 'ALARM', event, ...about })}\n`,
  );
};
