import { press, type as typeInto, untilShown, type Doing } from './context.js';
import type { Seen } from './driver.js';
import { isChosen, type TestPatient } from './test-patient.js';
import { fieldNamed, places } from './selectors.js';

const cannot = 'Cannot fill in the patient';

/**
 * Returns whether the form has a field. It throws if a value that the test has chosen has no field, because the
 * value would be lost. The values of `aPatient()` may have none.
 */
const isAsked = async (
  does: Doing,
  {
    patient,
    name,
    selector,
  }: { readonly patient: TestPatient; readonly name: keyof TestPatient; readonly selector: string },
): Promise<boolean> => {
  if (patient[name] !== '' && isChosen(patient, name))
    await untilShown(does, `${cannot}: ${name} is not asked for`, selector);
  return (await does.hands.see(selector)).length > 0;
};

const typeTexts = async (does: Doing, patient: TestPatient): Promise<void> => {
  const texts = [
    ...(['firstName', 'lastName', 'nhsNumber', 'contactName', 'phone', 'email'] as const),
    ...(['line1', 'line2', 'town', 'note'] as const),
  ];
  for (const name of texts) {
    const selector = fieldNamed(name);
    if (await isAsked(does, { patient, name, selector }))
      await typeInto(does, { cannot, selector, text: patient[name] });
  }
};

const typeBirthDate = async (does: Doing, patient: TestPatient): Promise<void> => {
  for (const part of ['day', 'month', 'year'] as const) {
    const selector = fieldNamed(`birthDate-${part}`);
    if (await isAsked(does, { patient, name: 'birthDate', selector }))
      await typeInto(does, { cannot, selector, text: patient.birthDate[part] });
  }
};

const choose = async (does: Doing, patient: TestPatient): Promise<void> => {
  for (const name of ['placeKind', 'sex'] as const) {
    const selector = fieldNamed(name, patient[name]);
    if (await isAsked(does, { patient, name, selector })) await press(does, cannot, selector);
  }
};

const giveConsents = async (does: Doing, { consents }: TestPatient): Promise<void> => {
  const { hands } = does;
  const boxOf = ({ name }: Seen): string => fieldNamed(name);
  const asked = await hands.see(places.consent);
  const wanted =
    consents === 'all' ? asked : consents.map((id) => ({ name: `consent:${id}` }) as Seen);
  for (const box of wanted)
    await untilShown(does, `${cannot}: ${box.name} is not asked for`, boxOf(box));
  for (const box of asked)
    if (box.checked !== wanted.some(({ name }) => name === box.name))
      await press(does, cannot, boxOf(box));
};

/** Fills in the fields that the form has, without pressing Continue. */
export const fillDetails = async (does: Doing, patient: TestPatient): Promise<void> => {
  await press(does, cannot, fieldNamed('visitFor', patient.visitFor));
  if (patient.visitFor === 'other') await untilShown(does, cannot, fieldNamed('contactName'));
  // A shop may have its own search for addresses. Typing the address works the same with every search.
  if ((await does.hands.see(places.byHand)).length > 0) {
    await press(does, cannot, places.byHand);
    await untilShown(does, cannot, fieldNamed('line1'));
  }
  await typeTexts(does, patient);
  await typeBirthDate(does, patient);
  await choose(does, patient);
  await giveConsents(does, patient);
};
