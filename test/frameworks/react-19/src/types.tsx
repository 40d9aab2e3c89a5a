/** Never run: what TypeScript must accept and refuse. */
export const accepted = (
  <>
    <ally-booking
      className="visit"
      heading-level={3}
      mode="instant"
      order-ref="1234"
      required={false}
      fields={{ nhsNumber: 'required' }}
      onally-load-error={({ detail, currentTarget }) => [detail.canRetry, currentTarget.value]}
    />
    <ally-window-picker timeZone="Europe/London" onwindow-choose={() => undefined} />
  </>
);

export const refused = [
  // @ts-expect-error no such mode
  <ally-booking mode="later" />,
  // @ts-expect-error not rendered on a server by this name: it is `api-base`
  <ally-booking apiBase="/ally" />,
  // @ts-expect-error read only
  <ally-booking value="sel_mine" />,
  // @ts-expect-error no such detail
  <ally-booking prefill={{ nickname: 'Ash' }} />,
  // @ts-expect-error no such step
  <ally-booking onally-step={({ detail }) => detail.to === 'payment'} />,
];
