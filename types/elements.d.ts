/* Written from the doc comments by `npm run manifest`. */
import type * as ally from '../dist/esm/index.js';

/** What each element takes and tells, by its tag. */
export interface AllyElements {
  /** Books a visit inside a shop's checkout, in three steps: postcode, window, patient. The element is a form control. Its value is the sealed selection, which the merchant's server books once the order is paid. In `instant` mode it books from the page, and its value is the id of the appointment. */
  'ally-booking': {
    element: ally.AllyBooking;
    attributes: {
      /** id of the form that the element belongs to, if it is not inside that form */
      form?: string | undefined;
      /** BCP 47 tag of the language of the messages, such as `cy`; by default the nearest `lang` in the page; English if there are no messages in that language */
      lang?: string | undefined;
      /** selector of the page's own postcode field, looked up in the element's own root, then in the document. The element follows that field, whatever changes it, and does not ask for the postcode again */
      'postcode-from'?: string | undefined;
      /** selector of a form in the page whose fields are read by their `autocomplete` tokens and used as `prefill` is. Its postcode field is followed if there is no `postcode-from` */
      'prefill-from'?: string | undefined;
      /** for pages that serialise inputs by hand: keeps two hidden inputs in the element. `visit` makes an input `visit` with the value and an input `visit-summary` with the visit in words; `attributes[visit]` makes `attributes[visit-summary]`. Must differ from `name` */
      'mirror-name'?: string | undefined;
      /** key that keeps the journey in memory while a framework removes the element and creates it again. Elements on one page need different keys. The journey ends with the page */
      'state-key'?: string | undefined;
      /** Base URL of the merchant's relay. */
      'api-base'?: string | undefined;
      /** Id of the Task to book, `tsk_…`. Without one the element is empty and valid. A new `task-id` or `api-base` starts a new journey with what was typed so far. */
      'task-id'?: string | undefined;
      /** `checkout` (default): the value is a sealed selection, which the merchant's server books after payment. `instant`: the element books from the page. */
      mode?: 'checkout' | 'instant' | undefined;
      /** The merchant's reference, sent with the booking in `instant` mode: up to 64 letters, digits and the characters `_ . # -`. */
      'order-ref'?: string | undefined;
      /** With `required`: `allow` (default) lets the form be submitted without a visit when the service cannot be reached, is paused or has no free windows; `block` does not. A postcode that is not covered always blocks. */
      'when-unavailable'?: 'allow' | 'block' | undefined;
      /** Level of the element's heading in the page's outline, 1 to 6. The headings of steps have the next level. Default: 2. */
      'heading-level'?: number | `${number}` | undefined;
      /** Whether to offer to notify a person for whom nothing suits. Set it only if the page listens for `ally-notify`. Default: false. */
      notify?: boolean | undefined;
      /** Name under which the form submits the value. Without a name it is not submitted. */
      name?: string | undefined;
      /** Makes the element invalid until it has a value, so that the form cannot be submitted. Default: false. */
      required?: boolean | undefined;
      /** Disables the control: it is not focusable, not validated and not submitted. Default: false. */
      disabled?: boolean | undefined;
    };
    properties: {
      /** Client to use in place of the relay at `api-base`, such as a mock. Null (default): requests go to the relay. */
      api?: ally.AllyBooking['api'] | undefined;
      /** Function to use in place of the page's `fetch`. Null (default): the page's own. */
      fetch?: ally.AllyBooking['fetch'] | undefined;
      /** Details of the person who books that the page already has. They fill in empty fields only. The patient's own fields are filled in only if the visit is for "Me". Takes precedence over `prefill-from`. */
      prefill?: ally.AllyBooking['prefill'] | undefined;
      /** Rules for single fields, by name: `required`, `optional`, `readonly` or `hidden`, such as `{ phone: 'readonly' }`. `readonly` and `hidden` apply only to a field with a value. Only fields that the service does not need can be `optional`. */
      fields?: ally.AllyBooking['fields'] | undefined;
      /** Function `(postcode, signal)` that returns a promise of the addresses of a postcode, to choose from. If it rejects, the person can still enter the address by hand. Null (default): there is no look-up. */
      addressLookup?: ally.AllyBooking['addressLookup'] | undefined;
      /** Overrides for individual messages, by key. */
      strings?: ally.AllyBooking['strings'] | undefined;
    };
    events: {
      /** first usable paint of an element with a `task-id`; fired once more after the element has taken over the journey of its `state-key` */
      'ally-ready': ally.AllyReadyEvent;
      /** the journey cannot start because the Task could not be loaded; `detail`: `code`, `canRetry` */
      'ally-load-error': ally.AllyLoadErrorEvent;
      /** a postcode was checked; `detail`: `covered`, also false while the service is paused there */
      'ally-coverage': ally.AllyCoverageEvent;
      /** another step has opened; `detail`: `from`, `to` */
      'ally-step': ally.AllyStepEvent;
      /** the value changed; `detail`: `complete`, `windowId`, `startAt`, `endAt`, `price`. Followed by plain native `input` and `change` events */
      'ally-change': ally.AllyChangeEvent;
      /** a selection is about to be sealed or booked; cancelable: `preventDefault()` prevents that */
      'ally-submit': ally.AllySubmitEvent;
      /** an appointment has been booked, in `instant` mode; `detail`: `appointmentId`, `outcome`, `startAt`, `endAt`, `timeZone` */
      'ally-booked': ally.AllyBookedEvent;
      /** nothing suits, and the person asks to be notified; `detail`: `reason`, which is `not-covered`, `paused` or `no-windows` */
      'ally-notify': ally.AllyNotifyEvent;
      /** a request has failed, or the chosen window is no longer available; `detail`: `code`, `canRetry`, `requestId` */
      'ally-problem': ally.AllyProblemEvent;
    };
  };
  /** Asks for a postcode and shows whether it is covered. */
  'ally-coverage-check': {
    element: ally.AllyCoverageCheck;
    attributes: {};
    properties: {
      /** The postcode to show. After `postcode-submit` it is the submitted postcode in standard form. Default: empty. */
      postcode?: ally.AllyCoverageCheck['postcode'] | undefined;
      /** Whether the postcode is entered elsewhere, so that the question is not shown. Default: false. */
      given?: ally.AllyCoverageCheck['given'] | undefined;
      /** Whether the postcode is being checked. Default: false. */
      pending?: ally.AllyCoverageCheck['pending'] | undefined;
      /** Why the postcode could not be checked. Null (default) without a failure. */
      problem?: ally.AllyCoverageCheck['problem'] | undefined;
      /** The result for a postcode that is not covered, to show as a notice. Null (default) without one. */
      outcome?: ally.AllyCoverageCheck['outcome'] | undefined;
      /** Whether to offer to notify the person when there are visits to the postcode. Default: false. */
      notify?: ally.AllyCoverageCheck['notify'] | undefined;
      /** Overrides for individual messages, by key. */
      strings?: ally.AllyCoverageCheck['strings'] | undefined;
    };
    events: {
      /** a full postcode was submitted; read it from `postcode` */
      'postcode-submit': ally.RoomEvent;
      /** the person asked to be notified when there are visits to the postcode */
      'notify-request': ally.RoomEvent;
    };
  };
  /** Lets a person choose one of the free windows, by day. While the list is open, new `windows` do not move its rows: a window that is no longer free stays, marked, and a new one is not shown among the rows. The list is opened anew when the element is put into the page, when `lost` or `timeZone` changes, and after there was nothing to choose from. */
  'ally-window-picker': {
    element: ally.AllyWindowPicker;
    attributes: {};
    properties: {
      /** The free windows, in any order. */
      windows?: ally.AllyWindowPicker['windows'] | undefined;
      /** IANA time zone of the visit, in which every time is shown. Default: `Europe/London`. */
      timeZone?: ally.AllyWindowPicker['timeZone'] | undefined;
      /** Id of the chosen window; empty (default) if there is none. Continue changes it, not the selection. */
      chosen?: ally.AllyWindowPicker['chosen'] | undefined;
      /** ISO 8601 instant until which the chosen window is held; empty (default) if it is not. */
      held?: ally.AllyWindowPicker['held'] | undefined;
      /** A chosen window that is no longer available: the windows nearest to it are offered. Null (default) for none. */
      lost?: ally.AllyWindowPicker['lost'] | undefined;
      /** Whether there may be dates after the last one: `none` (default), `offered`, `pending` while they are being requested, or `failed`. */
      more?: ally.AllyWindowPicker['more'] | undefined;
      /** Today's date at the place of the visit, `YYYY-MM-DD`, to mark in the calendar; empty (default) if unknown. */
      today?: ally.AllyWindowPicker['today'] | undefined;
      /** Whether to offer to notify the person when times become free. Default: false. */
      notify?: ally.AllyWindowPicker['notify'] | undefined;
      /** Whether the windows are loading. Default: false. */
      pending?: ally.AllyWindowPicker['pending'] | undefined;
      /** Why the windows could not be loaded. Null (default) without a failure. */
      problem?: ally.AllyWindowPicker['problem'] | undefined;
      /** BCP 47 tag of the language for the format of prices. Default: `en-GB`. */
      language?: ally.AllyWindowPicker['language'] | undefined;
      /** Level of the headings of days in the page's outline, 1 to 6. Default: 4. */
      headingLevel?: ally.AllyWindowPicker['headingLevel'] | undefined;
      /** Overrides for individual messages, by key. */
      strings?: ally.AllyWindowPicker['strings'] | undefined;
    };
    events: {
      /** Continue was pressed with a window selected; read its id from `chosen` */
      'window-choose': ally.RoomEvent;
      /** the person asked for dates after the last one */
      'more-request': ally.RoomEvent;
      /** the person asked to load the windows again */
      'refresh-request': ally.RoomEvent;
      /** the person asked to be notified when times become free */
      'notify-request': ally.RoomEvent;
    };
  };
  /** Asks for the patient's details, and only for those that the visit needs. */
  'ally-patient-form': {
    element: ally.AllyPatientForm;
    attributes: {};
    properties: {
      /** Everything entered so far, as it was typed. The element updates it before `draft-change`. */
      draft?: ally.AllyPatientForm['draft'] | undefined;
      /** The Task: whether to ask for sex and NHS number, and the consents. Null (default) until it is loaded. */
      task?: ally.AllyPatientForm['task'] | undefined;
      /** The covered postcode, shown as part of the address. Default: empty. */
      postcode?: ally.AllyPatientForm['postcode'] | undefined;
      /** Rules for single fields, by name: `required`, `optional`, `readonly` or `hidden`. `readonly` and `hidden` apply only to a field with a value. Only fields that the service does not need can be `optional`. */
      fields?: ally.AllyPatientForm['fields'] | undefined;
      /** Known details of the person who books, for empty fields. The patient's own are filled in for "Me" only. */
      prefill?: ally.AllyPatientForm['prefill'] | undefined;
      /** The merchant's own look-up of the addresses of a postcode. Null (default): there is none. */
      addressLookup?: ally.AllyPatientForm['addressLookup'] | undefined;
      /** Clock for the time at which a consent is given. Default: the time of the browser. */
      now?: ally.AllyPatientForm['now'] | undefined;
      /** Whether the details are being submitted. Default: false. */
      pending?: ally.AllyPatientForm['pending'] | undefined;
      /** Error codes, by field. The key of a consent is `consent:` and its id. */
      problems?: ally.AllyPatientForm['problems'] | undefined;
      /** Why the details could not be submitted. Null (default) without a failure. */
      problem?: ally.AllyPatientForm['problem'] | undefined;
      /** Level of the headings of groups in the page's outline, 1 to 6. Default: 4. */
      headingLevel?: ally.AllyPatientForm['headingLevel'] | undefined;
      /** Overrides for individual messages, by key. */
      strings?: ally.AllyPatientForm['strings'] | undefined;
    };
    events: {
      /** a field was changed; read all fields from `draft` */
      'draft-change': ally.RoomEvent;
      /** Continue was pressed */
      'details-submit': ally.RoomEvent;
    };
  };
  /** Shows a booked visit on an order page, to anyone who has its token, and lets them cancel it. */
  'ally-appointment': {
    element: ally.AllyAppointment;
    attributes: {
      /** BCP 47 tag of the language of the messages, such as `cy`; by default the nearest `lang` in the page; English if there are no messages in that language */
      lang?: string | undefined;
      /** Base URL of the merchant's relay, such as `/ally`. */
      'api-base'?: string | undefined;
      /** Id of the appointment, `app_…`. Without an id or a token the element is empty. */
      'appointment-id'?: string | undefined;
      /** Token that came with the booking. It is sent to the relay in the header `Ally-Manage`, and nowhere else. */
      'manage-token'?: string | undefined;
      /** Level of the element's heading in the page's outline, 1 to 6. Default: 2. */
      'heading-level'?: number | `${number}` | undefined;
    };
    properties: {
      /** Client to use in place of the relay at `api-base`. Null (default): requests go to the relay. */
      api?: ally.AllyAppointment['api'] | undefined;
      /** Function to use in place of the page's `fetch`. Null (default): the page's own. */
      fetch?: ally.AllyAppointment['fetch'] | undefined;
      /** Overrides for individual messages, by key. */
      strings?: ally.AllyAppointment['strings'] | undefined;
    };
    events: {
      /** the person cancelled the visit; `detail`: `appointmentId` */
      'ally-cancelled': ally.AllyCancelledEvent;
      /** the visit could not be loaded or cancelled; `detail`: `code`, `canRetry`, `requestId` */
      'ally-problem': ally.AllyProblemEvent;
    };
  };
  /** Shows one appointment, whatever its status, and asks for confirmation before it is cancelled. */
  'ally-appointment-card': {
    element: ally.AllyAppointmentCard;
    attributes: {};
    properties: {
      /** The appointment to show. Null (default) until it is loaded. */
      appointment?: ally.AllyAppointmentCard['appointment'] | undefined;
      /** The appointment's Task. Its `preparation` is shown if the appointment has none. Null (default) if unknown. */
      task?: ally.AllyAppointmentCard['task'] | undefined;
      /** Whether a request is in progress: loading the appointment or, once it is shown, cancelling it. Default: false. */
      pending?: ally.AllyAppointmentCard['pending'] | undefined;
      /** Why the appointment could not be loaded or, once it is shown, cancelled. Null (default) without a failure. */
      problem?: ally.AllyAppointmentCard['problem'] | undefined;
      /** BCP 47 tag of the language for the format of prices. Default: `en-GB`. */
      language?: ally.AllyAppointmentCard['language'] | undefined;
      /** Level of the card's heading in the page's outline, 1 to 6. Default: 2. */
      headingLevel?: ally.AllyAppointmentCard['headingLevel'] | undefined;
      /** Overrides for individual messages, by key. */
      strings?: ally.AllyAppointmentCard['strings'] | undefined;
    };
    events: {
      /** the person confirmed that the visit is to be cancelled */
      'cancel-request': ally.RoomEvent;
      /** the person asked to load the appointment again */
      'refresh-request': ally.RoomEvent;
    };
  };
}
