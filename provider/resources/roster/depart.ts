import { calling, staffKey } from "../shared";
import { type LeavePolicy, leave, leaveAll } from "../staff/leaving";
import { namesOf, reasonOf } from "./report";
import type { Leaver } from "./sort";
import type { Step } from "./step";
import { strangersNow } from "./strangers";

/** Lets go of people who leave: whoever another resource has taken meanwhile keeps the account, of the others it is deleted. */
export async function depart(step: Step, leavers: readonly Leaver[]): Promise<void> {
  const { ctx, address } = step;
  const held = new Map<string, string[]>();
  const going = leavers.filter(({ mail }) => {
    const holder = ctx.claims.keeper(`${ctx.sdkAppId}/${staffKey(mail)}`, address);
    if (holder !== undefined) note(held, `held by ${holder}`, mail);
    return holder === undefined;
  });
  tellLetGo(step, held);
  await deleteAccounts(step, going);
}

/** Deletes accounts, all of them in as few calls as they need; who fails is noted. */
export async function deleteAccounts(step: Step, leavers: readonly Leaver[]): Promise<void> {
  const { ctx, fates } = step;
  const policy = policyOf(step);
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
export async function dismiss(step: Step, mails: readonly string[]): Promise<void> {
  if (mails.length === 0) return;
  const { ctx, address, doing, wanted, olds, fates } = step;
  try {
    const { rows, alone } = await calling(doing, () => strangersNow(ctx, address, wanted, olds));
    const own = new Set(mails);
    for (const [why, left] of alone) {
      const told = left.filter((mail) => own.has(mail));
      if (told.length > 0) tellAlone(step, why, told);
    }
    await deleteAccounts(
      step,
      mails.flatMap((mail) => (rows.has(mail) ? [{ mail, row: rows.get(mail)!, before: undefined }] : [])),
    );
  } catch (error) {
    for (const mail of mails) fates.failures.set(mail, reasonOf(error));
  }
}

export function tellAlone({ ctx, title }: Step, why: string, mails: readonly string[]): void {
  ctx.log.notice(`${title} leaves ${namesOf(mails)} alone: ${why}`);
}

export function tellLetGo({ ctx, title }: Step, letGo: ReadonlyMap<string, readonly string[]>): void {
  for (const [why, mails] of letGo) {
    ctx.log.notice(`${title} let go of ${namesOf(mails)}, who keep their accounts (${why})`);
  }
}

/** Adds a mail to those of which the same is to be said. */
export function note(reasons: Map<string, string[]>, why: string, mail: string): void {
  reasons.set(why, [...(reasons.get(why) ?? []), mail]);
}

function policyOf({ wanted: { whenOnline, onlineWaitSeconds } }: Step): LeavePolicy {
  return { whenOnline, onlineWaitSeconds };
}
