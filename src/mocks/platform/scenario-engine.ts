import type { Postcode } from '../../domain/postcode.js';
import type { Behaviour, Operation } from '../scenarios/behaviours.js';
import type { Ledger } from './store.js';
import { wrongField } from '../http-error.js';
import { scenarios, type ScenarioName } from '../scenarios/scenarios.js';
import { Stage } from '../scenarios/scenario-engine.js';
import { defaultTask, taskOf } from '../scenarios/tasks.js';

/** What goes wrong in the relay, or in the page: the platform has no part in it. */
const notOurs: ReadonlySet<ScenarioName> = new Set([
  'origin-refused',
  'misconfigured',
  'script-fails',
]);

const taskIds = [
  defaultTask.id,
  ...Object.values(scenarios).flatMap((scenario) => ('taskId' in scenario ? scenario.taskId : [])),
];

/** What a scenario does only once, kept with everything else. */
const doneIn = (ledger: Ledger) => {
  const done = ledger.table<true>('done');
  return {
    has: (fact: string) => done.has(fact),
    add: (fact: string) => done.set(fact, true),
    clear: () => {
      done.clear();
    },
  };
};

/** The scenarios, as far as the platform plays a part in them. */
export class PlatformStage extends Stage {
  constructor(ledger: Ledger) {
    super(0, doneIn(ledger));
  }

  override behaviour(postcode: Postcode): Behaviour {
    const playing = this.playing(postcode);
    return playing !== null && notOurs.has(playing) ? {} : super.behaviour(postcode);
  }

  tasks() {
    const data = taskIds.map((taskId) => {
      const { id, name, description, durationMinutes, preparation, minimumAge } = taskOf(
        taskId,
        null,
      );
      return { id, name, description, durationMinutes, preparation, minimumAge };
    });
    return { data };
  }

  protected askAbout(
    taskId: string,
    postcode: Postcode,
    asked: { readonly operation: Operation; readonly param: string },
  ): void {
    if (!taskIds.includes(taskId)) throw wrongField('taskId', 'No such Task.');
    this.about(taskId, postcode, asked);
  }

  protected visitAt(...[taskId, postcode, asked]: Parameters<PlatformStage['askAbout']>): void {
    if (!taskIds.includes(taskId)) throw wrongField('taskId', 'No such Task.');
    this.visit(taskId, postcode, asked);
  }
}
