import { css } from 'lit';

/** Styles that only the patient form has. */
export const patientStyles = css`
  .choices {
    display: flex;
    flex-wrap: wrap;
    column-gap: calc(var(--_space) * 3);
  }
  .date-parts {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--_space) * 1.5);
  }
  .date-part {
    inline-size: min-content;
    min-inline-size: 4.75em;
  }
  .date-part:first-child {
    min-inline-size: 3.5em;
  }
  .date-part input {
    padding-inline: 0.5em;
  }
  .date-part label {
    font-weight: 400;
    white-space: nowrap;
  }
  .name {
    font-weight: 600;
  }
  .group {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 3);
    padding-block-start: calc(var(--_space) * 3);
    border-block-start: 1px solid var(--_border);
  }
  .title {
    font-weight: 600;
    font-size: 1.0625em;
  }
  .error-summary {
    padding: calc(var(--_space) * 2);
    border: 3px solid var(--_error);
    border-radius: var(--_radius);
  }
  .error-summary ul {
    list-style: none;
  }
  .error-summary a {
    display: inline-block;
    padding-block: 12px;
    color: var(--_error);
    font-weight: 600;
  }
  .error-summary:focus {
    outline: 3px solid var(--_focus);
    outline-offset: 2px;
  }
`;
