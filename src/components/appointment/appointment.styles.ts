import { css } from 'lit';

/** Styles of the box around the visit on an order page. */
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
