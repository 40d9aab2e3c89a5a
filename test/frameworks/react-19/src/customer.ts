/** What the shop knows already of who is signed in. */
export const customer = { firstName: 'Asha', lastName: 'Patel', email: 'asha@example.com' };
