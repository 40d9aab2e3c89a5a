import type { LastingFault } from './fault-schemas.js';
import type { AppointmentRecord, PatientRecord, PlatformRecords } from './records.js';

/** A search by reference, as it was requested. */
export interface SearchRequest {
  readonly ref: string;
  /** The path and query of the request. */
  readonly url: URL;
  /** The time of the request, in milliseconds since 1970. */
  readonly now: number;
}

type Found = AppointmentRecord | PatientRecord;
type FaultOf<Kind extends LastingFault['kind']> = Extract<LastingFault, { kind: Kind }>;

/** Finds the fault of a kind in a list. */
export function faultOf<Kind extends LastingFault['kind']>(
  faults: readonly LastingFault[],
  kind: Kind,
): FaultOf<Kind> | undefined {
  return faults.find((fault): fault is FaultOf<Kind> => fault.kind === kind);
}

/** Patients as they were at a time. They do not change. */
export function patientsAt({ patients }: PlatformRecords, time: number): PatientRecord[] {
  return [...patients.values()].filter(({ createdAt }) => Date.parse(createdAt) <= time);
}

/** Appointments as they were at a time: each change has its event. */
export function appointmentsAt(
  { appointments, events }: PlatformRecords,
  time: number,
): AppointmentRecord[] {
  const found = new Map<string, AppointmentRecord>();
  for (const { createdAt, appointment } of events.values())
    if (Date.parse(createdAt) <= time && appointments.has(appointment.id))
      found.set(appointment.id, appointment);
  return [...found.values()];
}

function isMatch(externalRef: string | undefined, ref: string, by: string | undefined): boolean {
  switch (by) {
    case 'anything':
      return true;
    case 'prefix':
      return externalRef?.startsWith(ref) === true;
    case 'any-case':
      return externalRef?.toLowerCase() === ref.toLowerCase();
    default:
      return externalRef === ref;
  }
}

/** Writes a page of a list, with a sign of the next page. */
function pageOf(
  all: readonly Found[],
  url: URL,
  { size, sign }: FaultOf<'search-pages'>,
): Record<string, unknown> {
  const from = Number(url.searchParams.get('cursor') ?? 0);
  const end = from + size;
  const hasMore = end < all.length;
  const data = all.slice(from, end);
  const next = new URL(url);
  next.searchParams.set('cursor', String(end));
  switch (sign) {
    case 'next':
      return { data, next: hasMore ? next.href : null };
    case 'nextCursor':
      return { data, nextCursor: hasMore ? String(end) : null };
    case 'hasMore':
      return { data, hasMore };
    case 'none':
      return { data };
  }
}

/** Answers a search as the faults have it: late, inexact, in pages. */
export function searchIn(
  readAt: (time: number) => readonly Found[],
  { ref, url, now }: SearchRequest,
  faults: readonly LastingFault[],
): Record<string, unknown> {
  const time = now - (faultOf(faults, 'search-lag')?.milliseconds ?? 0);
  const by = faultOf(faults, 'search-match')?.by;
  const all = readAt(time).filter(({ externalRef }) => isMatch(externalRef, ref, by));
  const pages = faultOf(faults, 'search-pages');
  return pages ? pageOf(all, url, pages) : { data: all };
}
