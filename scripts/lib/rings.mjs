/** The rings of tests: which runners each has, in lanes that run side by side on two cores. */
export const rings = {
  quick: [['unit', 'browser']],
  whole: [
    ['unit', 'browser', 'pages'],
    ['firefox', 'webkit'],
  ],
  wide: [['unit', 'browser', 'firefox', 'webkit', 'pages']],
};
