import { outwardCode, postcodeArea, type Postcode } from '../../domain/postcode.js';

/** Postcode areas that lie in Greater London or Greater Manchester, wholly or for the most part. */
const areas = new Set(
  ('E EC N NW SE SW W WC BR CR DA EN HA IG KT RM SM TW UB ' + 'M BL OL SK WN').split(' '),
);

/** Districts of other areas that reach into them, or whose edge may: a street too many is harmless here. */
const districts = new Set(
  ('TN14 TN16 WD3 WD6 WD19 WD23 CM13 CM14 SL0 SL3 SL9 ' + 'WA3 WA13 WA14 WA15').split(' '),
);

/** Whether the pretend clinic visits a real postcode: London, Manchester, and nowhere else. */
export const isVisited = (postcode: Postcode): boolean =>
  areas.has(postcodeArea(postcode)) || districts.has(outwardCode(postcode));
