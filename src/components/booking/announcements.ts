import { isPaused } from '../../domain/coverage.js';
import { placeTime } from '../../domain/time/zoned-time.js';
import type { Happening } from '../../flow/booking/actions.js';
import type { BookingState } from '../../flow/booking/state.js';
import { announcementWords } from '../../locales/en-gb/announcements.js';
import { coverageWords } from '../../locales/en-gb/coverage.js';
import type { JourneyWords } from '../../locales/en-gb/journey.js';
import type { ClockWords } from '../../locales/en-gb/time.js';
import type { Strings } from '../../locales/catalogue.js';
import { problemWords } from '../internal/notices.js';
import { silence, type Announcement } from '../internal/announcement.js';
import { timed } from '../internal/strings.js';

/** Matches actions of the person: they clear the live regions, and their result is announced later. */
const byThePerson = /(?:asked|submitted|chosen|reopened|reset)$/;

const politely = (polite: string): Announcement => ({ polite, assertive: '' });
const atOnce = (assertive: string): Announcement => ({ polite: '', assertive });

/**
 * Returns the text of the live regions for an action. A change that moves focus needs none, because screen readers
 * announce the focused element. Null keeps the present text.
 */
export const announce = (
  happening: Happening,
  state: BookingState,
  journeyWords: JourneyWords,
  strings: Strings,
): Announcement | null => {
  const words = timed({ ...coverageWords, ...announcementWords, ...journeyWords, ...strings });
  switch (happening.type) {
    case 'coverage-declined': {
      const { coverage } = happening;
      return politely(
        isPaused(coverage)
          ? `${words.paused(coverage.postcode)}. ${words.pausedText}`
          : `${words.notCovered(coverage.postcode)}. ${words.notCoveredText}`,
      );
    }
    case 'coverage-confirmed':
      return happening.coverage.first === null
        ? silence
        : politely(words.windowsFound(happening.coverage.first.windows.length));
    case 'windows-arrived':
      // After the loss of a window only the nearest ones are shown. The announcement of the loss stays.
      return state.step === 'window' && state.lost
        ? null
        : politely(words.windowsFound(happening.list.windows.length));
    case 'later-windows-arrived': {
      const { length } = happening.list.windows;
      return length === 0 ? silence : politely(words.laterFound(length));
    }
    case 'window-held':
      return politely(words.held(clockOf(state, words)));
    case 'hold-ending':
      return politely(words.holdEnding(clockOf(state, words)));
    case 'window-lost':
      return atOnce(words.problems['window_unavailable']);
    case 'task-failed':
      // The person did not cause this request, so its failure does not interrupt.
      return politely(problemWords(happening.problem, words));
    case 'coverage-failed':
    case 'windows-failed':
    case 'later-windows-failed':
    case 'sealing-failed':
    case 'booking-failed':
      return atOnce(problemWords(happening.problem, words));
    default:
      return byThePerson.test(happening.type) ? silence : null;
  }
};

/** Returns when the hold ends, as a time of day such as "2:35pm", not as a countdown. */
const clockOf = (state: BookingState, { timeWords }: ClockWords): string => {
  if (state.hold === null || !('list' in state)) return '';
  const { hour, minute } = placeTime(state.hold.expiresAt, state.list.timeZone);
  return timeWords.time(hour, minute);
};
