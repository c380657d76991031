import { mailKey, type StaffInfo } from "../../api";
import { type Address, addressText, type ReadBack } from "../../core/define";
import type { Plain } from "../../core/values";
import { matcher } from "../../roster/keep";
import { personOfText, personText } from "../../roster/people";
import { liveRoles, roleId } from "../../roster/roles";
import type { GroupMap } from "../../roster/skill-names";
import { findOrGone } from "../presence";
import type { RosterChecked } from "../roster";
import type { Context } from "../session";
import { calling, staffKey } from "../shared";
import { declaresSwitches, observePerson } from "../staff/live";
import { livePerson, unmanagedOf } from "./live";
import { texts } from "./sort";

/**
 * The roster as it is live, from one list for all. Whoever is gone is left out; where the roster is exclusive, everybody
 * else of the instance is in it, so that a preview shows her removal before it can happen.
 */
export async function readRoster(ctx: Context, _key: string, olds: Plain, address: Address): Promise<ReadBack> {
  const doing = `reading ${addressText(address)}`;
  return calling(doing, async () => {
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
        return [mail, livePerson(listed, { row, switches }, groups, unreadable[mail])] as const;
      }),
    );
    const people: Record<string, string> = Object.fromEntries(seen.filter((entry) => entry !== undefined));
    const rows = await ctx.instance.staff.all();
    const strangers = olds.exclusive === true ? strangersIn(ctx, rows, people, olds as RosterChecked, address) : [];
    for (const row of strangers) people[row.Mail!] = strangerText(row);
    const computed: Plain = {
      count: Object.keys(people).length,
      ...unmanagedOf(ctx, rows, people, address, olds as RosterChecked),
    };
    const known = Array.isArray(olds.strangers) ? (olds.strangers as string[]) : [];
    const brought = [...new Set([...known, ...strangers.map((row) => row.Mail!)])].filter((mail) =>
      Object.hasOwn(people, mail),
    );
    if (brought.length > 0 || known.length > 0) computed.strangers = brought;
    return { inputs: { ...olds, people }, computed };
  });
}

const ADMIN = roleId("admin");

/** Nobody who is kept or was released, who is an administrator or may be one, or whom another resource holds. */
function strangersIn(
  ctx: Context,
  rows: readonly StaffInfo[],
  people: Readonly<Record<string, string>>,
  { keep, release, elsewhere }: RosterChecked,
  address: Address,
): StaffInfo[] {
  const own = new Set([...Object.keys(people), ...(release ?? []), ...(elsewhere ?? [])].map(mailKey));
  const kept = matcher(keep ?? []);
  return rows.filter((row) => {
    const roles = liveRoles(row);
    if (!row.Mail || own.has(mailKey(row.Mail)) || kept(row.Mail)) return false;
    if (roles.length === 0 || roles.includes(ADMIN)) return false;
    return ctx.claims.keeper(`${ctx.sdkAppId}/${staffKey(row.Mail)}`, address) === undefined;
  });
}

function strangerText(row: StaffInfo): string {
  const { Name: name, StaffNumber: staffNumber, Nick: nick, Phone: phone, ExtensionNumber: extensionNumber } = row;
  const fields = Object.entries({ name: name ?? "", staffNumber, nick, phone, extensionNumber });
  return personText(Object.fromEntries(fields.filter(([key, value]) => key === "name" || (value ?? "") !== "")));
}
