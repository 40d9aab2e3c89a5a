import type { Problem } from '../domain/problems.js';
import { problemOf } from './to-problem.js';

/** A request to the service, with the callbacks for its result. */
export interface Question<Value> {
  readonly put: (signal: AbortSignal) => Promise<Value>;
  readonly answered: (value: Value) => void;
  readonly failed: (problem: Problem) => void;
}

/** The open requests, one of each kind. A new request aborts the previous one, and a late response is ignored. */
export interface Questions<Kind extends string> {
  ask<Value>(kind: Kind, question: Question<Value>): void;
  /** Aborts the open requests of these kinds, and forgets them. */
  drop(...kinds: Kind[]): void;
  /** Aborts the open requests, but keeps them for `resume`. */
  pause(): void;
  /** Sends the requests again that were aborted by `pause`. */
  resume(): void;
}

export const createQuestions = <Kind extends string>(
  onProblem: (problem: Problem) => void,
): Questions<Kind> => {
  const open = new Map<Kind, { readonly run: AbortController; readonly again: () => void }>();
  let paused = false;

  const drop = (...kinds: Kind[]): void => {
    for (const kind of kinds) {
      open.get(kind)?.run.abort();
      open.delete(kind);
    }
  };

  const ask = <Value>(kind: Kind, question: Question<Value>): void => {
    drop(kind);
    const run = new AbortController();
    const again = (): void => {
      ask(kind, question);
    };
    open.set(kind, { run, again });
    if (!paused) void settle(kind, question, run);
  };

  const settle = async <Value>(
    kind: Kind,
    { put, answered, failed }: Question<Value>,
    run: AbortController,
  ): Promise<void> => {
    let tell: () => void;
    try {
      const value = await put(run.signal);
      tell = () => {
        answered(value);
      };
    } catch (error) {
      tell = () => {
        const problem = problemOf(error);
        onProblem(problem);
        failed(problem);
      };
    }
    if (run.signal.aborted) return;
    open.delete(kind);
    tell();
  };

  return {
    ask,
    drop,
    pause() {
      paused = true;
      for (const { run } of open.values()) run.abort();
    },
    resume() {
      paused = false;
      for (const { again } of [...open.values()]) again();
    },
  };
};
