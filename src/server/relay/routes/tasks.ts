import type { Task } from '../../../domain/task.js';
import { testKeyPrefix } from '../../../platform/operations.js';
import type { RelayOptions } from '../../options.js';
import type { Platform } from '../../platform/platform-client.js';
import { notFound } from '../http-error.js';

/** How long what the platform says of a Task is believed, in milliseconds. */
const believedFor = 60_000;

export type ReadTask = (taskId: string) => Promise<Task>;

const withoutNulls = (said: object): Partial<Task> =>
  Object.fromEntries(Object.entries(said).filter(([, value]) => value != null));

/** Reads the merchant's own Tasks: as the platform has them, and as the merchant's settings say beyond that. */
export const taskReader = (
  platform: Platform,
  { tasks, platformKey, now = () => new Date() }: RelayOptions,
): ReadTask => {
  const known = new Map<string, { readonly until: number; readonly said: Promise<object> }>();
  const askPlatform = async (taskId: string): Promise<object> => {
    const task = await platform.task(taskId);
    if (!task) throw notFound();
    return task;
  };
  const sayOnce = (taskId: string): Promise<object> => {
    const time = now().getTime();
    const kept = known.get(taskId);
    if (kept && kept.until > time) return kept.said;
    const said = askPlatform(taskId);
    known.set(taskId, { until: time + believedFor, said });
    // A failure is not believed at all.
    said.catch(() => known.delete(taskId));
    return said;
  };
  return async (taskId) => {
    const settings = Object.hasOwn(tasks, taskId) ? tasks[taskId] : undefined;
    if (!settings) throw notFound();
    // A Task that the settings name in full need not be asked about.
    const said = settings.name === undefined ? withoutNulls(await sayOnce(taskId)) : {};
    return {
      name: taskId,
      asks: {},
      ...said,
      ...settings,
      id: taskId,
      testMode: platformKey.startsWith(testKeyPrefix),
    };
  };
};
