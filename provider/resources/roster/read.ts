import type { StaffInfo } from "../../api";
import { type Address, addressText, type ReadBack } from "../../core/define";
import type { Plain } from "../../core/values";
import { personOfText } from "../../roster/people";
import type { GroupMap } from "../../roster/skill-names";
import { findOrGone } from "../presence";
import type { RosterChecked } from "../roster";
import type { Context } from "../session";
import { calling, staffKey } from "../shared";
import { declaresSwitches, observePerson } from "../staff/live";
import { texts } from "./known";
import { livePerson, unmanagedOf } from "./live";
import { pinAccounts, shownAs } from "./spelled";
import { strangerJudge, strangerText } from "./strangers";

/**
 * The roster as it is live, from one list for all. Whoever is gone is left out; where the roster is exclusive, everybody
 * else of the instance is among its `strangers`, so that a preview shows their removal before it can happen.
 */
export async function readRoster(ctx: Context, _key: string, olds: Plain, address: Address): Promise<ReadBack> {
  const doing = `reading ${addressText(address)}`;
  return calling(doing, async () => {
    pinAccounts(ctx, olds);
    const groups = (olds.skillGroups ?? {}) as GroupMap;
    const unreadable = (olds.unreadable ?? {}) as Record<string, string[]>;
    const seen = await Promise.all(
      texts(olds.people).map(async ([mail, text]) => {
        const row = await findOrGone(ctx.instance.staff, mail, `Staff ${mail}`);
        if (!row) return undefined;
        const listed = personOfText(text);
        const person = { ...listed, mail };
        // A step of its own for each of ten thousand is time: most declare no switches.
        const switches = declaresSwitches(person) ? (await observePerson(ctx, person, "shared")).switches : undefined;
        return { mail, text: livePerson(listed, { row, switches }, groups, unreadable[mail]), shown: row.Mail };
      }),
    );
    const there = seen.filter((one) => one !== undefined);
    const people: Record<string, string> = Object.fromEntries(there.map(({ mail, text }) => [mail, text]));
    // Whom other entries of the state have is no stranger, also where the program declares them late.
    if (olds.exclusive === true) await ctx.inState.quiet(ctx.clock);
    const rows = await ctx.instance.staff.all();
    const computed: Plain = {
      count: Object.keys(people).length,
      shownAs: undefined,
      ...shownAs(there.map(({ mail, shown }) => [mail, shown])),
      ...unmanagedOf(ctx, rows, people, address, olds as RosterChecked),
    };
    // Entries of the same state are read at the same time; whom they have is no stranger.
    if (olds.exclusive === true) await ctx.inState.quiet(ctx.clock);
    return { inputs: { ...olds, people, ...strangersSeen(ctx, rows, people, olds, address) }, computed };
  });
}

/**
 * Everybody else, where the roster is exclusive. A state that was never told whom the rest of the program declares, such as
 * one from a file of its own for import, knows no strangers: the next `up` tells it.
 */
function strangersSeen(
  ctx: Context,
  rows: readonly StaffInfo[],
  people: Readonly<Record<string, string>>,
  olds: Plain,
  address: Address,
): Plain {
  if (olds.exclusive !== true || !Array.isArray(olds.elsewhere) || olds.strangers === undefined) return {};
  const settings = olds as RosterChecked;
  const own = [...Object.keys(people), ...texts(olds.people).map(([mail]) => mail)];
  const whyNot = strangerJudge(ctx, address, { ...settings, people: own });
  const isElsewhere = ({ Mail }: StaffInfo): boolean =>
    ctx.inState.holder(`${ctx.sdkAppId}/${staffKey(Mail ?? "")}`, address) !== undefined;
  const strange = rows.filter((row) => whyNot(row) === undefined && !isElsewhere(row));
  const seen = strange.map((row) => [row.Mail!, strangerText(row)] as const);
  return { strangers: Object.fromEntries(seen.sort(([a], [b]) => (a < b ? -1 : 1))) };
}
