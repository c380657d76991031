import { UserError } from "../../provider/base/errors";
import { createLog } from "../../provider/base/log";
import type { Job, StepLike, View } from "../../provider/core/job";
import { NotReached } from "../../provider/core/not-reached";
import { reconcile } from "../../provider/core/reconcile";

/** The service said no: nothing was applied. */
export class No extends UserError {}

/** A service in memory: what it shows lags behind what it holds by a number of looks. */
export class Model<State> {
  readonly #shown: State[];
  /** Everything that was sent, with what the service held before. */
  readonly sent: { step: StepLike; before: State; refused: boolean }[] = [];

  constructor(
    public state: State,
    readonly lag: number,
    readonly write: (state: State, step: StepLike) => State,
  ) {
    this.#shown = [state];
  }

  apply(step: StepLike): void {
    const before = this.state;
    let refused = true;
    try {
      this.state = this.write(structuredClone(before), step);
      refused = false;
    } finally {
      this.sent.push({ step: structuredClone(step), before, refused });
    }
  }

  look(): State {
    this.#shown.push(this.state);
    return this.#shown.at(-1 - Math.min(this.lag, this.#shown.length - 1))!;
  }
}

export interface Outcome {
  failure: NotReached<unknown> | undefined;
  /** Rounds in which something was sent. */
  rounds: number;
}

/** Runs the real loop with a planner on a model, without waiting. */
export async function play<State, Live, Step extends StepLike>(
  model: Model<State>,
  live: (state: State) => Live,
  plan: (view: View<Live, Step>) => readonly Step[],
  differences: (view: View<Live, Step>) => readonly string[],
): Promise<Outcome> {
  const rounds = new Set<number>();
  let round = -1;
  const job: Job<Live, Step> = {
    doing: "working on it",
    observe: async () => live(structuredClone(model.look())),
    plan: (view) => {
      round = view.round;
      return plan(view);
    },
    differences,
    apply: async (step) => {
      rounds.add(round);
      model.apply(step);
    },
  };
  const clock = { now: () => 0, scaled: (ms: number) => ms, sleep: async () => undefined };
  const options = {
    clock,
    log: createLog({}, () => undefined),
    judge: (error: unknown) => (error instanceof No ? ("refused" as const) : ("fatal" as const)),
    explain: (doing: string, error: unknown) => `${doing}: ${(error as Error).message}`,
  };
  try {
    await reconcile(job, options);
    return { failure: undefined, rounds: rounds.size };
  } catch (error) {
    if (!(error instanceof NotReached)) throw error;
    return { failure: error, rounds: rounds.size };
  }
}

/** A skill group as the list of accounts shows it, but for the priority. */
export function group(SkillGroupId: number): { SkillGroupId: number; SkillGroupName: string; Type: string } {
  return { SkillGroupId, SkillGroupName: `Group ${SkillGroupId}`, Type: "TEL" };
}
