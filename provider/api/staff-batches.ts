import type { Clock } from "../base/clock";
import { createBatch } from "./batch";
import type { RequestOf, ResponseOf } from "./client";
import { ServiceError } from "./errors";
import { BATCH } from "./limits";
import { meant } from "./mail";

/** One account to create. `Role` can be given here only; `Phone` with the prefix 0086. */
export type SeatUserInfo = RequestOf<"CreateStaff">["Staffs"][number];

export interface StaffBatchOptions {
  clock: Clock;
  create(request: Omit<RequestOf<"CreateStaff">, "SdkAppId">): Promise<ResponseOf<"CreateStaff">>;
  remove(request: Omit<RequestOf<"DeleteStaff">, "SdkAppId">): Promise<ResponseOf<"DeleteStaff">>;
  /** Told of every mail that a call may have touched, when the call has ended in any way. */
  wrote(mail: string): void;
}

export interface StaffBatches {
  create(item: SeatUserInfo, sendPassword: boolean): Promise<void>;
  remove(mail: string): Promise<"accepted" | "online">;
}

/** CreateStaff by 10 (a batch holds one answer to `SendPassword`) and DeleteStaff by 200. */
export function createStaffBatches(options: StaffBatchOptions): StaffBatches {
  const { clock } = options;
  /** Items of calls that were refused as a whole: whether those before the refused one were made, nobody knows. */
  const leftInDoubt = new WeakSet<SeatUserInfo>();
  const creating = (sendPassword: boolean) =>
    createBatch<SeatUserInfo, void>({
      clock,
      size: BATCH.CreateStaff,
      send: async (items) => {
        try {
          const answer = await options.create({ Staffs: [...items], SendPassword: sendPassword });
          return eachCreated(items, answer);
        } catch (error) {
          if (items.length > 1) for (const item of items) leftInDoubt.add(item);
          else if (leftInDoubt.has(items[0]!)) throw perhapsOurs(error);
          throw error;
        } finally {
          for (const item of items) options.wrote(item.Mail);
        }
      },
    });
  const withMail = creating(true);
  const withoutMail = creating(false);
  const remove = createBatch<string, "accepted" | "online">({
    clock,
    size: BATCH.DeleteStaff,
    repeatable: true,
    send: async (mails) => {
      try {
        const answer = await options.remove({ StaffList: [...mails] });
        const online = new Set((answer.OnlineStaffList ?? []).flatMap((shown) => meant(shown, mails)));
        return mails.map((mail) => (online.has(mail) ? "online" : "accepted"));
      } finally {
        for (const mail of mails) options.wrote(mail);
      }
    },
  });
  return { create: (item, sendPassword) => (sendPassword ? withMail : withoutMail)(item), remove };
}

/** What is refused as a duplicate may have been made by the call that it was first part of. */
function perhapsOurs(error: unknown): unknown {
  if (!(error instanceof ServiceError) || !/Duplicat|AccountExist/.test(error.code)) return error;
  const { action, code, serviceMessage, requestId } = error;
  return new ServiceError({ action, code, serviceMessage, applied: "maybe", ...(requestId ? { requestId } : {}) });
}

/**
 * Each item's own outcome: failures of single items stand in `ErrorStaffList` of a successful answer (`null`, absent and
 * `[]` alike mean none).
 */
function eachCreated(items: readonly SeatUserInfo[], answer: ResponseOf<"CreateStaff">): (undefined | Error)[] {
  const failures = (answer.ErrorStaffList ?? []).map((item) => ({
    mail: item.StaffEmail ?? "",
    error: (applied: "no" | "maybe") =>
      new ServiceError({
        action: "CreateStaff",
        code: item.Code || "Unknown",
        serviceMessage: item.Message || "no reason given",
        applied,
        ...(answer.RequestId ? { requestId: answer.RequestId } : {}),
      }),
  }));
  // A failure that names nobody of this call: of one item it must be that one; of several nobody knows whose it is.
  const mails = items.map(({ Mail }) => Mail);
  const stray = failures.find((failure) => meant(failure.mail, mails).length === 0);
  return items.map((item) => {
    const own = failures.find((failure) => meant(failure.mail, mails).includes(item.Mail));
    if (own) return own.error("no");
    return stray?.error(items.length === 1 ? "no" : "maybe");
  });
}
