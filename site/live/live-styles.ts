import { css } from 'lit';

/** Styles of the stage around the booking, and of the panel beside it. */
export const liveStyles = css`
  :host {
    container-type: inline-size;
    line-height: 1.5;
    --line: light-dark(#d4dbdc, #3a4245);
    --quiet: light-dark(#4c5759, #aab4b6);
    --sheet: light-dark(#fff, #171c1e);
  }
  .frame {
    display: grid;
    border: 1px solid var(--line);
    border-radius: 16px;
    overflow: clip;
  }
  .stage {
    min-inline-size: 0;
    padding: clamp(0.5rem, 4cqi, 2rem);
    background: light-dark(#f3f6f6, #101416);
    color: light-dark(#172022, #eef2f2);
  }
  .stage > div {
    max-inline-size: 34rem;
    margin-inline: auto;
  }
  :host([look='luxury']) .stage {
    color-scheme: dark;
    background: #0a0908;
    color: #ece5d8;
  }
  :host([look='civic']) .stage {
    color-scheme: light;
    background: #fff;
    color: #0b0c0e;
  }
  :host([look='playful']) .stage {
    background: light-dark(#ffe9f4, #170a2c);
    color: light-dark(#2b1450, #fff1fb);
  }
  .panel {
    display: grid;
    align-content: start;
    gap: 1rem;
    min-inline-size: 0;
    border-block-start: 1px solid var(--line);
    padding: clamp(0.75rem, 4cqi, 1.5rem);
    background: var(--sheet);
    font-size: 0.875rem;
  }
  label {
    display: grid;
    gap: 0.25rem;
    font-weight: 600;
  }
  select {
    box-sizing: border-box;
    inline-size: 100%;
    min-block-size: 2.75rem;
    border: 1px solid light-dark(#748184, #8b979a);
    border-radius: 8px;
    padding-inline: 0.625rem;
    font: inherit;
    font-weight: 400;
    color: inherit;
    background: var(--sheet);
  }
  select:focus-visible,
  [tabindex]:focus-visible {
    outline: 3px solid light-dark(#0d5c63, #7cd0d2);
    outline-offset: 2px;
  }
  p {
    margin: 0;
    color: var(--quiet);
  }
  code {
    font-family: ui-monospace, monospace;
    font-size: 0.8125rem;
    overflow-wrap: anywhere;
  }
  h2 {
    margin: 0;
    font-size: inherit;
  }
  ol {
    display: grid;
    gap: 0.25rem;
    margin: 0;
    border: 1px solid var(--line);
    border-radius: 8px;
    padding: 0.625rem;
    max-block-size: 14rem;
    min-block-size: 3rem;
    overflow: auto;
    list-style: none;
  }
  @container (min-width: 46rem) {
    .frame {
      grid-template-columns: 1fr 17rem;
    }
    .panel {
      border-block-start: 0;
      border-inline-start: 1px solid var(--line);
    }
  }
`;
