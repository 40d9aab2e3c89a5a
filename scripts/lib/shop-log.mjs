/** What the shop says all the time: left out where a person reads along. */
const chatter = new Set(['relay.answered', 'platform.asked']);

/** A line of the shop's log for people, or null for what nobody wants to read. */
export const readable = (line) => {
  let said;
  try {
    said = JSON.parse(line);
  } catch {
    return line;
  }
  if (typeof said !== 'object' || said === null || typeof said.event !== 'string') return line;
  const { at, level, event, ...about } = said;
  if (chatter.has(event) && (about.status ?? 500) < 400) return null;
  const rest = Object.entries(about).map(([name, value]) => `${name}: ${value}`);
  return [String(at).slice(11, 19), level, event, rest.join(', ')].filter(Boolean).join('  ');
};
