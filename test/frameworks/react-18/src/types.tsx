/** Never run: what TypeScript must accept and refuse. */
export const accepted = (
  <ally-booking class="visit" heading-level={3} mode="instant" required="" disabled={undefined} />
);

export const refused = [
  // @ts-expect-error no such mode
  <ally-booking mode="later" />,
  // @ts-expect-error React 18 would write "false", and what is written is required
  <ally-booking required={false} />,
  // @ts-expect-error React 18 would write the name of an object's kind
  <ally-booking prefill={{ firstName: 'Asha' }} />,
  // @ts-expect-error React 18 hears no such event
  <ally-booking onally-step={() => undefined} />,
];
