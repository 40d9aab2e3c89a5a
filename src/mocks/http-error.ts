interface Facts {
  /** The path of the field that is at fault. */
  readonly param?: string | undefined;
  /** When to ask again, in seconds. */
  readonly retryAfter?: number | undefined;
}

/** Why the clinic does not do what it was asked; the handlers answer it in the service's error format. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly param: string | undefined;
  readonly retryAfter: number | undefined;

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    { param, retryAfter }: Facts = {},
  ) {
    super(message);
    this.param = param;
    this.retryAfter = retryAfter;
  }
}

/** A field that is missing, unknown or wrong. */
export const wrongField = (param: string, message: string): Refusal =>
  new Refusal(422, 'validation_failed', message, { param });

/** The window is taken, or has closed. */
export const goneWindow = (): Refusal =>
  new Refusal(409, 'window_unavailable', 'The window is not free.', { param: 'windowId' });
