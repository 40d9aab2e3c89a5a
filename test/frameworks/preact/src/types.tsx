/** Never run: what TypeScript must accept and refuse. */
export const accepted = (
  <ally-booking
    class="visit"
    heading-level={3}
    mode="instant"
    fields={{ nhsNumber: 'required' }}
    onally-load-error={({ detail, currentTarget }) => [detail.canRetry, currentTarget.value]}
  />
);

export const refused = [
  // @ts-expect-error no such mode
  <ally-booking mode="later" />,
  // @ts-expect-error no such detail
  <ally-booking prefill={{ nickname: 'Ash' }} />,
  // @ts-expect-error no such step
  <ally-booking onally-step={({ detail }) => detail.to === 'payment'} />,
];
