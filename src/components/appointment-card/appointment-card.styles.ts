import { css } from 'lit';

/** Styles of the appointment card, sized for a page that has little other content. */
export const appointmentCardStyles = css`
  :host {
    container-type: inline-size;
    overflow-wrap: anywhere;
  }
  .standing,
  .body {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    padding: calc(var(--_space) * 2);
  }
  .standing {
    gap: calc(var(--_space) / 2);
    background: color-mix(in srgb, currentColor 6%, transparent);
    border-start-start-radius: var(--_radius);
    border-start-end-radius: var(--_radius);
  }
  .standing.scheduled,
  .standing.completed {
    background: color-mix(in srgb, var(--_success) 10%, transparent);
  }
  .standing.scheduling {
    background: var(--_wash);
  }
  .standing .heading {
    font-size: 1.375em;
    line-height: 1.25;
    letter-spacing: -0.01em;
  }
  .heading {
    font-family: var(--ally-heading-font, inherit);
    font-weight: 700;
    text-wrap: balance;
    scroll-margin-block-start: calc(var(--_space) * 4);
  }
  .body {
    gap: calc(var(--_space) * 2);
  }
  .notice .heading {
    font-size: 1.0625em;
  }
  .failure {
    color: var(--_error);
    font-weight: 600;
  }
  .bar {
    border-radius: calc(var(--_radius) / 2);
    background: var(--_border);
    opacity: 0.6;
    /* The space is as wide as a digit, which is wider than most letters. */
    letter-spacing: -0.08em;
    box-decoration-break: clone;
  }
  .bar.block {
    display: inline-grid;
    align-items: center;
    min-block-size: max(44px, var(--_control));
    padding-inline: calc(1.4em + 1px);
    border-radius: var(--_radius);
  }
  @container (inline-size > 28rem) {
    .standing,
    .body {
      padding-inline: calc(var(--_space) * 3);
    }
  }
  @media (forced-colors: active) {
    .standing {
      border-block-end: 1px solid;
    }
    .bar {
      outline: 1px solid;
    }
  }
  @media print {
    .actions {
      display: none;
    }
    .standing {
      break-inside: avoid;
    }
  }
`;
