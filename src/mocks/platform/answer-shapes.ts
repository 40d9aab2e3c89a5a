import type { PlatformOperationName } from '../../platform/operations.js';
import type { LastingFault } from './fault-schemas.js';
import { faultOf } from './search.js';

/** An answer before it is written. */
interface Answer {
  readonly status: number;
  readonly json?: unknown;
}

type Properties = Readonly<Record<string, unknown>>;

const CREATES: readonly PlatformOperationName[] = ['createPatient', 'createAppointment'];
const LISTS: readonly PlatformOperationName[] = ['findPatients', 'findAppointments'];
const SHAPED: readonly PlatformOperationName[] = [
  ...CREATES,
  ...LISTS,
  ...(['readPatient', 'readAppointment', 'cancelAppointment'] as const),
];

/** Nests the properties of an appointment, by the names that the platform's public pages use for filters. */
function nest({ patientId, taskId, windowId, startAt, endAt, ...rest }: Properties): Properties {
  return {
    ...rest,
    patient: { id: patientId },
    task: { id: taskId },
    ...(windowId !== undefined && { window: { id: windowId, startAt, endAt } }),
  };
}

function shapeRecord(record: Properties, faults: readonly LastingFault[]): Properties {
  let shaped = record;
  const status = faultOf(faults, 'answer-status')?.status;
  if (status !== undefined && ['scheduled', 'scheduling'].includes(String(shaped.status)))
    shaped = { ...shaped, status };
  const left = faultOf(faults, 'answer-without')?.properties;
  if (left)
    shaped = Object.fromEntries(Object.entries(shaped).filter(([name]) => !left.includes(name)));
  if (faultOf(faults, 'answer-nested') && 'patientId' in shaped) shaped = nest(shaped);
  return shaped;
}

/** Gives an answer about patients or appointments another shape. Other answers are left as they are. */
export function shapeAnswer(
  operation: PlatformOperationName,
  { status, json }: Answer,
  faults: readonly LastingFault[],
): Answer {
  if (faults.length === 0 || !SHAPED.includes(operation)) return { status, json };
  if (LISTS.includes(operation)) {
    const { data, ...signs } = json as { data: readonly Properties[] };
    const shaped = data.map((record) => shapeRecord(record, faults));
    return {
      status,
      json: faultOf(faults, 'answer-bare-list') ? shaped : { data: shaped, ...signs },
    };
  }
  const record = json as Properties;
  const short = CREATES.includes(operation) ? faultOf(faults, 'answer-short') : undefined;
  if (short?.has === 'nothing') return { status };
  return { status, json: short ? { id: record.id } : shapeRecord(record, faults) };
}
