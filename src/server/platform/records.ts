import * as z from 'zod/mini';
import { instant, timeZone } from '../../api/contract/pieces.js';
import * as contract from '../../platform/schemas.js';
import type {
  CreatedAppointment,
  PlatformAppointment,
  PlatformPatient,
} from '../../platform/schemas.js';
import { isRecord } from './details.js';
import { expectedOf, UnexpectedAnswer } from './expected.js';

const MAX_TEXT_LENGTH = 200;

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' && value.length <= MAX_TEXT_LENGTH
    ? value
    : null;
}

/** An id may be a number. */
function idOf(value: unknown): string | null {
  const read = z.safeParse(contract.platformId, value);
  return read.success ? read.data : null;
}

function checkedText(schema: z.ZodMiniType<string>, value: unknown): string | null {
  return z.safeParse(schema, value).data ?? null;
}

/** The value of a property, or else of a property of a nested object. */
function within(value: unknown, name: string): unknown {
  return isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** The id of a nested object, which may be given by its id alone. */
function nestedId(value: unknown): string | null {
  return idOf(isRecord(value) ? within(value, 'id') : value);
}

/**
 * Reads an appointment as far as it can be read. Flat properties (`windowId`) come before nested ones (`window.id`):
 * the platform's public pages name `patient.id` and `window.startAt`, but show no answer.
 */
export function readCreated(json: unknown): CreatedAppointment {
  const own = (name: string): unknown => within(json, name);
  const time = (name: string): string | null =>
    checkedText(instant, own(name)) ?? checkedText(instant, within(own('window'), name));
  const address = within(own('location'), 'address');
  const metadata = own('metadata');
  return {
    id: idOf(own('id')),
    status: textOf(own('status')),
    taskId: idOf(own('taskId')) ?? nestedId(own('task')),
    patientId: idOf(own('patientId')) ?? nestedId(own('patient')),
    windowId: idOf(own('windowId')) ?? nestedId(own('window')),
    startAt: time('startAt'),
    endAt: time('endAt'),
    timeZone: checkedText(timeZone, own('timeZone')),
    externalRef: textOf(own('externalRef')),
    createdAt: checkedText(instant, own('createdAt')),
    postcode: textOf(own('postcode')) ?? textOf(within(address, 'postcode')),
    metadata: isRecord(metadata) ? metadata : null,
  };
}

/**
 * Reads an appointment. Throws a zod error if its id, its status or its reference has another type: these decide what
 * is done with it.
 */
export function readAppointment(json: unknown): PlatformAppointment {
  const { id, externalRef } = z.parse(contract.platformAppointment, json);
  return { ...readCreated(json), id, externalRef: externalRef ?? null };
}

/** Reads a patient. Throws a zod error if its id or its reference has another type. */
export function readPatient(json: unknown): PlatformPatient {
  const { id, externalRef } = z.parse(contract.platformPatient, json);
  const own = (name: string): string | null => textOf(within(json, name));
  return {
    id,
    firstName: own('firstName'),
    lastName: own('lastName'),
    dateOfBirth: own('dateOfBirth'),
    phone: own('phone'),
    email: own('email'),
    externalRef: externalRef ?? null,
    sex: own('sex'),
    nhsNumber: own('nhsNumber'),
  };
}

/** Reads a list. The path of an error begins with the place in the answer, such as `data.3`. */
export function readList<Item>(json: unknown, read: (value: unknown) => Item): Item[] {
  const { data } = z.parse(contract.platformList, json);
  const list = Array.isArray(json) ? '' : 'data.';
  return data.map((value, index) => {
    try {
      return read(value);
    } catch (error) {
      const wrong = expectedOf(error);
      if (!wrong) throw error;
      const path = `${list}${String(index)}${wrong.path && `.${wrong.path}`}`;
      throw new UnexpectedAnswer(path, wrong.expected);
    }
  });
}
