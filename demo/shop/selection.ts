import {
  ServerError,
  TokenUsedError,
  type Ally,
  type OpenedSelection,
} from '@ally-health/checkout-booking/server';
import { task } from './ally.js';
import { product } from './checkout.js';

/** The customer's choice and its price; or why it cannot be ordered, in words for the customer. */
export type Choice =
  | {
      /** Null if no visit was chosen. */
      readonly selection: OpenedSelection | null;
      /** In pence. */
      readonly amount: number;
    }
  | { readonly problem: string; readonly canRetry: boolean };

function problem(text: string, canRetry = false): Choice {
  return { problem: text, canRetry };
}

/** Opens the selection of the checkout's form. All of this is checked before the payment. */
export async function readChoice(ally: Ally, token: string): Promise<Choice> {
  if (token === '') return { selection: null, amount: product.amount };
  let selection: OpenedSelection;
  try {
    selection = await ally.selections.open(token, { taskId: task.id });
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    if (error instanceof TokenUsedError)
      return problem('This visit is ordered already. Choose another one to order again.');
    return error.canRetry
      ? problem('We could not read your visit just now. Wait a minute, then try again.', true)
      : problem('Choose your visit again: it could not be read.');
  }
  if (!selection.willBookWindow)
    return problem('The time you chose is no longer kept: choose another.');
  // The platform's price of this window, if it has one, is the price of the order.
  const { amount, currency } = selection.price ?? product;
  if (currency !== product.currency)
    return problem(
      'We cannot take payment for this time, as its price is not in pounds. Choose another.',
    );
  return { selection, amount };
}
