/** A window kept for a person for a while. */
export interface Hold {
  readonly id: string;
  readonly windowId: string;
  /** When it lapses; ISO 8601 instant. */
  readonly expiresAt: string;
}
