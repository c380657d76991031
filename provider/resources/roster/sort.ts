import { mailKey, type StaffInfo } from "../../api";
import type { Address } from "../../core/define";
import type { Plain } from "../../core/values";
import { matcher } from "../../roster/keep";
import type { Member } from "../../roster/member";
import { type Listed, personOfText, type singleFields } from "../../roster/people";
import { type GroupMap, skillsWant } from "../../roster/skill-names";
import type { RosterChecked } from "../roster";
import type { Context } from "../session";
import { partKey, staffKey } from "../shared";
import { listOf, texts } from "./known";

/** One person as they shall be, what is live of them, and whether the state knows them. */
export interface Wanted extends Member {
  mail: string;
  row: StaffInfo | undefined;
  /** As it is declared. */
  declared: Listed;
  /** What the state says, with the names of the fields that the service does not show: see `unseenOf`. */
  remembered: Plain;
  before: Listed | undefined;
}

/** Somebody who was in the roster and is no longer. */
export interface Leaver {
  mail: string;
  row: StaffInfo | undefined;
  /** As the state has them. */
  before: Listed | undefined;
}

export interface Sorted {
  wanted: Wanted[];
  leavers: Leaver[];
  /** Who left the roster and keeps their account, by the reason. */
  letGo: Map<string, string[]>;
}

/** Who shall be there, and who has to go: what is declared, what was, and what is live. */
export async function sortPeople(
  ctx: Context,
  address: Address,
  wanted: RosterChecked,
  olds: Plain | undefined,
): Promise<Sorted> {
  const before = new Map(texts(olds?.people).map(([mail, text]) => [mailKey(mail), { mail, text }]));
  const groups: GroupMap = wanted.skillGroups ?? {};
  const former = formerGroups(olds);
  const keeper = (key: string): string | undefined => ctx.claims.keeper(`${ctx.sdkAppId}/${key}`, address);
  const found: Sorted = { wanted: [], leavers: [], letGo: new Map() };
  // Whoever is named stays, whatever else is known of them.
  const named = new Set(Object.keys(wanted.people).map(mailKey));
  for (const [mail, text] of texts(wanted.people)) {
    const listed = personOfText(text);
    const { skills: _, ...person } = listed;
    const old = before.get(mailKey(mail));
    found.wanted.push({
      mail,
      row: await ctx.instance.staff.find(mail),
      declared: listed,
      remembered: rememberedOf(olds, mail, old?.text),
      before: old && (old.text === text ? listed : personOfText(old.text)),
      person: { ...person, mail },
      skills: skillsWant(listed, groups, former, (id) => keeper(partKey(mail, id)) !== undefined),
    });
  }
  const released = new Set(listOf(wanted.release).map(mailKey));
  const kept = wanted.exclusive ? matcher(wanted.keep ?? []) : () => false;
  for (const [key, { mail, text }] of before) {
    if (named.has(key)) continue;
    const holder = keeper(staffKey(mail));
    const why =
      holder !== undefined ? `held by ${holder}` : released.has(key) ? "in release" : kept(mail) ? "in keep" : "";
    if (why === "") {
      found.leavers.push({ mail, row: await ctx.instance.staff.find(mail), before: personOfText(text) });
    } else found.letGo.set(why, [...(found.letGo.get(why) ?? []), mail]);
  }
  return found;
}

/** What the state of a roster says of one person, in the form of the state of a `Staff`. */
function rememberedOf(olds: Plain | undefined, mail: string, text: string | undefined): Plain {
  if (text === undefined) return {};
  const of = (name: string): unknown => (olds?.[name] as Plain | undefined)?.[mail];
  return { ...personOfText(text), unreadable: of("unreadable"), unsure: of("unsure") };
}

/** Groups that the roster owned before: of its old map, and those of which a failed run left somebody in. */
export function formerGroups(olds: Plain | undefined): Set<number> {
  const map = Object.values((olds?.skillGroups ?? {}) as Plain);
  const owed = Array.isArray(olds?.formerGroups) ? olds.formerGroups : [];
  return new Set([...map, ...owed].filter((id): id is number => typeof id === "number"));
}

/** A number of a live account, as the service spells it. */
export function liveNumber(field: (typeof singleFields)[number], row: StaffInfo | undefined): string | undefined {
  return { staffNumber: row?.StaffNumber, phone: row?.Phone, extensionNumber: row?.ExtensionNumber }[field];
}
