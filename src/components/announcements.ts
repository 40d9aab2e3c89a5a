import { isPaused } from '../booking/coverage.js';
import { coverageWords } from '../locales/en-gb/coverage.js';
import type { JourneyWords } from '../locales/en-gb/journey.js';
import type { Strings } from '../locales/words.js';
import type { Happening } from '../flow/happenings.js';
import { silence, type Announcement } from './silence.js';

const politely = (polite: string): Announcement => ({ polite, assertive: '' });
const atOnce = (assertive: string): Announcement => ({ polite: '', assertive });

/** The words for those who do not see what has changed; what takes focus needs none. */
export const announce = (
  happening: Happening,
  journeyWords: JourneyWords,
  strings: Strings,
): Announcement => {
  const words = { ...coverageWords, ...journeyWords, ...strings };
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
      return politely(words.windowsFound(happening.list.windows.length));
    case 'window-lost':
      return atOnce(words.problems['window-unavailable']);
    case 'task-failed':
    case 'coverage-failed':
    case 'windows-failed':
    case 'sealing-failed':
      return atOnce(words.problems[happening.problem.code]);
    default:
      return silence;
  }
};
