import type { FieldProblem } from './problems.js';

/** The result of parsing typed text: its value, or the code of the first error in it. */
export type Reading<Value, Code extends string = FieldProblem> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly problem: Code };

export const read = <Value>(value: Value): { readonly ok: true; readonly value: Value } => ({
  ok: true,
  value,
});

export const refuse = <Code extends string>(
  problem: Code,
): { readonly ok: false; readonly problem: Code } => ({ ok: false, problem });
