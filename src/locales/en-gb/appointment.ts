/** Messages of an order page, in addition to those after a visit is booked. */
export const appointmentWords = {
  completedTitle: 'Your visit has taken place',
  completedText: 'If you have a question about it, contact the shop and give the reference.',
  cancelledTitle: 'Your visit is cancelled',
  cancelledText: 'No one will come. If you want another visit, contact the shop.',
  /** For a status that this version does not know. */
  otherTitle: 'Your visit',
  otherText: 'To find out how it stands, contact the shop and give the reference.',
  changeVisit: 'To change your visit, contact the shop and give the reference.',
  /** The button that opens the question. */
  cancelVisit: 'Cancel this visit',
  cancelQuestion: 'Do you want to cancel this visit?',
  /** `time`: "5pm", or "midday"; `day`: "Wednesday 6 August". */
  cancelFree: (time: string, day: string) =>
    `You can cancel free of charge until ${time} on ${day}. After that, you may be charged.`,
  cancelCharged: (time: string, day: string) =>
    `You could cancel free of charge until ${time} on ${day}. If you cancel now, you may be charged.`,
  /** Used if the service does not say until when it is free. */
  cancelPerhaps: 'You may be charged for cancelling.',
  /** The answers to the question. */
  cancelYes: 'Yes, cancel it',
  cancelNo: 'No, keep it',
  cancelling: 'Cancelling…',
  /** Announced by a screen reader. `dayAndTime`: "Wednesday 6 August, 8am to midday". */
  cancelledNow: (dayAndTime: string) => `Your visit on ${dayAndTime} is cancelled.`,
  /** Shown before the reason. */
  notCancelled: 'Your visit is not cancelled.',
  cancelUnknown: 'We do not know yet whether your visit is cancelled. Try again to find out.',
  cannotCancel: 'It cannot be cancelled here just now. Contact the shop and give the reference.',
  notFound:
    'We could not find this visit. The link may be old or incomplete. Contact the shop for help.',
  cannotShow: 'Your visit cannot be shown here just now. Contact the shop for help.',
};

export type AppointmentWords = typeof appointmentWords;
