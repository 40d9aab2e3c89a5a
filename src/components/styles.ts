import { css } from 'lit';

/**
 * The public tokens with their fallbacks. Light or dark follows the page's own `color-scheme`; everything
 * that is not a token inherits from the page.
 */
export const tokens = css`
  :host {
    display: block;
    --_accent: var(--ally-accent, light-dark(#0d5c63, #7cd0d2));
    --_on-accent: var(--ally-on-accent, light-dark(#fff, #06272a));
    --_text: var(--ally-text, inherit);
    --_muted: var(--ally-muted, color-mix(in srgb, currentColor 70%, transparent));
    --_border: var(--ally-border, color-mix(in srgb, currentColor 18%, transparent));
    --_edge: var(--ally-border, color-mix(in srgb, currentColor 58%, transparent));
    --_wash: color-mix(in srgb, var(--_accent) 9%, transparent);
    --_error: var(--ally-error, light-dark(#b3261e, #ffb4ab));
    --_success: var(--ally-success, light-dark(#1b6e3c, #86d6a2));
    --_focus: var(--ally-focus, light-dark(#111, #fff));
    --_ground: light-dark(#fff, #111);
    --_radius: var(--ally-radius, 10px);
    --_space: var(--ally-space, 8px);
    --_control: var(--ally-control-height, 48px);
    color: var(--_text);
    font-family: var(--ally-font, inherit);
    line-height: 1.5;
    text-align: start;
  }
  :host([hidden]) {
    display: none;
  }
  /* Black or white, whichever stands out more: the two meet at a luminance of 0.179, at 4.58 to 1. */
  @supports (color: color(from red xyz-d65 x y z)) {
    :host {
      --_on-accent: var(
        --ally-on-accent,
        color(
          from var(--_accent) xyz-d65 calc(0.9505 * clamp(0, (0.179 - y) * 99999, 1))
            clamp(0, (0.179 - y) * 99999, 1) calc(1.089 * clamp(0, (0.179 - y) * 99999, 1))
        )
      );
    }
  }
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  p,
  fieldset,
  legend,
  ul,
  dl,
  dd {
    margin: 0;
    padding: 0;
    border: 0;
    min-inline-size: 0;
  }
  [hidden] {
    display: none !important;
  }
  .unseen {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  :focus {
    outline: none;
  }
  :focus-visible {
    outline: 3px solid var(--_focus);
    outline-offset: 2px;
    box-shadow: 0 0 0 2px var(--_ground);
  }
  [tabindex='-1']:focus-visible {
    outline-color: transparent;
    box-shadow: none;
  }
`;

/** Buttons and notices: what every step needs. */
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
    background: color-mix(in oklab, var(--_accent) 88%, var(--_on-accent));
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
  .stack {
    display: grid;
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

/** Fields, their hints and errors, and choices. */
export const formStyles = css`
  .fields {
    display: grid;
    gap: calc(var(--_space) * 3);
  }
  .field {
    display: grid;
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
  .wrong input:not([type='radio'], [type='checkbox']),
  .wrong textarea,
  input[aria-invalid='true']:not([type='radio'], [type='checkbox']) {
    border-color: var(--_error);
    box-shadow: inset 0 0 0 1px var(--_error);
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
