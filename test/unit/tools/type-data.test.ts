import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Manifest } from '../../../tools/manifest/manifest.js';
import { editorData, elementTypes, webTypes } from '../../../tools/manifest/type-data.js';

const manifest = JSON.parse(readFileSync('custom-elements.json', 'utf8')) as Manifest;
const elements = manifest.modules.flatMap(({ declarations }) => declarations);

it('the manifest says of every attribute, property and event what type it is of', () => {
  const typeless = elements.flatMap(({ tagName, attributes, members, events }) =>
    [...attributes, ...members.filter(({ kind }) => kind === 'field'), ...events]
      .filter(({ type }) => !type?.text)
      .map(({ name }) => `${tagName} ${name}`),
  );
  expect(typeless).toEqual([]);
});

it('no attribute hides what it may hold behind the name of a type', () => {
  const named = elements.flatMap(({ attributes }) =>
    attributes.filter(({ type }) => /^[A-Z]/.test(type?.text ?? '')),
  );
  expect(named).toEqual([]);
});

describe('for VS Code', () => {
  const [booking] = editorData(manifest).tags;
  const attribute = (name: string) => booking?.attributes.find((found) => found.name === name);

  it('offers what an attribute may hold', () => {
    expect(attribute('mode')?.values).toEqual([{ name: 'checkout' }, { name: 'instant' }]);
    expect(attribute('when-unavailable')?.values?.length).toBe(2);
    expect(attribute('required')?.valueSet).toBe('v');
    expect(attribute('api-base')).toEqual({
      name: 'api-base',
      description: "Base URL of the merchant's relay.",
    });
  });

  it('tells of events and slots beside the element', () => {
    expect(booking?.description.value).toContain('`ally-change`: the value changed');
    expect(booking?.description.value).toContain('`(default)`: shown until');
  });

  it('knows every element', () => {
    expect(editorData(manifest).tags.map(({ name }) => name)).toEqual(
      elements.map(({ tagName }) => tagName),
    );
  });
});

it("for JetBrains' editors: attributes with their types, and only what can be set as a property", () => {
  const { version, contributions } = webTypes(manifest, { name: 'ours', version: '1.2.3' });
  const [booking] = contributions.html.elements;
  expect(version).toBe('1.2.3');
  expect(booking?.attributes.find(({ name }) => name === 'mode')?.value.type).toBe(
    "'checkout' | 'instant'",
  );
  const settable = booking?.js.properties.map(({ name }) => name);
  expect(settable).toContain('prefill');
  expect(settable).not.toContain('value');
  expect(settable).not.toContain('apiBase');
  expect(booking?.js.events.map(({ name }) => name)).toContain('ally-booked');
});

it('for TypeScript: numbers may be written as text, and what is read only is not to be set', () => {
  const text = elementTypes(manifest);
  expect(text).toContain("'heading-level'?: number | `${number}` | undefined;");
  expect(text).toContain("'ally-change': ally.AllyChangeEvent;");
  expect(text).toContain("prefill?: ally.AllyBooking['prefill'] | undefined;");
  expect(text).not.toMatch(/\bsummary\?:/);
});
