import { nothing, html, type TemplateResult } from 'lit';
import { problemNotice, skeleton } from '../internal/notices.js';
import type { BookingView, StepModules } from './view.js';

/** Renders content once its code is loaded. Until then it renders a skeleton, or the failure with a retry button. */
export const laterCode = <Name extends keyof StepModules>(
  { rooms, words }: BookingView,
  room: Name,
  bars: number,
  content: (code: StepModules[Name]) => TemplateResult | typeof nothing,
): TemplateResult | typeof nothing => {
  const code = rooms.get(room);
  if (code !== null) return content(code);
  if (!rooms.hasFailed(room)) return skeleton(bars, words.loading);
  return html`<div role="alert">
    ${problemNotice({ code: 'script_failed', canRetry: true, retryAfter: null }, words, () => {
      void rooms.load(room);
    })}
  </div>`;
};
