import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  publicApi,
  type FoundDeclaration,
  type Manifest,
  type Named,
} from '../../../tools/manifest/manifest.js';
import { parts } from '../../../src/components/internal/parts.js';
import { declarationOf, statesIn } from '../../fixtures/manifest-parts.js';
import { sourceFiles } from './source-files.js';

const { modules } = JSON.parse(readFileSync('custom-elements.json', 'utf8')) as Manifest;
const elements = modules.flatMap(({ declarations }) => declarations);
const booking = declarationOf('ally-booking');
const appointment = declarationOf('ally-appointment');

const names = (list: readonly Named[]): string[] => list.map(({ name }) => name);

/** A part with the names that its states add to it. */
const withStates = (list: readonly Named[]): string[] =>
  list.flatMap(({ name, description }) => [name, ...statesIn(description)]);

const sorted = (list: Iterable<string>): string[] => [...new Set(list)].sort();

const components = sourceFiles().filter(({ path }) => path.startsWith('components/'));
const inSource = (pattern: RegExp): string[] =>
  components.flatMap(({ text }) => [...text.matchAll(pattern)].map(([, found = '']) => found));

describe('what was promised is there', () => {
  it.each([
    [
      'attributes',
      names(booking.attributes),
      'api-base task-id mode name required disabled form when-unavailable order-ref postcode-from prefill-from mirror-name state-key heading-level lang',
    ],
    [
      'members',
      names(booking.members),
      'api fetch strings value summary step manageToken complete ready validity validationMessage willValidate checkValidity reportValidity setCustomValidity focus reset refresh getSelection diagnostics',
    ],
    [
      'events',
      names(booking.events),
      'ally-ready ally-load-error ally-coverage ally-step ally-change ally-submit ally-booked ally-notify ally-problem',
    ],
    ['slots', names(booking.slots), 'heading not-covered emergency privacy confirmation'],
    ['states', names(booking.cssStates), 'loading covered complete booked user-invalid test-mode'],
    [
      'custom properties',
      names(booking.cssProperties).map((name) => name.replace('--ally-', '')),
      'accent on-accent text muted surface border error success focus radius space font heading-font control-height',
    ],
    [
      'attributes of the order page',
      names(appointment.attributes),
      'api-base appointment-id manage-token heading-level lang',
    ],
    ['members of the order page', names(appointment.members), 'api fetch strings ready'],
    ['events of the order page', names(appointment.events), 'ally-cancelled ally-problem'],
    [
      'members of the appointment card',
      names(declarationOf('ally-appointment-card').members),
      'appointment task pending problem',
    ],
    [
      'events of the appointment card',
      names(declarationOf('ally-appointment-card').events),
      'cancel-request',
    ],
    [
      'events of the coverage check',
      names(declarationOf('ally-coverage-check').events),
      'postcode-submit notify-request',
    ],
    [
      'events of the window picker',
      names(declarationOf('ally-window-picker').events),
      'window-choose more-request refresh-request notify-request',
    ],
    [
      'events of the patient form',
      names(declarationOf('ally-patient-form').events),
      'draft-change details-submit',
    ],
  ])('%s', (_, found, promised) => {
    expect(promised.split(' ').filter((name) => !found.includes(name))).toEqual([]);
  });
});

describe('what is there is said', () => {
  it('every part, on the host as well', () => {
    const inRooms = elements.flatMap(({ cssParts }) => withStates(cssParts));
    expect(sorted(withStates(booking.cssParts))).toEqual(sorted(inRooms));
    // Forwarded are more than are there: names that later elements will have.
    expect(inRooms.filter((name) => !(parts as readonly string[]).includes(name))).toEqual([]);
    const written = inSource(/\bpart="([^"]*)"/g).flatMap((text) =>
      text.replaceAll(/\$\{[^}]*\}/g, ' ').split(' '),
    );
    expect(sorted(written).filter((name) => name !== '' && !inRooms.includes(name))).toEqual([]);
  });

  it('every part of the order page, and no other', () => {
    const { cssParts } = declarationOf('ally-appointment-card');
    expect(sorted(names(appointment.cssParts))).toEqual(
      sorted([...names(cssParts), 'card', 'status']),
    );
  });

  it('every custom property', () => {
    expect(appointment.cssProperties).toEqual(booking.cssProperties);
    expect(sorted(inSource(/var\((--ally-[\w-]+)/g))).toEqual(sorted(names(booking.cssProperties)));
  });

  it('every slot', () => {
    expect(sorted(inSource(/<slot\s+name="([\w-]+)"/g))).toEqual(
      sorted(names(booking.slots).filter((name) => name !== '')),
    );
  });

  it('with words for everything', () => {
    const mute = elements.flatMap((element) =>
      [
        ...[...element.attributes, ...element.members, ...element.events, ...element.slots],
        ...[...element.cssParts, ...element.cssProperties, ...element.cssStates],
      ]
        .filter(({ description }) => !description)
        .map(({ name }) => `${element.tagName} ${name}`),
    );
    expect(mute).toEqual([]);
  });
});

it('what is private stays out of the manifest, and rooms have properties alone', () => {
  const element = (tagName: string, part: string): FoundDeclaration => ({
    kind: 'class',
    name: 'Some',
    tagName,
    description: 'It\n  stands.',
    attributes: [{ name: 'a', inheritedFrom: { name: 'Base' } }],
    members: [
      { kind: 'field', name: 'a', attribute: 'a', description: 'Said.' },
      { kind: 'field', name: 'b', privacy: 'private' },
      { kind: 'method', name: 'c', privacy: 'protected' },
      { kind: 'method', name: 'formResetCallback' },
      { kind: 'field', name: 'formAssociated', static: true },
    ],
    events: [{ type: { text: 'Event' } }, { name: 'ally-load-error' }],
    cssParts: [{ name: part }],
  });
  const { modules: shown } = publicApi({
    schemaVersion: '1.0.0',
    modules: [
      { path: 'src/components/some.ts', declarations: [element('ally-booking', 'card')] },
      { path: 'src/components/room.ts', declarations: [element('ally-patient-form', 'field')] },
      { path: 'src/components/silent.ts', declarations: [{ kind: 'class', name: 'Silent' }] },
    ],
  });
  expect(shown.map(({ path }) => path)).toEqual([
    'dist/esm/components/some.js',
    'dist/esm/components/room.js',
  ]);
  const [host, room] = shown.flatMap(({ declarations }) => declarations);
  expect(host).toMatchObject({
    description: 'It stands.',
    attributes: [{ name: 'a' }],
    events: [{ name: 'ally-load-error', type: { text: 'AllyLoadErrorEvent' } }],
  });
  expect(names(host?.members ?? [])).toEqual(['a']);
  expect(names(host?.cssParts ?? [])).toEqual(['card', 'field']);
  expect(room?.attributes).toEqual([]);
  expect(JSON.stringify(room?.members)).not.toContain('attribute');
});
