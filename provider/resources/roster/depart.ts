import { UserError } from "../../base/errors";
import type { Context } from "../session";
import { calling, staffKey } from "../shared";
import { type LeavePolicy, leave, leaveAll } from "../staff/leaving";
import { namesOf, reasonOf } from "./report";
import type { Leaver } from "./sort";
import type { Step } from "./step";
import { strangersNow } from "./strangers";

/** Releases people who leave: whoever another resource has taken meanwhile keeps the account, of the others it is deleted. */
export async function depart(step: Step, leavers: readonly Leaver[]): Promise<void> {
  const { ctx, address } = step;
  const held = new Map<string, string[]>();
  const going = leavers.filter(({ mail }) => {
    const holder = ctx.claims.keeper(`${ctx.sdkAppId}/${staffKey(mail)}`, address);
    if (holder !== undefined) note(held, `held by ${holder}`, mail);
    return holder === undefined;
  });
  tellLetGo(step, held);
  await deleteForGood(step, going);
}

/**
 * Deletes accounts that nobody in the program declares. While there are resources of which it is not known yet whom they
 * declare, nobody can say that of anyone: then nobody goes.
 */
async function deleteForGood(
  step: Step,
  leavers: readonly Leaver[],
  mayStillGo?: LeavePolicy["mayStillGo"],
): Promise<void> {
  const { ctx, address, fates } = step;
  const doubts = unknownYet(step);
  if (doubts !== undefined) for (const { mail } of leavers) fates.failures.set(mail, `${notDeleted(mail)}, ${doubts}`);
  else {
    await deleteAccounts(step, leavers, mayStillGo);
    for (const { mail, row } of leavers) {
      if (fates.failures.has(mail)) continue;
      ctx.claims.left(`${ctx.sdkAppId}/${staffKey(mail)}`, address);
      // Who was not listed may have been gone before.
      if (row) fates.deleted.push(mail);
    }
  }
}

/** Why nobody may be removed now: resources that may declare them; nothing where all is known. */
export function unknownYet({ ctx, address }: Pick<Step, "ctx" | "address">): string | undefined {
  const others = ctx.claims.doubts(address);
  if (others.length === 0) return undefined;
  return `since it is not known yet whom ${namesOf(others)} declares: write the mail there in plain text; or run \`pulumi up\` again, unless it depends on this roster: then let it not depend on it, or put the mail of this account under keep or release`;
}

export const notDeleted = (mail: string): string => `the account of ${mail} was not deleted`;

/** Deletes accounts, all of them in as few calls as they need; who fails is noted. */
export async function deleteAccounts(
  step: Step,
  leavers: readonly Leaver[],
  mayStillGo?: LeavePolicy["mayStillGo"],
): Promise<void> {
  const { ctx, fates } = step;
  const policy = { ...policyOf(step), ...(mayStillGo ? { mayStillGo } : {}) };
  const names = new Map(leavers.flatMap(({ mail, row }) => (row ? [[mail, row.Mail ?? mail] as const] : [])));
  const failures = await leaveAll(ctx, names, policy);
  for (const [mail, error] of failures) fates.failures.set(mail, reasonOf(error));
  // Who is not in the list is asked for by other means before they count as gone.
  const missing = leavers.filter(({ row }) => !row);
  await Promise.all(
    missing.map(({ mail }) =>
      leave(ctx, mail, policy).catch((error) => {
        fates.failures.set(mail, reasonOf(error));
      }),
    ),
  );
}

/**
 * Deletes the accounts of strangers, of whom a last look says that they are strangers still. Where it cannot be had, nobody
 * goes.
 */
export async function dismiss(step: Step, strangers: readonly Leaver[]): Promise<void> {
  const { ctx, address, doing, wanted, olds, fates } = step;
  const mails = strangers.map(({ mail }) => mail).filter((mail) => !fates.failures.has(mail));
  if (mails.length === 0) return;
  try {
    const { rows, alone } = await calling(doing, () => strangersNow(ctx, address, wanted, olds));
    const own = new Set(mails);
    for (const [why, left] of alone) {
      const told = left.filter((mail) => own.has(mail));
      if (told.length > 0) tellAlone(step, why, told);
    }
    const going = mails.flatMap((mail) => (rows.has(mail) ? [{ mail, row: rows.get(mail)!, before: undefined }] : []));
    await deleteForGood(step, going, async (mail) => {
      const now = await strangersNow(ctx, address, wanted, olds);
      const [why] = [...now.alone].find(([, left]) => left.includes(mail)) ?? [];
      if (why !== undefined) throw new UserError(`${notDeleted(mail)}: ${why}`);
    });
  } catch (error) {
    for (const mail of mails) fates.failures.set(mail, reasonOf(error));
  }
}

export function tellAlone({ ctx, title }: Step, why: string, mails: readonly string[]): void {
  ctx.log.notice(`${title} leaves ${namesOf(mails)} alone: ${why}`);
}

export function tellLetGo({ ctx, title }: Step, letGo: ReadonlyMap<string, readonly string[]>): void {
  for (const [why, mails] of letGo) {
    const keep = mails.length === 1 ? "who keeps the account" : "who keep their accounts";
    ctx.log.notice(`${title} released ${namesOf(mails)}, ${keep} (${why})`);
  }
}

/** Nothing else in the output of an `up` says whose accounts went. */
export function tellDeleted({ log }: Pick<Context, "log">, title: string, mails: readonly string[]): void {
  if (mails.length === 0) return;
  const accounts = mails.length === 1 ? "1 account" : `${mails.length} accounts`;
  log.notice(`${title}: deleted ${accounts}: ${namesOf(mails)}`);
}

/** Adds a mail to those of which the same is to be said. */
export function note(reasons: Map<string, string[]>, why: string, mail: string): void {
  reasons.set(why, [...(reasons.get(why) ?? []), mail]);
}

function policyOf({ wanted: { whenOnline, onlineWaitSeconds } }: Step): LeavePolicy {
  return { whenOnline, onlineWaitSeconds };
}
