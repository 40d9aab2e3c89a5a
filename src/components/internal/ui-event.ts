/** An event of a room: it stays with its host, and what it is about is read from the room's properties. */
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
