/** Never run: what TypeScript must accept and refuse. */
export const accepted = () => (
  <ally-booking
    class="visit"
    attr:heading-level={3}
    mode="instant"
    prop:fields={{ nhsNumber: 'required' }}
    on:ally-load-error={({ detail, currentTarget }) => [detail.canRetry, currentTarget.value]}
  />
);

export const refused = () => [
  // @ts-expect-error no such mode
  <ally-booking mode="later" />,
  // @ts-expect-error no such detail
  <ally-booking prop:prefill={{ nickname: 'Ash' }} />,
  // @ts-expect-error no such step
  <ally-booking on:ally-step={({ detail }) => detail.to === 'payment'} />,
];
