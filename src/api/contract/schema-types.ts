/**
 * Checks at compile time that the schemas match the types of `domain`. A difference is a type error in this file.
 */
import type * as z from 'zod/mini';
import type { Appointment, Booking } from '../../domain/appointment.js';
import type { SealedSelection, Selection } from '../../domain/selection.js';
import type { Task } from '../../domain/task.js';
import type { AppointmentWindow, WindowList } from '../../domain/window/window.js';
import type {
  appointment,
  appointmentWindow,
  booking,
  sealedSelection,
  selection,
  task,
  windows,
} from './schemas.js';

/** Is `true` if the schema's output can be assigned to the type, and the type to the schema's input. */
type Says<Schema extends z.ZodMiniType, Noun> =
  z.output<Schema> extends Noun ? (Noun extends z.input<Schema> ? true : never) : never;
/** Removes `readonly` at every depth. */
type Loose<T> = T extends string
  ? T
  : T extends readonly (infer Item)[]
    ? Loose<Item>[]
    : T extends object
      ? { -readonly [Key in keyof T]: Loose<T[Key]> }
      : T;
true satisfies Says<typeof task, Loose<Task>>;
true satisfies Says<typeof appointmentWindow, Loose<AppointmentWindow>>;
true satisfies Says<typeof windows, Loose<WindowList>>;
true satisfies Says<typeof selection, Loose<Selection>>;
true satisfies Says<typeof sealedSelection, Loose<SealedSelection>>;
true satisfies Says<typeof appointment, Loose<Appointment>>;
true satisfies Says<typeof booking, Loose<Booking>>;
