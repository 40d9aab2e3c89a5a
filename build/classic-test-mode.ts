/** The classic script has every byte in one file: of what test mode tells it brings the colours alone. */
import type { AllyBooking } from '../src/components/booking.js';
import { warnOfContrast } from '../src/components/contrast.js';
import type { Task } from '../src/booking/task.js';

export const lookOver = async (host: AllyBooking, task: Task | null): Promise<void> => {
  if (task !== null) await warnOfContrast(host);
};
