import { readPostcode, type Postcode } from '../../domain/postcode.js';
import type { Task } from '../../domain/task.js';
import { isVisited } from '../availability/areas.js';
import { behaviours, type Behaviour, type Operation } from './behaviours.js';
import { Refusal, wrongField } from '../http-error.js';
import { scenarioOf, type ScenarioName } from './scenarios.js';
import { taskOf } from './tasks.js';

/** What a scenario does only once, and has done. */
export interface Done {
  readonly has: (fact: string) => boolean;
  readonly add: (fact: string) => unknown;
  readonly clear: () => void;
}

/** Which scenario is played where, and what of it has been done already. */
export class Stage {
  /** Whoever keeps what was done gives their own list of it. */
  constructor(
    private readonly plainLatency: number,
    private readonly done: Done = new Set<string>(),
  ) {}

  protected forced: ScenarioName | null = null;
  /** The postcode that was last asked about. */
  protected lastAsked: Postcode = '';

  /** Makes every postcode and Task play a scenario; null gives each its own again. */
  use(scenario: ScenarioName | null): void {
    this.forced = scenario;
    this.done.clear();
  }

  /** What a postcode plays just now. */
  playing(postcode: Postcode): ScenarioName | null {
    return scenarioOf(postcode) ?? this.forced;
  }

  /** How the clinic behaves about a postcode just now. */
  behaviour(postcode: Postcode): Behaviour {
    const playing = this.playing(postcode);
    return (playing === null ? undefined : behaviours[playing]) ?? {};
  }

  /** How long an answer about a postcode takes, in milliseconds; for ever where nothing is answered. */
  latency(postcode: Postcode): number {
    return this.behaviour(postcode).latency ?? this.plainLatency;
  }

  /** Whether a chunk of the widget's script is missing: when it is loaded ahead, and when it is needed. */
  lacksScript(): boolean {
    if (this.playing(this.lastAsked) !== 'script-fails') return false;
    return this.first('script ahead', this.lastAsked) || this.first('script', this.lastAsked);
  }

  /** Whether the answer to a booking is lost on its way: the first one, where the scenario is such. */
  loses(postcode: Postcode): boolean {
    return this.behaviour(postcode).loses === 'first-booking' && this.first('lost', postcode);
  }

  /** The question is about a Task of ours and a postcode in standard form. */
  protected about(
    taskId: string,
    postcode: Postcode,
    { operation, param }: { readonly operation: Operation; readonly param: string },
  ): Task {
    const task = taskOf(taskId, this.forced);
    const reading = readPostcode(postcode);
    if (!reading.ok || reading.value !== postcode)
      throw wrongField(param, 'Not a postcode in standard form.');
    this.meet(operation, postcode);
    return task;
  }

  /** As `about`, for what is only done where the clinic goes. */
  protected visit(...[taskId, postcode, asked]: Parameters<Stage['about']>): Task {
    const task = this.about(taskId, postcode, asked);
    if (this.reason(postcode) === undefined) return task;
    const { param } = asked;
    throw new Refusal(422, 'outside_coverage', 'The place is not covered.', { param });
  }

  /** Whatever a scenario does to a question is done. */
  protected meet(operation: Operation, postcode: Postcode): void {
    const { refuses } = this.behaviour(postcode);
    if (!refuses?.on.includes(operation)) return;
    if (refuses.once !== true || this.first('failed', postcode)) throw refuses.how;
  }

  /** The first number that is given is refused, and remains so. */
  protected checkPhone(postcode: Postcode, phone: string, param = 'patients.0.phone'): void {
    if (this.behaviour(postcode).refusesPhone !== true) return;
    if (this.first('phone', postcode)) this.done.add(`refused ${phone}`);
    if (this.done.has(`refused ${phone}`)) throw wrongField(param, 'The number is not in use.');
  }

  protected reason(postcode: Postcode): string | undefined {
    if (this.playing(postcode) !== null) return this.behaviour(postcode).reason;
    return isVisited(postcode) ? undefined : 'outside_coverage';
  }

  /** True the first time that something is done about a postcode. */
  protected first(what: string, postcode: Postcode): boolean {
    const fact = `${what} ${postcode}`;
    if (this.done.has(fact)) return false;
    this.done.add(fact);
    return true;
  }
}
