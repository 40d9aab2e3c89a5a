import { describe, expect, it } from 'vitest';
import { task } from '../../../../src/api/contract/schemas.js';
import { scenarios, type Scenario, type ScenarioName } from '../../../../src/mocks/index.js';
import { open, selectionOf, windowsOf } from '../visit.js';

const ofTasks = Object.entries<Scenario>(scenarios).flatMap(([name, { taskId }]) =>
  taskId === undefined ? [] : [[name as ScenarioName, taskId] as const],
);

/** Seals a visit of somebody, for a Task, on the first day or the last that is free. */
const seal = (taskId: string, patient: object, { consents = ['care'], last = false } = {}) => {
  const clinic = open('2026-02-23');
  const window = windowsOf(clinic).at(last ? -1 : 0);
  const { patients, ...selection } = selectionOf(window?.id ?? '');
  const versions = new Map(clinic.task(taskId).consents.map(({ id, version }) => [id, version]));
  const given = consents.map((id) => ({
    id,
    version: versions.get(id) ?? '2026-02',
    acceptedAt: '2026-02-23T09:00:00Z',
  }));
  const whole = { ...patients[0], ...patient };
  return clinic.seal({ ...selection, taskId, patients: [whole], consents: given }).summary;
};

const blames = (param: string): Error => expect.objectContaining({ param }) as Error;

describe('Tasks of their own', () => {
  it.each(ofTasks)('%s is the Task %s, which speaks the contract', (name, taskId) => {
    const clinic = open();
    const own = clinic.task(taskId);
    expect(task.parse(own)).toEqual(own);
    clinic.use(name);
    expect({ ...clinic.task('tsk_blood'), id: taskId }).toEqual(own);
    clinic.use('paused');
    expect(clinic.task(taskId)).toEqual(own);
  });

  it('are the only ones beside the first', () => {
    expect(ofTasks.length).toBeGreaterThan(3);
    expect(() => open().task('tsk_none')).toThrow('No such Task');
  });
});

describe('the youngest age', () => {
  it('is that on the day of the visit, not today', () => {
    // The first day is 24 February; the last free one is in March.
    const born = { dateOfBirth: '2008-03-05' };
    expect(() => seal('tsk_adults', born)).toThrow(blames('patients.0.dateOfBirth'));
    expect(seal('tsk_adults', born, { last: true }).startAt > '2026-03-05').toBe(true);
    expect(seal('tsk_blood', born).taskName).toBe('Blood test at home');
  });

  it('is reached on 1 March by who was born on 29 February', () => {
    const clinic = open('2026-02-23');
    clinic.use('under-age');
    const sealOn = (day: string) => {
      const window = windowsOf(clinic).find(({ startAt }) => startAt.startsWith(day));
      if (!window) throw new Error(`Nothing is free on ${day}.`);
      const { patients, ...rest } = selectionOf(window.id);
      return clinic.seal({ ...rest, patients: [{ ...patients[0], dateOfBirth: '2008-02-29' }] });
    };
    expect(() => sealOn('2026-02-28')).toThrow(blames('patients.0.dateOfBirth'));
    // 1 March 2026 is a Sunday, on which nobody comes.
    expect(sealOn('2026-03-02').token).toMatch(/^sel_/);
  });
});

describe('what a Task asks', () => {
  it.each([
    ['sex', 'female'],
    ['nhsNumber', '9434765919'],
  ])('of %s may be given where it is asked, and nowhere else', (field, value) => {
    expect(seal('tsk_screening', { [field]: value }).taskName).toBe('Blood test at home');
    expect(seal('tsk_screening', {}).taskName).toBe('Blood test at home');
    expect(() => seal('tsk_blood', { [field]: value })).toThrow(blames(`patients.0.${field}`));
  });

  it('to agree to must be given where it is required, and may be where it is not', () => {
    for (const consents of [['care'], ['care', 'research'], ['research', 'care']])
      expect(seal('tsk_research', {}, { consents }).taskName).toBe('Blood test at home');
    for (const consents of [[], ['research']])
      expect(() => seal('tsk_research', {}, { consents })).toThrow(blames('consents'));
    expect(() => seal('tsk_blood', {}, { consents: ['care', 'research'] })).toThrow(
      blames('consents'),
    );
  });
});
