/** Events that the shop logs for every request: hidden unless they report an error. */
const routineEvents = new Set(['relay.answered', 'platform.asked']);

/** An entry of the shop's log. */
interface LogEntry {
  readonly [name: string]: unknown;
  readonly event: string;
  readonly at?: string;
  readonly level?: string;
  readonly status?: number;
}

function isEntry(value: unknown): value is LogEntry {
  return (
    typeof value === 'object' &&
    value !== null &&
    'event' in value &&
    typeof value.event === 'string'
  );
}

/** Formats a line of the shop's log for a terminal. Returns null for a routine event that succeeded. */
export function formatLogLine(line: string): string | null {
  let entry: unknown;
  try {
    entry = JSON.parse(line);
  } catch {
    return line;
  }
  if (!isEntry(entry)) return line;
  const { at, level, event, ...about } = entry;
  if (routineEvents.has(event) && (about.status ?? 500) < 400) return null;
  const rest = Object.entries(about).map(([name, value]) => `${name}: ${String(value)}`);
  return [String(at).slice(11, 19), level, event, rest.join(', ')].filter(Boolean).join('  ');
}
