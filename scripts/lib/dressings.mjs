/** In what every state is looked over: our own look and each of the demo's themes, in each colour scheme. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run.mjs';
import { schemes } from './stage.mjs';
import { everyState } from './states.mjs';

export const looks = [
  'plain',
  ...readdirSync(join(root, 'demo', 'themes')).map((file) => file.replace(/\.css$/, '')),
];

export const dressings = looks.flatMap((look) =>
  Object.keys(schemes).map((scheme) => ({ look, scheme, name: `${look}, ${scheme}` })),
);

/** Every state of every step, by a name of its own. */
export const allStates = Object.entries(everyState).flatMap(([step, list]) =>
  list.map((state) => ({ step, state, name: `${step}: ${state.name}` })),
);
