import { css } from 'lit';

/** The box of an order page's visit. */
export const appointmentStyles = css`
  .card {
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--ally-surface, transparent);
  }
  slot {
    display: block;
    padding-block: var(--_space);
  }
`;
