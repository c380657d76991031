import { UserError } from "../base/errors";
import type { Plain } from "./values";

/**
 * Half-done is a typed outcome: the object exists, and this is what is known of it. Pulumi keeps `properties` in its
 * state, shows `reasons`, and calls `update` at the next `up`.
 */
export class PartialFailure extends UserError {
  constructor(
    readonly id: string,
    readonly properties: Plain,
    readonly reasons: string[],
    options?: ErrorOptions,
  ) {
    super(reasons.join("\n"), options);
    this.name = "PartialFailure";
  }
}

/**
 * What a verb throws to Pulumi. Its plugin host prints `${error}: ${error.stack}` for some verbs before it passes the
 * message on; both are kept short here, so that no stack reaches a user's face and nothing is told twice.
 */
export class VerbError extends Error {
  readonly id?: string;
  readonly properties?: Plain;
  readonly reasons?: string[];

  /**
   * @param stateOf what the engine is to keep of an object that is half-done
   * @param shown how a text is shown to this user
   */
  constructor(title: string, cause: unknown, stateOf: (outs: Plain) => Plain, shown: (text: string) => string) {
    const user = cause instanceof UserError;
    const text = cause instanceof Error ? cause.message : String(cause);
    super(
      shown(
        user
          ? text
          : `${title}: defect of the provider: ${text}. Please report it; TCCC_LOG=debug shows where it happened.`,
      ),
    );
    Object.defineProperty(this, "stack", { value: shown(`${title} failed`) });
    if (cause instanceof PartialFailure) {
      this.id = cause.id;
      this.properties = stateOf(cause.properties);
      this.reasons = cause.reasons.map(shown);
    }
  }

  override toString(): string {
    return "tccc";
  }
}
