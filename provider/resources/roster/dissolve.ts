import { UserError } from "../../base/errors";
import { type Address, addressText } from "../../core/define";
import type { Plain } from "../../core/values";
import type { RosterChecked } from "../roster";
import type { Context } from "../session";
import { staffKey } from "../shared";
import { leaveAll } from "../staff/leaving";
import { stopDeletion } from "./guard";
import { texts } from "./known";
import { failureText, namesOf, reasonOf } from "./report";
import { pinAccounts, shownAsOf } from "./spelled";

/**
 * Deletes the accounts of a roster: those that it made or took over. Strangers are none of its people, and whoever is held by
 * another resource is let go. In an `up` the brake holds for a whole roster too.
 */
export async function dissolveRoster(ctx: Context, _key: string, olds: Plain, address: Address): Promise<void> {
  const owner = addressText(address);
  pinAccounts(ctx, olds);
  const spelled = shownAsOf(olds);
  const mails = texts(olds.people).map(([mail]) => mail);
  await ctx.locks.hold(mails.map(staffKey), async () => {
    const held = mails.filter((mail) => keeperOf(ctx, mail, address) !== undefined);
    if (held.length > 0) {
      const holders = [...new Set(held.map((mail) => keeperOf(ctx, mail, address)!))];
      ctx.log.notice(
        `${owner} let go of ${held.length} people: ${namesOf(holders)} holds them now, so they were not deleted: ${namesOf(held)}`,
      );
    }
    const own = mails.filter((mail) => !held.includes(mail));
    await stopDeletion(ctx, `deleting ${owner}`, olds, own);
    const { whenOnline, onlineWaitSeconds } = olds as RosterChecked;
    const accounts = new Map(own.map((mail) => [mail, spelled[mail] || mail]));
    const failures = await leaveAll(ctx, accounts, { whenOnline, onlineWaitSeconds });
    if (failures.size === 0) return;
    const reasons = new Map([...failures].map(([mail, error]) => [mail, reasonOf(error)]));
    throw new UserError(failureText(`deleting ${owner}`, reasons, own.length));
  });
}

function keeperOf(ctx: Context, mail: string, address: Address): string | undefined {
  return ctx.claims.keeper(`${ctx.sdkAppId}/${staffKey(mail)}`, address);
}
