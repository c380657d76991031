import { z } from "zod";
import { describeFailure, mailKey, sameMail } from "../api";
import { UserError } from "../base/errors";
import { PartialFailure } from "../core/failures";
import { formatId } from "../core/ids";
import { NotReached } from "../core/not-reached";
import type { Plain } from "../core/values";
import type { Context } from "./session";

export { mail, mailOrNobody, phone, priority } from "../roster/rules";

/** Inputs that mean the same in several resources. */
export const common = {
  sdkAppId: z.int().positive().optional(),
  onExisting: z.enum(["identical", "adopt", "fail"]).optional(),
};

export type OnExisting = "identical" | "adopt" | "fail";

export const groupId = z.int().positive();

export const sameMailInput = (a: unknown, b: unknown): boolean =>
  typeof a === "string" && typeof b === "string" ? sameMail(a, b) : a === b;

export function staffKey(address: string): string {
  return `staff/${mailKey(address)}`;
}

/** A membership of a person in a group: claimed on its own. */
export function partKey(mailOf: string, skillGroupId: number): string {
  return `${staffKey(mailOf)}/skill group/${skillGroupId}`;
}

/** Whether an existing object may be taken over; throws the refusal, returns the notice. */
export function takeOver(
  what: string,
  id: string,
  differences: readonly string[],
  onExisting: OnExisting | undefined,
): string {
  const policy = onExisting ?? "identical";
  const adopt = 'to change it to what is declared, set onExisting: "adopt"';
  if (policy === "fail") {
    throw new UserError(
      `${what} exists already, and onExisting is "fail". To take it over as it is (id ${id}), leave out onExisting and declare it so; ${adopt}`,
    );
  }
  if (policy === "identical" && differences.length > 0) {
    throw new UserError(
      `${what} exists already and differs: ${differences.join("; ")}. To take it over as it is (id ${id}), declare it so; ${adopt}`,
    );
  }
  return `took over existing ${what}${differences.length > 0 ? ` and changed it: ${differences.join("; ")}` : ""}`;
}

/**
 * Ends a failed write so that nothing is lost: where the object exists, the state keeps what is known of it, and the
 * next `up` goes on from there.
 */
export function partial(ctx: Context, error: unknown, key: string | number, exists: boolean, outs: () => Plain): Error {
  const reason = error instanceof Error ? error : new Error(String(error));
  if (!exists || !(error instanceof UserError)) return reason;
  return new PartialFailure(formatId(ctx.sdkAppId, key), outs(), [reason.message], { cause: reason });
}

/** What a failed loop last saw, if it got that far: it did before anything was sent. */
export function liveOf<Live>(error: unknown): Live | undefined {
  const loop = error instanceof UserError && !(error instanceof NotReached) ? error.cause : error;
  return loop instanceof NotReached ? (loop.live as Live) : undefined;
}

/** Makes one call and tells a failure in the user's words. */
export async function calling<T>(doing: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw error instanceof NotReached || !(error instanceof UserError)
      ? error
      : new UserError(describeFailure(doing, error), { cause: error });
  }
}
