/** The version of the widget, as in its package. */
export const version = '0.1.0';
