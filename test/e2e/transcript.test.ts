import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClinic } from '../../src/mocks/index.js';
import { clinicListener, type ClinicListener } from '../../src/mocks/node.js';
import { launchBrowser } from '../harness/browser.js';
import { folder, openPlainShop, type PlainShop } from '../fixtures/plain-page.js';
import {
  compareWithDocument,
  writeDocument,
  writtenTitles,
  type Transcript,
} from '../transcript/document.js';
import { happyJourneys } from '../transcript/happy.js';
import type { Journey } from '../transcript/journey.js';
import { Listener } from '../transcript/listener.js';
import { orderPageJourneys } from '../transcript/order-page.js';
import { patientJourneys } from '../transcript/patient.js';
import { postcodeJourneys } from '../transcript/postcode.js';
import { windowJourneys } from '../transcript/window.js';

/** Set by `npm run a11y-transcript`: the recorded transcripts become the accepted ones. */
const accepts = process.env['ALLY_ACCEPT_TRANSCRIPT'] === 'yes';
const hint = 'If that is meant, accept it: npm run a11y-transcript';

const journeys = [
  ...happyJourneys,
  ...postcodeJourneys,
  ...windowJourneys,
  ...patientJourneys,
  ...orderPageJourneys,
].map((journey, index) => ({ ...journey, path: `/${String(index)}` }));

const pageOf = ({ element, before = '', attributes = '' }: Journey) => ({
  head: `<script type="module" src="${folder}/ally-booking.js"></script>`,
  body:
    element === undefined
      ? `<form>${before}<ally-booking name="appointment" required api-base="/ally" task-id="tsk_blood" ${attributes}>Call us on 020 7946 0000.</ally-booking></form>`
      : `<${element} api-base="/ally">Call us on 020 7946 0000.</${element}>`,
});

const opening = new Date('2026-11-23T09:00:00Z');
let now = opening;

let handleRequest: ClinicListener;
let browser: Browser;
let shop: PlainShop;
beforeAll(async () => {
  browser = await launchBrowser();
  const pages = Object.fromEntries(journeys.map((journey) => [journey.path, pageOf(journey)]));
  shop = await openPlainShop(pages, undefined, (...args) => {
    handleRequest(...args);
  });
});
afterAll(async () => {
  await browser.close();
  shop.close();
});

/** Records a journey, with a mock clinic of its own. */
const recordJourney = async (journey: (typeof journeys)[number]): Promise<Transcript> => {
  now = opening;
  const clinic = createClinic({ now: () => now });
  clinic.use(journey.scenario);
  handleRequest = clinicListener({ clinic });
  const { element: tag = 'ally-booking', waits = false } = journey;
  const listener = await Listener.open(browser, { tag, now, waits });
  const { page } = listener;
  await page.goto(`${shop.address}${journey.path}`);
  await journey.run({
    page,
    clinic,
    record: (...args) => listener.record(...args),
    skip: (...args) => listener.skip(...args),
    passMinutes: async (minutes) => {
      now = new Date(now.getTime() + minutes * 60_000);
      await page.clock.setFixedTime(now);
    },
  });
  await listener.close();
  return { title: journey.title, text: listener.text };
};

describe('what is heard', () => {
  const all: Transcript[] = [];

  it.each(journeys)('$title', async (journey) => {
    const transcript = await recordJourney(journey);
    all.push(transcript);
    if (accepts) return;
    const { written, recorded } = await compareWithDocument(transcript);
    expect(recorded, hint).toBe(written);
  });

  it('is in the document, and nothing else', async () => {
    if (accepts) await writeDocument(all);
    expect(writtenTitles(), hint).toEqual(journeys.map(({ title }) => title));
  });
});
