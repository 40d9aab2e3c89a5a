/* Written from the doc comments by `npm run manifest`. */
import type * as ally from '../dist/esm/index.js';

/** What each element takes and tells, by its tag. */
export interface AllyElements {
  /** Books a visit inside a shop's checkout: postcode, window, patient. Its form value is the sealed selection, which the merchant's server books once the order is paid; in `instant` mode it books from the page, and its value is the appointment's id. */
  'ally-booking': {
    element: ally.AllyBooking;
    attributes: {
      /** the id of a form that it belongs to without standing in it */
      form?: string | undefined;
      /** the language of its words; the page's when absent */
      lang?: string | undefined;
      /** a selector of the shop's own postcode field, which is followed whatever changes it, so that the postcode is not asked for again; looked up in the element's own root, then in the document */
      'postcode-from'?: string | undefined;
      /** a selector of a form of the shop whose fields are read by their `autocomplete` tokens, as `prefill` is; its postcode is followed where `postcode-from` names no other */
      'prefill-from'?: string | undefined;
      /** for hosts that serialise inputs by hand: keeps two hidden inputs in the element, one of this name with the value and one with `-summary` behind it (inside of a closing bracket) with the visit in words; must differ from `name` */
      'mirror-name'?: string | undefined;
      /** keeps the journey in memory, by this key, while a host tears the element out and makes it anew */
      'state-key'?: string | undefined;
      /** Base URL of the merchant's relay. */
      'api-base'?: string | undefined;
      /** The Task to book, `tsk_…`; without one the element is empty and valid. */
      'task-id'?: string | undefined;
      /** `checkout`: the value is sealed here and booked once it is paid. `instant`: booked from the page. */
      mode?: 'checkout' | 'instant' | undefined;
      /** In `instant` mode: the merchant's reference, passed on with the booking. */
      'order-ref'?: string | undefined;
      /** With `required`: `allow` lets an order through when there is no service to choose a visit with. */
      'when-unavailable'?: 'allow' | 'block' | undefined;
      /** 1 to 6: where its headings stand in the page's outline. */
      'heading-level'?: number | `${number}` | undefined;
      /** Whether the page listens for `ally-notify`: only then a person is offered to be told. */
      notify?: boolean | undefined;
      /** The name of the value in the form. */
      name?: string | undefined;
      /** Whether the form waits for a value. */
      required?: boolean | undefined;
      /** Out of use: not asked, not sent, not validated. */
      disabled?: boolean | undefined;
    };
    properties: {
      /** The service, in place of the one at `api-base`. */
      api?: ally.AllyBooking['api'] | undefined;
      /** In place of the page's `fetch`. */
      fetch?: ally.AllyBooking['fetch'] | undefined;
      /** What the shop knows of the person who books; for "Me" alone, and only where nothing was typed. */
      prefill?: ally.AllyBooking['prefill'] | undefined;
      /** Fields that are asked for otherwise: `required`, `optional`, `readonly` or `hidden`. */
      fields?: ally.AllyBooking['fields'] | undefined;
      /** The merchant's own look-up of the addresses of a postcode. */
      addressLookup?: ally.AllyBooking['addressLookup'] | undefined;
      /** Words said otherwise, by key. */
      strings?: ally.AllyBooking['strings'] | undefined;
    };
    events: {
      /** first usable paint; once more when it has taken on the journey kept by its `state-key` */
      'ally-ready': ally.AllyReadyEvent;
      /** the journey cannot start */
      'ally-load-error': ally.AllyLoadErrorEvent;
      /** a postcode was answered */
      'ally-coverage': ally.AllyCoverageEvent;
      /** the person moved to another step */
      'ally-step': ally.AllyStepEvent;
      /** the value changed; with bare native `input` and `change` */
      'ally-change': ally.AllyChangeEvent;
      /** before anything is sealed or booked; cancelable */
      'ally-submit': ally.AllySubmitEvent;
      /** an appointment exists */
      'ally-booked': ally.AllyBookedEvent;
      /** nothing suits, and the person asks to be told */
      'ally-notify': ally.AllyNotifyEvent;
      /** something went wrong with the service */
      'ally-problem': ally.AllyProblemEvent;
    };
  };
  /** Asks for a postcode and shows whether it is covered. */
  'ally-coverage-check': {
    element: ally.AllyCoverageCheck;
    attributes: {};
    properties: {
      /** The postcode: taken to be shown, and read in standard form once it was given. */
      postcode?: ally.AllyCoverageCheck['postcode'] | undefined;
      /** Whether the postcode is given elsewhere: then it is not asked for here. */
      given?: ally.AllyCoverageCheck['given'] | undefined;
      /** Whether an answer is awaited. */
      pending?: ally.AllyCoverageCheck['pending'] | undefined;
      /** Why there is no answer. */
      problem?: ally.AllyCoverageCheck['problem'] | undefined;
      /** The answer that keeps the person here. */
      outcome?: ally.AllyCoverageCheck['outcome'] | undefined;
      /** Whether the person is offered to be told when there are visits to the postcode. */
      notify?: ally.AllyCoverageCheck['notify'] | undefined;
      /** Words said otherwise. */
      strings?: ally.AllyCoverageCheck['strings'] | undefined;
    };
    events: {
      /** a full postcode was given; read it from `postcode` */
      'postcode-submit': ally.RoomEvent;
      /** the person asks to be told when there are visits to the postcode */
      'notify-request': ally.RoomEvent;
    };
  };
  /** Lets a person choose one of the free windows, by day. A list that is open keeps its rows where they are: see `refreshWindows`. It is opened anew when the element is put into the page, after a loss, in another zone, and after there was nothing to choose from. */
  'ally-window-picker': {
    element: ally.AllyWindowPicker;
    attributes: {};
    properties: {
      /** The free windows. */
      windows?: ally.AllyWindowPicker['windows'] | undefined;
      /** The zone of the place, in which every time is shown. */
      timeZone?: ally.AllyWindowPicker['timeZone'] | undefined;
      /** The chosen window's id: changes with Continue, not with the arrow keys. */
      chosen?: ally.AllyWindowPicker['chosen'] | undefined;
      /** The instant until which the chosen window is held; empty if it is not. */
      held?: ally.AllyWindowPicker['held'] | undefined;
      /** The window that has gone since it was chosen. */
      lost?: ally.AllyWindowPicker['lost'] | undefined;
      /** Whether there may be dates after the last one: `none`, `offered`, `pending` while they are asked for, `failed`. */
      more?: ally.AllyWindowPicker['more'] | undefined;
      /** Today in the place, `YYYY-MM-DD`, for the calendar to mark; empty if it is not known. */
      today?: ally.AllyWindowPicker['today'] | undefined;
      /** Whether to offer to tell the person when times come free. */
      notify?: ally.AllyWindowPicker['notify'] | undefined;
      /** Whether the windows are awaited. */
      pending?: ally.AllyWindowPicker['pending'] | undefined;
      /** Why there are no windows. */
      problem?: ally.AllyWindowPicker['problem'] | undefined;
      /** The language of prices. */
      language?: ally.AllyWindowPicker['language'] | undefined;
      /** Where the days' headings stand in the page's outline. */
      headingLevel?: ally.AllyWindowPicker['headingLevel'] | undefined;
      /** Words said otherwise. */
      strings?: ally.AllyWindowPicker['strings'] | undefined;
    };
    events: {
      /** Continue was pressed with a window selected; read it from `chosen` */
      'window-choose': ally.RoomEvent;
      /** the person asks for dates after the last one */
      'more-request': ally.RoomEvent;
      /** the person asks to look again */
      'refresh-request': ally.RoomEvent;
      /** the person asks to be told when times come free */
      'notify-request': ally.RoomEvent;
    };
  };
  /** Asks for the patient's details, and nothing that the visit does not need. */
  'ally-patient-form': {
    element: ally.AllyPatientForm;
    attributes: {};
    properties: {
      /** Everything typed so far, just as it was typed. */
      draft?: ally.AllyPatientForm['draft'] | undefined;
      /** The Task: it says which consents are asked for. */
      task?: ally.AllyPatientForm['task'] | undefined;
      /** The covered postcode, which is part of the address. */
      postcode?: ally.AllyPatientForm['postcode'] | undefined;
      /** Which fields are asked for otherwise than the visit needs them. */
      fields?: ally.AllyPatientForm['fields'] | undefined;
      /** What the shop knows already of the person who books. */
      prefill?: ally.AllyPatientForm['prefill'] | undefined;
      /** The merchant's own look-up of the addresses of a postcode. */
      addressLookup?: ally.AllyPatientForm['addressLookup'] | undefined;
      /** The clock by which a consent's time is kept. */
      now?: ally.AllyPatientForm['now'] | undefined;
      /** Whether the answer to Continue is awaited. */
      pending?: ally.AllyPatientForm['pending'] | undefined;
      /** What is wrong, by field. */
      problems?: ally.AllyPatientForm['problems'] | undefined;
      /** Why the details could not be taken. */
      problem?: ally.AllyPatientForm['problem'] | undefined;
      /** Where the headings of the groups stand in the page's outline. */
      headingLevel?: ally.AllyPatientForm['headingLevel'] | undefined;
      /** Words said otherwise. */
      strings?: ally.AllyPatientForm['strings'] | undefined;
    };
    events: {
      /** something was typed; read it from `draft` */
      'draft-change': ally.RoomEvent;
      /** Continue was pressed */
      'details-submit': ally.RoomEvent;
    };
  };
  /** Shows a booked visit on an order page, to whoever has its token, and lets them cancel it. */
  'ally-appointment': {
    element: ally.AllyAppointment;
    attributes: {
      /** the language of its words; the page's when absent */
      lang?: string | undefined;
      /** Base URL of the merchant's relay. */
      'api-base'?: string | undefined;
      /** The appointment, `app_…`; without one the element is empty. */
      'appointment-id'?: string | undefined;
      /** The token that came with the booking; sent to the relay in a header, and told to nobody else. */
      'manage-token'?: string | undefined;
      /** 1 to 6: where its headings stand in the page's outline. */
      'heading-level'?: number | `${number}` | undefined;
    };
    properties: {
      /** The service, in place of the one at `api-base`. */
      api?: ally.AllyAppointment['api'] | undefined;
      /** In place of the page's `fetch`. */
      fetch?: ally.AllyAppointment['fetch'] | undefined;
      /** Words said otherwise, by key. */
      strings?: ally.AllyAppointment['strings'] | undefined;
    };
    events: {
      /** the person has cancelled the visit */
      'ally-cancelled': ally.AllyCancelledEvent;
      /** something went wrong with the service */
      'ally-problem': ally.AllyProblemEvent;
    };
  };
  /** Shows one appointment, however it stands, and asks before it is cancelled. */
  'ally-appointment-card': {
    element: ally.AllyAppointmentCard;
    attributes: {};
    properties: {
      /** The appointment; null until it is known. */
      appointment?: ally.AllyAppointmentCard['appointment'] | undefined;
      /** Its Task, where the page knows it: how to prepare, if the appointment does not say. */
      task?: ally.AllyAppointmentCard['task'] | undefined;
      /** Whether the appointment is awaited; or, when it is shown, that it is cancelled. */
      pending?: ally.AllyAppointmentCard['pending'] | undefined;
      /** Why there is no appointment; or, when it is shown, why it is not cancelled. */
      problem?: ally.AllyAppointmentCard['problem'] | undefined;
      /** The language of prices. */
      language?: ally.AllyAppointmentCard['language'] | undefined;
      /** Where its heading stands in the page's outline. */
      headingLevel?: ally.AllyAppointmentCard['headingLevel'] | undefined;
      /** Words said otherwise. */
      strings?: ally.AllyAppointmentCard['strings'] | undefined;
    };
    events: {
      /** the person has confirmed that the visit is to be cancelled */
      'cancel-request': ally.RoomEvent;
      /** the person asks to look again */
      'refresh-request': ally.RoomEvent;
    };
  };
}
