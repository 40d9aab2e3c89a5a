/** The schemas say what the nouns of `booking` say: one that has left its noun is a type error here. */
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

type Says<Schema extends z.ZodMiniType, Noun> =
  z.output<Schema> extends Noun ? (Noun extends z.input<Schema> ? true : never) : never;
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
