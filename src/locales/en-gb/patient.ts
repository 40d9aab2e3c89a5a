import { counted } from '../plural.js';

/** Messages of the patient step. */
export const patientWords = {
  /** The first question and its two answers. */
  visitFor: 'Who is the visit for?',
  me: 'Me',
  other: 'Someone else',
  /** The name of the person who books, if the visit is for someone else. */
  contactName: 'Your full name',
  /** Headings of groups of fields. */
  aboutMe: 'About you',
  aboutOther: 'About the patient',
  contact: 'How we reach you',
  /** Labels of fields, each with a hint that gives the reason for the question. */
  firstName: 'First name',
  lastName: 'Last name',
  birthDate: 'Date of birth',
  birthDateHint: 'For example, 27 3 2007. It makes sure that the results reach the right person',
  day: 'Day',
  month: 'Month',
  year: 'Year',
  phone: 'Phone number',
  /** The phone number of the person who books, if the visit is for someone else. */
  phoneOther: 'Your phone number',
  phoneHint: 'We call if we cannot find the door',
  email: 'Email address',
  emailOther: 'Your email address',
  emailHint: 'We send the details of the visit to it',
  /** A question and its three answers. */
  place: 'Where should we come?',
  home: 'Home',
  work: 'Work',
  elsewhere: 'Somewhere else',
  line1: 'Address line 1',
  line2: 'Address line 2',
  town: 'Town or city',
  addressPostcode: 'Postcode',
  note: 'Anything we need to know',
  noteHint: 'Parking, how to get in, stairs, a dog, an interpreter',
  /** Shown below the note while it is typed. */
  noteLeft: counted({ one: 'You have # character left', other: 'You have # characters left' }),
  noteOver: counted({
    one: 'You have # character too many',
    other: 'You have # characters too many',
  }),
  sex: 'Sex',
  sexHint: 'Some results mean different things for women and men',
  female: 'Female',
  male: 'Male',
  nhsNumber: 'NHS number',
  nhsNumberHint: 'It is 10 digits, like 943 476 5919. You can find it on a letter from the NHS',
  /** Shown if the address looks like a typing error. The second text is a button. */
  emailSuggestion: (email: string) => `Did you mean ${email}?`,
  useEmail: (email: string) => `Use ${email}`,
  /** Used if the shop can look up addresses by postcode. */
  findAddress: 'Find address',
  findingAddress: 'Looking for addresses…',
  chooseAddress: 'Select your address',
  useAddress: 'Use this address',
  noAddresses: 'We could not find addresses for this postcode. Enter the address by hand.',
  addressByHand: 'Enter address by hand',
  /** Above the checkboxes, whose texts are the clinic's own. */
  consents: 'Your agreement',
  /** The heading of the list of errors. The messages below are shown in the list and above their fields. */
  problemTitle: 'There is a problem',
  visit_for_missing: 'Select who the visit is for',
  contact_name_missing: 'Enter your full name',
  first_name_missing: 'Enter a first name',
  first_name_too_short: 'First name must be 2 letters or more',
  first_name_too_long: 'First name must be 100 letters or fewer',
  last_name_missing: 'Enter a last name',
  last_name_too_short: 'Last name must be 2 letters or more',
  last_name_too_long: 'Last name must be 100 letters or fewer',
  birth_date_missing: 'Enter a date of birth',
  birth_date_day_missing: 'Date of birth must include a day',
  birth_date_month_missing: 'Date of birth must include a month',
  birth_date_year_missing: 'Date of birth must include a year',
  birth_date_year_short: 'Year must include 4 numbers',
  birth_date_day_not_real: 'Date of birth must be a real date',
  birth_date_month_not_real: 'Date of birth must be a real date',
  birth_date_not_real: 'Date of birth must be a real date',
  birth_date_in_future: 'Date of birth must be in the past',
  /** `age`: in whole years. */
  under_age: (age: number) => `The patient must be ${String(age)} or over on the day of the visit`,
  nhs_number_not_real: 'Enter a real NHS number, like 943 476 5919',
  /** `label`: the label of a field that the shop requires. */
  answer_missing: (label: string) => `Answer this question: ${label}`,
  phone_missing: 'Enter a phone number',
  phone_incomplete: 'Enter a phone number, like 07700 900 982 or 020 7946 0000',
  email_missing: 'Enter an email address',
  email_incomplete: 'Enter a full email address, like name@example.com',
  line1_missing: 'Enter address line 1, such as the house number and street',
  town_missing: 'Enter a town or city',
  note_too_long: 'The note must be 500 characters or fewer',
  consent_missing: 'Select the box to agree',
  /** `label`: the label of a field that the service rejected. */
  field_refused: (label: string) => `This answer was not accepted: ${label}`,
};

export type PatientWords = typeof patientWords;
