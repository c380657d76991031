import { UserError } from "../../base/errors";
import { type Address, addressText } from "../../core/define";
import type { Plain } from "../../core/values";
import { personOfText } from "../../roster/people";
import type { RosterChecked } from "../roster";
import type { Context } from "../session";
import { calling, staffKey } from "../shared";
import { leaveAll } from "../staff/leaving";
import { administrators } from "./administrators";
import { tellDeleted } from "./depart";
import { stopDeletion } from "./guard";
import { texts } from "./known";
import { failureText, namesOf, reasonOf } from "./report";
import { pinAccounts, shownAsOf } from "./spelled";

/**
 * Deletes the accounts of a roster: those that it made or took over. Strangers are none of its people, and whoever is held by
 * another resource is released. In an `up` the brake holds for a whole roster too.
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
      const [people, kept] =
        held.length === 1
          ? ["1 person", "holds it now, so the account was not deleted"]
          : [`${held.length} people`, "holds them now, so they were not deleted"];
      ctx.log.notice(`${owner} released ${people}: ${namesOf(holders)} ${kept}: ${namesOf(held)}`);
    }
    const own = mails.filter((mail) => !held.includes(mail));
    await stopDeletion(ctx, `deleting ${owner}`, olds, own);
    const { whenOnline, onlineWaitSeconds } = olds as RosterChecked;
    const before = new Map(texts(olds.people));
    const leavers = await Promise.all(
      own.map(async (mail) => {
        const row = await calling(`deleting ${owner}`, () => ctx.instance.staff.find(mail));
        return { mail, row, before: personOfText(before.get(mail)!) };
      }),
    );
    const reasons = administrators(leavers);
    const going = leavers.filter(({ mail }) => !reasons.has(mail));
    const accounts = new Map(going.map(({ mail }) => [mail, spelled[mail] || mail]));
    const failures = await leaveAll(ctx, accounts, { whenOnline, onlineWaitSeconds });
    for (const [mail, error] of failures) reasons.set(mail, reasonOf(error));
    const gone = going.filter(({ mail, row }) => row && !reasons.has(mail)).map(({ mail }) => mail);
    tellDeleted(ctx, owner, gone);
    if (reasons.size === 0) return;
    throw new UserError(failureText(`deleting ${owner}`, reasons, own.length));
  });
}

function keeperOf(ctx: Context, mail: string, address: Address): string | undefined {
  return ctx.claims.keeper(`${ctx.sdkAppId}/${staffKey(mail)}`, address);
}
