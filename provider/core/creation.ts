import { UserError } from "../base/errors";
import type { Attempt, StepLike } from "./job";

/** How a job makes its object, and what is asked about one that it did not make. */
export interface Creation<Live> {
  /** The call that makes it. */
  readonly call: string;
  exists(live: Live): boolean;
  /**
   * Asked once about an object that this job did not make: one that was there at first, or that somebody else made before
   * our create arrived. Throws where it must not be taken over.
   */
  found(live: Live): Promise<void> | void;
  /** Told where the object is not there, before anything is sent; throws where it cannot be made. */
  absent?(): void;
  /** Whether what shows after a create in doubt is what that create asked for. */
  isAsSent(live: Live): boolean;
  /** Whether a refusal of the create says that the object is there already: it is given the time to show. */
  saysTaken(refusal: unknown): boolean;
  /** Whether a failure that leaves in doubt what was done may be such a refusal too. Default: no. */
  mayBeRefusal?(failure: unknown): boolean;
  /**
   * Whether the object is certainly not there, by its own question too. To be given only where the caller chooses the key: a
   * create of which the answer was lost may then be sent once more, since the key makes a second object impossible.
   */
  isAbsent?(): Promise<boolean>;
}

/**
 * Whose the object of one job is. A refused create is the same question as an object found at first; only a create that was
 * accepted, or one in doubt after which just that object shows, has made it.
 */
export class Making<Live> {
  /** `found`: it was there, and may be taken over. Not known yet: it is not there, as far as anybody has seen. */
  whose: "made" | "found" | undefined;
  #again = false;

  constructor(readonly rules: Creation<Live>) {}

  /** At the first look. */
  async first(live: Live): Promise<void> {
    if (!this.rules.exists(live)) return this.rules.absent?.();
    await this.#ask(live);
  }

  /** After each call. */
  sent({ step, refused, doubtful }: Attempt<StepLike>): void {
    if (step.call === this.rules.call && refused === undefined && doubtful === undefined) this.whose = "made";
  }

  /** At each later look, before anything is planned for what is there. */
  async appeared(live: Live, tried: readonly Attempt<StepLike>[]): Promise<void> {
    if (this.whose !== undefined || !this.rules.exists(live)) return;
    const { rules } = this;
    const isOurs = tried.some(
      ({ step, doubtful }) =>
        step.call === rules.call && doubtful !== undefined && rules.mayBeRefusal?.(doubtful) !== true,
    );
    if (isOurs && rules.isAsSent(live)) this.whose = "made";
    else await this.#ask(live);
  }

  async #ask(live: Live): Promise<void> {
    await this.rules.found(live);
    this.whose = "found";
  }

  /** Whether a create that was refused may come to show as the object that stood in its way. */
  isLate({ step, refused }: Attempt<StepLike>): boolean {
    return this.whose === undefined && step.call === this.rules.call && this.rules.saysTaken(refused);
  }

  /** Whether these calls would create what an earlier create, of which nobody knows what it did, may have made. */
  wasInDoubt(steps: readonly StepLike[], tried: readonly Attempt<StepLike>[]): boolean {
    const { call } = this.rules;
    return (
      steps.some((step) => step.call === call) &&
      tried.some(({ step, doubtful }) => step.call === call && doubtful !== undefined)
    );
  }

  /** Whether a create in doubt may be sent once more: it certainly made nothing. */
  async mayRepeat(tried: readonly Attempt<StepLike>[]): Promise<boolean> {
    const { call } = this.rules;
    const isInDoubt = tried.findLast(({ step }) => step.call === call)?.doubtful !== undefined;
    if (this.#again || this.whose !== undefined || !isInDoubt) return false;
    try {
      this.#again = (await this.rules.isAbsent?.()) ?? false;
    } catch (error) {
      // A failure is no answer: the doubt stays, and is what the user hears.
      if (!(error instanceof UserError)) throw error;
    }
    return this.#again;
  }

  /** Rounds that the loop may have beyond its own. */
  get moreRounds(): number {
    return this.#again ? 1 : 0;
  }
}
