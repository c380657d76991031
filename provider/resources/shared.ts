import { z } from "zod";
import { describeFailure, mailKey, normalPhone, sameMail } from "../api";
import { UserError } from "../base/errors";
import { PartialFailure } from "../core/failures";
import { formatId } from "../core/ids";
import { NotReached } from "../core/reconcile";
import type { Plain } from "../core/values";
import type { Context } from "./session";

/** Inputs that mean the same in several resources. */
export const common = {
  sdkAppId: z.int().positive().optional(),
  onExisting: z.enum(["identical", "adopt", "fail"]).optional(),
};

export type OnExisting = "identical" | "adopt" | "fail";

/** A mail address, as far as a call can carry it: something before and after one `@`, no spaces. */
export const mail = z.string().regex(/^[^\s@]+@[^\s@]+$/, 'a mail address such as "li@example.com"');

export const priority = z.literal([1, 2, 3, 4, 5]);

export const groupId = z.int().positive();

/** Kept in one form; what cannot be parsed is kept as written, and "" clears. */
export const phone = z
  .string()
  .regex(/^[+\d][\d\s()-]*$|^$/, 'a phone number such as "+86 138 0013 8000" or "008613800138000"')
  .transform((text) => (text === "" ? "" : normalPhone(text)));

export const sameMailInput = (a: unknown, b: unknown): boolean =>
  typeof a === "string" && typeof b === "string" ? sameMail(a, b) : a === b;

export function staffKey(address: string): string {
  return `staff/${mailKey(address)}`;
}

/** Whether an existing object may be taken over; throws the refusal, returns the notice. */
export function takeOver(
  what: string,
  id: string,
  differences: readonly string[],
  onExisting: OnExisting | undefined,
): string {
  const policy = onExisting ?? "identical";
  const ways = `To take it over as it is declared, set onExisting: "adopt"; to bring it into the state as it is, import it (id ${id})`;
  if (policy === "fail") throw new UserError(`${what} exists already, and onExisting is "fail". ${ways}`);
  if (policy === "identical" && differences.length > 0) {
    throw new UserError(`${what} exists already and differs: ${differences.join("; ")}. ${ways}`);
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

/** What a failed loop last saw, if it got that far. */
export function liveOf<Live>(error: unknown): Live | undefined {
  return error instanceof NotReached ? (error.live as Live) : undefined;
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
