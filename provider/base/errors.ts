import { masker } from "./mask";

/**
 * An error made for the user: its message says what was expected, what came and what to do. Everything else that is
 * thrown is a defect of the provider and is reported as one.
 *
 * Where `TCCC_MASK` says so, it is masked from the start: in a program it leaves the process by nobody's hand but Node's.
 */
export class UserError extends Error {
  constructor(given: string, options?: ErrorOptions) {
    const message = masker(process.env)(given);
    super(message, options);
    this.name = "UserError";
    // Pulumi prints the stack of what a program throws; where in our code it was thrown helps no user.
    Object.defineProperty(this, "stack", {
      value: `${new.target.name}: ${message}`,
      configurable: true,
      writable: true,
    });
  }

  /** As Node prints what nobody caught: the message, not the error of the system below it with its stack. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return String(this.stack);
  }
}

/** The message of anything that was thrown, never its stack. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** What went wrong, without what to do about it. */
export function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split("\n", 1)[0]!;
}
