import { css } from 'lit';

/** Styles of the card and its steps. The layout depends on the element's own width, not on the viewport's. */
export const bookingStyles = css`
  .booking {
    container-type: inline-size;
  }
  /* What pages reserve for it: while the first step is open nothing below it moves. */
  .booking[data-first] {
    min-block-size: 32rem;
  }
  .booking + slot {
    display: block;
    padding-block: var(--_space);
  }
  .booking[inert] {
    opacity: 0.55;
  }
  .card {
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--ally-surface, transparent);
    overflow-wrap: anywhere;
  }
  .intro,
  .step,
  .end {
    padding: calc(var(--_space) * 2);
  }
  .intro {
    display: grid;
    gap: calc(var(--_space) / 2);
  }
  .intro .heading {
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
  .quiet {
    color: var(--_muted);
  }
  .step {
    border-block-start: 1px solid var(--_border);
  }
  .title {
    display: flex;
    align-items: center;
    gap: var(--_space) calc(var(--_space) * 1.25);
    min-block-size: 44px;
  }
  .title .link {
    margin-inline-end: -0.25em;
  }
  .title .heading {
    flex: 1;
    font-size: 1.0625em;
  }
  .current .title .heading {
    font-size: 1.1875em;
  }
  .upcoming .heading {
    font-weight: 400;
    color: var(--_muted);
  }
  .marker {
    flex: none;
    display: grid;
    place-items: center;
    inline-size: 28px;
    block-size: 28px;
    border: 1px solid var(--_edge);
    border-radius: 50%;
    font-size: 0.875rem;
    font-variant-numeric: tabular-nums;
    color: var(--_muted);
  }
  .current .marker {
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_on-accent);
    font-weight: 600;
  }
  .done .marker {
    border-color: transparent;
    background: color-mix(in srgb, var(--_success) 16%, transparent);
    color: var(--_success);
  }
  .marker svg {
    inline-size: 16px;
    block-size: 16px;
  }
  .content {
    padding-block: var(--_space) calc(var(--_space) * 1.5);
  }
  .answer {
    font-weight: 500;
  }
  .end {
    border-block-start: 1px solid var(--_border);
    background: color-mix(in srgb, var(--_success) 10%, transparent);
    border-end-start-radius: inherit;
    border-end-end-radius: inherit;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 2);
  }
  .end .heading {
    font-size: 1.1875em;
  }
  .restored {
    flex: 1;
    font-weight: 500;
  }
  .privacy a {
    display: inline-block;
    padding-block: 12px;
    color: inherit;
  }
  .test-mark {
    justify-self: start;
    padding: 0.125em 0.75em;
    border: 1px dashed currentColor;
    border-radius: 99px;
    font-size: 0.875em;
  }
  @container (inline-size > 28rem) {
    .intro,
    .step,
    .end {
      padding-inline: calc(var(--_space) * 3);
    }
    .intro {
      padding-block: calc(var(--_space) * 2);
    }
    .content,
    .answer {
      padding-inline-start: calc(28px + var(--_space) * 1.25);
    }
    .answer {
      padding-block-end: var(--_space);
    }
    .content {
      max-inline-size: 44rem;
    }
  }
  @media print {
    .link,
    .upcoming {
      display: none;
    }
  }
`;
