import { css } from 'lit';

/** Styles that only the calendar has. They are loaded with its code. */
export const calendarStyles = css`
  .popover {
    position: fixed;
    inset: 0 auto auto 0;
    z-index: 2147483647;
    display: grid;
    justify-items: center;
    /* Seven columns of 44 pixels fit into a window of 320. */
    inline-size: min(22rem, 100vw - 8px);
    /* Not fit-content, as popovers have it: WebKit would stretch it to the whole window. */
    block-size: auto;
    max-block-size: calc(100vh - 8px);
    margin: 0;
    padding: var(--_space) clamp(0px, 100vw - 336px, 8px);
    overflow: auto;
    border: 1px solid var(--_edge);
    border-radius: var(--_radius);
    /* The card may be transparent, or see-through: a calendar over a list may not. */
    background: linear-gradient(var(--ally-surface, transparent), var(--ally-surface, transparent))
      var(--_ground);
    color: var(--_text);
    box-shadow: 0 8px 32px rgb(0 0 0 / 20%);
  }
  .calendar-nav,
  .week {
    display: grid;
    grid-template-columns: repeat(7, minmax(0, 1fr));
    align-items: center;
    text-align: center;
  }
  .popover > :not(.link) {
    inline-size: 100%;
  }
  .popover button:not(.link) {
    min-block-size: 44px;
    padding: 0;
    border: 2px solid transparent;
  }
  .calendar-nav button {
    font-size: 1.375em;
    line-height: 1;
    /* Its arrow points the page's way. */
    unicode-bidi: normal;
  }
  #month {
    grid-column: 2 / 7;
    font-weight: 600;
  }
  [role='columnheader'] {
    color: var(--_muted);
    font-size: 0.8125em;
  }
  [role='gridcell'],
  .popover [aria-disabled='true'] {
    background: none;
    color: var(--_muted);
    font-weight: 400;
    cursor: default;
  }
  .popover [role='gridcell'][aria-disabled='false'] {
    background: var(--_wash);
    background-clip: padding-box;
    color: inherit;
    font-weight: 700;
    cursor: pointer;
  }
  .popover [aria-disabled='false']:hover {
    border-color: var(--_accent);
  }
  .popover [role='gridcell'][aria-selected='true'] {
    background: var(--_accent);
    color: var(--_on-accent);
    outline-color: currentColor;
  }
  [aria-current='date'] {
    text-decoration: underline 2px;
    text-underline-offset: 0.3em;
  }
  .popover :focus-visible {
    outline-offset: -3px;
    box-shadow: none;
  }
  @media (forced-colors: active) {
    .popover {
      background: Canvas;
    }
    /* Every button has an edge here: within it. */
    .popover :focus-visible {
      outline-offset: -7px;
    }
    .popover [aria-disabled='true'] {
      border-color: Canvas;
      color: GrayText;
    }
    .popover [role='gridcell'][aria-selected='true'] {
      border-color: Highlight;
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
  }
`;
