/** Event of a child element. It stays with the host, which reads the data from the child element's properties. */
export class RoomEvent extends Event {
  constructor(
    type:
      | 'postcode-submit'
      | 'window-choose'
      | 'more-request'
      | 'refresh-request'
      | 'notify-request'
      | 'draft-change'
      | 'details-submit'
      | 'cancel-request',
  ) {
    super(type, { bubbles: true });
  }
}
