import * as z from 'zod/mini';
import type { Appointment, Booking } from '../../domain/appointment.js';
import type { Coverage } from '../../domain/coverage.js';
import type { SealedSelection } from '../../domain/selection.js';
import type { Task } from '../../domain/task.js';
import type { WindowList, Hold } from '../../domain/window/window.js';
import * as contract from '../contract/schemas.js';
import { ContractError } from './errors.js';
import type { Answer } from './request.js';

/**
 * Validates a response by its schema. Throws a `ContractError` that names the path of the first fault, never the
 * value.
 */
const judge = <Schema extends z.ZodMiniType>(
  schema: Schema,
  { json, status, requestId }: Answer,
): z.output<Schema> => {
  const judged = z.safeParse(schema, json);
  if (judged.success) return judged.data;
  const path = judged.error.issues[0]?.path.join('.') ?? '';
  throw new ContractError(path, { status, requestId });
};

export const readTask = (answer: Answer): Task => judge(contract.task, answer);

export const readCoverage = (answer: Answer): Coverage => {
  const { covered, postcode, reason, timeZone, windows } = judge(contract.coverage, answer);
  if (!covered) return { covered, postcode, reason: reason ?? 'outside_coverage' };
  const first = timeZone !== undefined && windows !== undefined ? { timeZone, windows } : null;
  return { covered, postcode, first };
};

export const readWindows = (answer: Answer): WindowList => judge(contract.windows, answer);

export const readHold = (answer: Answer): Hold => judge(contract.hold, answer);

export const readAppointment = (answer: Answer): Appointment => judge(contract.appointment, answer);

export const readBooking = (answer: Answer): Booking => judge(contract.booking, answer);

export const readSealedSelection = (answer: Answer): SealedSelection =>
  judge(contract.sealedSelection, answer);
