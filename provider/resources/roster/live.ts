import { mailKey, type StaffInfo } from "../../api";
import type { Address } from "../../core/define";
import type { Plain } from "../../core/values";
import { type personOfText, personText } from "../../roster/people";
import { groupsOf, type PersonLive } from "../../roster/person";
import { type GroupMap, liveSkills } from "../../roster/skill-names";
import type { RosterChecked } from "../roster";
import type { Context } from "../session";
import { staffKey } from "../shared";
import { liveInputs } from "../staff/live";

/** A person as she is live: of what is managed, the declared value where it means the same. */
export function livePerson(
  listed: ReturnType<typeof personOfText>,
  live: PersonLive & { row: StaffInfo },
  groups: GroupMap,
  unreadable?: readonly string[],
): string {
  const { unreadable: _, ...fields } = liveInputs({ ...listed, unreadable }, live);
  if (listed.skills) fields.skills = liveSkills(groupsOf(live.row), groups);
  return personText(fields);
}

const MOST_UNMANAGED = 100;

/** Accounts of the instance that are in no roster and no `Staff` of this program, as far as this run knows. */
export function unmanagedOf(
  ctx: Context,
  rows: readonly StaffInfo[],
  people: Readonly<Record<string, unknown>>,
  address: Address,
  { elsewhere }: Pick<RosterChecked, "elsewhere">,
): Plain {
  const own = new Set([...Object.keys(people), ...(elsewhere ?? [])].map(mailKey));
  const others = rows
    .map((row) => row.Mail ?? "")
    .filter((mail) => mail !== "" && !own.has(mailKey(mail)))
    .filter((mail) => ctx.claims.keeper(`${ctx.sdkAppId}/${staffKey(mail)}`, address) === undefined)
    .sort();
  return { unmanaged: others.slice(0, MOST_UNMANAGED), unmanagedCount: others.length };
}
