/**
 * An error made for the user: its message says what was expected, what came and what to do. Everything else that is
 * thrown is a defect of the provider and is reported as one.
 */
export class UserError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "UserError";
  }
}

/** The message of anything that was thrown, never its stack. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
