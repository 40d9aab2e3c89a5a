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

/** What a person has just done is answered by what comes of it: until then nothing is said. */
const byThePerson = /(?:asked|submitted|chosen|reopened|reset)$/;

const politely = (polite: string): Announcement => ({ polite, assertive: '' });
const atOnce = (assertive: string): Announcement => ({ polite: '', assertive });

/**
 * The words for those who do not see what has changed; what takes focus needs none.
 * Null leaves standing what was said.
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
      // After a loss the nearest alone are shown, and what was said of it holds.
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
      // Nobody has asked for it: it waits its turn.
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

/** "2:35pm": when the hold ends, a clock time and not a countdown. */
const clockOf = (state: BookingState, { timeWords }: ClockWords): string => {
  if (state.hold === null || !('list' in state)) return '';
  const { hour, minute } = placeTime(state.hold.expiresAt, state.list.timeZone);
  return timeWords.time(hour, minute);
};
