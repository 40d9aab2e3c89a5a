import { css } from 'lit';

/** Styles that only the window picker has. */
export const windowStyles = css`
  .finding,
  .window-list {
    display: grid;
    gap: calc(var(--_space) * 1.5);
    inline-size: 100%;
    margin-block-start: calc(var(--_space) * 1.5);
  }
  .finding {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space);
  }
  .finding > button {
    padding-inline: 1em;
    text-align: inherit;
  }
  .parts {
    display: flex;
    flex: 1 1 100%;
    flex-wrap: wrap;
    gap: var(--_space);
  }
  .parts button {
    padding-inline: 0.9em;
    font-weight: 400;
  }
  .day {
    display: grid;
    gap: var(--_space);
    padding-block-start: calc(var(--_space) * 1.5);
    border-block-start: 1px solid var(--_border);
  }
  .date {
    font-weight: 600;
  }
  .windows {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, var(--_least, 9.5rem)), 1fr));
    gap: var(--_space);
  }
  .wide {
    --_least: 13rem;
  }
  .window {
    gap: var(--_space);
    /* Two lines fit: a window that goes gets a word more, and nothing below it moves. */
    min-block-size: max(44px, var(--_control), 3.25em);
    padding: calc(var(--_space) / 2) var(--_space);
    border: 1px solid var(--_edge);
    border-radius: var(--_radius);
    transition: background-color 150ms;
  }
  .window:hover {
    background: var(--_wash);
  }
  .window:has(:checked),
  [aria-pressed='true'] {
    border-color: var(--_accent);
    background: var(--_wash);
    box-shadow: inset 0 0 0 1px var(--_accent);
  }
  .window:has(:disabled) {
    border-style: dashed;
    background: none;
    color: var(--_muted);
    cursor: default;
  }
  .window :is(:disabled, :checked) + .says .aside {
    color: inherit;
  }
  .window:has(:focus-visible) {
    outline: 3px solid var(--_focus);
    outline-offset: 2px;
  }
  .window input:focus-visible {
    outline: none;
    box-shadow: none;
  }
  .choice.window input {
    inline-size: 18px;
    block-size: 18px;
    /* Browsers bring what has focus into view: its box is larger. */
    scroll-margin: 2em;
  }
  .says {
    display: flex;
    flex: 1;
    flex-wrap: wrap;
    justify-content: space-between;
    column-gap: var(--_space);
    line-height: 1.3;
  }
  /* Where there is no quieter line yet its room is kept, however many lines the time takes. */
  .says:not(:has(.aside))::after {
    content: '';
    inline-size: 3em;
    block-size: 1.1375em;
  }
  /* Heard as a pause, and not seen. */
  .aside::before {
    content: '' / ', ';
  }
  .aside {
    color: var(--_muted);
    font-size: 0.875em;
  }
  @container (inline-size < 24rem) {
    .parts {
      display: grid;
      grid-template-columns: 1fr 1fr;
    }
  }
  @container (inline-size > 24rem) {
    .says {
      justify-content: start;
    }
    .says > :first-child {
      flex-basis: 100%;
    }
  }
  @container (inline-size > 40rem) {
    .day {
      grid-template-columns: 13rem 1fr;
      align-items: start;
    }
    .day > :not(.date) {
      grid-column: 2;
    }
    .date {
      padding-block-start: 0.8em;
    }
  }
  @media (forced-colors: active) {
    /* Not an outline, which is where the keyboard is. A radio has its own mark. */
    [aria-pressed='true'] {
      text-decoration: underline;
    }
  }
`;
