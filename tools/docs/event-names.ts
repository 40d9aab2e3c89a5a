import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Manifest {
  readonly modules: readonly {
    readonly declarations: readonly {
      readonly tagName: string;
      readonly events: readonly { readonly name: string }[];
    }[];
  }[];
}

/** Returns the names of the events that `<ally-booking>` fires, from the manifest. */
export const eventNames = (root: string): readonly string[] => {
  const text = readFileSync(join(root, 'custom-elements.json'), 'utf8');
  const { modules } = JSON.parse(text) as Manifest;
  return modules
    .flatMap(({ declarations }) => declarations)
    .filter(({ tagName }) => tagName === 'ally-booking')
    .flatMap(({ events }) => events.map(({ name }) => name));
};
