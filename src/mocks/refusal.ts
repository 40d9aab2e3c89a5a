/** Why the clinic does not do what it was asked; the handlers answer it in the service's error format. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    /** The path of the field that is at fault. */
    readonly param?: string,
  ) {
    super(message);
  }
}

/** A field that is missing, unknown or wrong. */
export const wrongField = (param: string, message: string): Refusal =>
  new Refusal(422, 'validation_failed', message, param);
