import { css } from 'lit';

/** Styles of buttons, notices and lists of facts, for every step. */
export const controls = css`
  button {
    font: inherit;
    color: inherit;
    cursor: pointer;
    min-block-size: max(44px, var(--_control));
    padding: 0.4em 1.4em;
    border: 1px solid var(--_edge);
    border-radius: var(--_radius);
    background: none;
    font-weight: 600;
    transition: background-color 150ms;
  }
  button:hover {
    background: var(--_wash);
  }
  button.primary {
    border-color: transparent;
    background: var(--_accent);
    color: var(--_on-accent);
  }
  button.primary:hover {
    background: var(--_under-pointer);
  }
  button[aria-disabled='true'] {
    cursor: progress;
  }
  button.link {
    min-block-size: 44px;
    padding: 0 0.25em;
    border: 0;
    background: none;
    color: var(--_accent);
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
  button.link:hover {
    text-decoration-thickness: 2px;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(var(--_space) * 1.5) calc(var(--_space) * 2);
  }
  .late {
    animation: appear 150ms 250ms both;
    color: var(--_muted);
  }
  @keyframes appear {
    from {
      opacity: 0;
    }
  }
  .notice {
    padding: calc(var(--_space) * 2);
    border-radius: var(--_radius);
    background: var(--_wash);
    display: grid;
    gap: var(--_space);
  }
  .notice strong {
    font-size: 1.0625em;
  }
  dl {
    display: grid;
    gap: var(--_space);
  }
  dl > div {
    display: grid;
    grid-template-columns: 6.5em minmax(0, 1fr);
    gap: calc(var(--_space) * 2);
  }
  dt {
    color: var(--_muted);
  }
  dd {
    font-weight: 500;
  }
  .stack {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 3);
    justify-items: start;
  }
  .stack > * {
    inline-size: 100%;
    min-inline-size: 0;
  }
  .skeleton {
    display: grid;
    gap: var(--_space);
  }
  .skeleton span {
    block-size: var(--_control);
    border-radius: var(--_radius);
    background: var(--_border);
    opacity: 0.6;
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      transition: none !important;
      animation-duration: 1ms !important;
    }
  }
  @media (forced-colors: active) {
    .notice,
    .skeleton span {
      border: 1px solid;
    }
    button.primary {
      border: 2px solid;
    }
  }
`;
