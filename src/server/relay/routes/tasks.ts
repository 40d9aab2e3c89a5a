import type { Task } from '../../../domain/task.js';
import type { AllyContext } from '../../ally-context.js';
import type { RelayOptions } from '../../options.js';
import { notFound } from '../http-error.js';

/** How long the platform's answer about a Task is used. */
const CACHE_MS = 60_000;

export type ReadTask = (taskId: string) => Promise<Task>;

/** The platform's properties that have a value: an empty name is none. */
const withValues = (answer: object): Partial<Task> =>
  Object.fromEntries(Object.entries(answer).filter(([, value]) => value != null && value !== ''));

/** Reads the merchant's Tasks: the platform's properties, overridden by those of the options. */
export const taskReader = (
  { platform, mode, now }: AllyContext,
  { tasks }: RelayOptions,
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
    known.set(taskId, { until: time + CACHE_MS, said });
    // A failure is not cached.
    said.catch(() => known.delete(taskId));
    return said;
  };
  return async (taskId) => {
    const settings = Object.hasOwn(tasks, taskId) ? tasks[taskId] : undefined;
    if (!settings) throw notFound();
    // The platform is not called for a Task that the options name.
    const said = settings.name === undefined ? withValues(await sayOnce(taskId)) : {};
    return {
      name: taskId,
      asks: {},
      ...said,
      ...settings,
      id: taskId,
      testMode: mode === 'test',
    };
  };
};
