import { UserError } from "../base/errors";
import type { Attempt, Job, LoopOptions, StepLike, View } from "./job";

/** The loop ended without reaching what was wanted. `live` is what is there, as far as it is known. */
export class NotReached<Live> extends UserError {
  constructor(
    message: string,
    readonly live: Live,
    /** What was sent: an object whose creation was accepted exists, whether or not it was seen since. */
    readonly tried: readonly Attempt<StepLike>[],
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = "NotReached";
  }
}

/** Whether a call of this name was accepted before the loop failed. */
export function wasAccepted(error: unknown, call: string): boolean {
  if (!(error instanceof NotReached)) return false;
  return error.tried.some(({ step, refused, doubtful }) => step.call === call && !refused && !doubtful);
}

/** How a job that has nothing left to try is told. */
export function notReached<Live, Step extends StepLike>(
  job: Job<Live, Step>,
  view: View<Live, Step>,
  options: LoopOptions,
  obstacle?: string,
): NotReached<Live> {
  const last = view.tried.findLast((attempt) => attempt.round === view.round - 1);
  const cause = last?.refused ?? last?.doubtful;
  const differences = job.differences(view);
  const found = differences.length > 0 ? `Still different: ${differences.join("; ")}` : "";
  // Where nothing was applied, what differs is all that was wanted: the refusal says enough.
  const partly = view.tried.some(({ refused, doubtful }) => refused === undefined && doubtful === undefined);
  const message = cause
    ? [options.explain(job.doing, cause), obstacle ?? "", partly ? found : ""].filter((line) => line !== "").join("\n")
    : `${job.doing}: the service accepted every call, but what it shows is not what was declared. ${found}. Run \`pulumi up\` again if the service was slow; otherwise change it in the console`;
  return new NotReached(message, view.live, view.tried, { cause });
}
