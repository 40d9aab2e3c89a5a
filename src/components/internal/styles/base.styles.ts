import { css } from 'lit';

/**
 * The public tokens with their fallbacks. Light or dark follows the page's own `color-scheme`. Everything that is not
 * a token is inherited from the page.
 */
export const tokens = css`
  :host {
    display: block;
    --_accent: var(--ally-accent, light-dark(#0d5c63, #7cd0d2));
    --_on-accent: var(--ally-on-accent, light-dark(#fff, #06272a));
    --_under-pointer: var(--_accent);
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
  /* Where the page's lines begin, whatever the direction of the words. */
  :host(:dir(rtl)) {
    text-align: right;
  }
  :host([hidden]) {
    display: none;
  }
  /*
   * Black or white, whichever stands out more from the accent as a screen can show it: the two meet at a
   * luminance of 0.179, at 4.58 to 1. Under the pointer the accent moves away from there; what is nearly black or
   * white moves back.
   */
  @supports (color: color(from red srgb-linear r g b)) {
    :host {
      --_y: (0.2126 * clamp(0, r, 1) + 0.7152 * clamp(0, g, 1) + 0.0722 * clamp(0, b, 1));
      --_ink: clamp(0, (0.179 - var(--_y)) * 99999, 1);
      --_tint: clamp(0, (0.045 - var(--_y)) * (0.179 - var(--_y)) * (0.4 - var(--_y)) * 1e9, 1);
      --_on-accent: var(
        --ally-on-accent,
        color(from var(--_accent) srgb-linear var(--_ink) var(--_ink) var(--_ink) / 1)
      );
      --_under-pointer: color-mix(
        in oklab,
        var(--_accent) 88%,
        color(from var(--_accent) srgb-linear var(--_tint) var(--_tint) var(--_tint))
      );
    }
  }
  *,
  ::before,
  ::after {
    box-sizing: border-box;
    /* English keeps its order on a page that is read from the right, and what a person types has its own. */
    unicode-bidi: plaintext;
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
