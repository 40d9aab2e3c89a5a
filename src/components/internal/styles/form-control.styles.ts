import { css } from 'lit';

/** Styles of fields, their hints and errors, and of options. */
export const formStyles = css`
  .field {
    display: grid;
    /* A wide field must not widen its column. */
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) / 2);
    justify-items: start;
  }
  .field.wrong {
    padding-inline-start: calc(var(--_space) * 1.5);
    border-inline-start: 4px solid var(--_error);
  }
  label,
  legend {
    font-weight: 600;
  }
  .hint {
    color: var(--_muted);
    font-size: 0.9375em;
  }
  .error {
    color: var(--_error);
    font-weight: 600;
  }
  input:not([type='radio'], [type='checkbox']),
  textarea {
    font: inherit;
    /* iOS zooms into fields with smaller letters, and does not zoom out again. */
    font-size: max(16px, 1em);
    color: inherit;
    inline-size: 100%;
    min-block-size: max(44px, var(--_control));
    margin-block-start: calc(var(--_space) / 2);
    padding: 0.5em 0.75em;
    border: 1px solid var(--_edge);
    border-radius: min(var(--_radius), 12px);
    background: color-mix(in srgb, var(--_ground) 60%, transparent);
    appearance: none;
  }
  input.narrow:not([type='radio'], [type='checkbox']) {
    inline-size: auto;
    max-inline-size: 100%;
  }
  textarea {
    min-block-size: 6em;
    resize: vertical;
  }
  :is(input:not([type='radio'], [type='checkbox']), textarea)[aria-invalid='true'] {
    border-color: var(--_error);
    box-shadow: inset 0 0 0 1px var(--_error);
  }
  @media (forced-colors: active) {
    [aria-invalid='true'] {
      border: 4px double !important;
    }
  }
  input:focus-visible,
  textarea:focus-visible {
    outline-offset: 1px;
  }
  .choice {
    display: flex;
    align-items: center;
    gap: calc(var(--_space) * 1.25);
    min-block-size: 44px;
    padding-block: calc(var(--_space) / 2);
    font-weight: 400;
    cursor: pointer;
  }
  .choice input {
    flex: none;
    inline-size: 22px;
    block-size: 22px;
    margin: 0;
    accent-color: var(--_accent);
    cursor: pointer;
  }
`;
