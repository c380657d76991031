import { mailKey, type StaffInfo } from "../../api";
import type { Address } from "../../core/define";
import type { Plain } from "../../core/values";
import { matcher } from "../../roster/keep";
import { personText } from "../../roster/people";
import { liveRoles, roleId } from "../../roster/roles";
import type { RosterChecked } from "../roster";
import type { Context } from "../session";
import { staffKey } from "../shared";
import { listOf, texts } from "./known";

/** What of a roster says who is none of its strangers. */
export type Apart = Pick<RosterChecked, "keep" | "release" | "elsewhere"> & {
  /** Its people, those who leave it too. */
  people: Iterable<string>;
};

const ADMIN = roleId("admin");

/** Why an account is no stranger whom an exclusive roster may remove; nothing where it is one. */
export type WhyNot = (row: StaffInfo) => string | undefined;

/** Judges accounts by what is live of them: nobody who is kept or released, may be an administrator, or is held elsewhere. */
export function strangerJudge(ctx: Context, address: Address, { people, keep, release, elsewhere }: Apart): WhyNot {
  const own = new Set([...people].map(mailKey));
  const apart = apartOf({ keep, release, elsewhere });
  return (row) => {
    const mail = row.Mail ?? "";
    if (mail === "" || own.has(mailKey(mail))) return "one of its people";
    const why = apart(mail);
    if (why !== undefined) return why;
    const roles = liveRoles(row);
    if (roles.length === 0) return "no role can be read";
    if (roles.includes(ADMIN)) return "an administrator now";
    const key = `${ctx.sdkAppId}/${staffKey(mail)}`;
    const holder = ctx.claims.keeper(key, address) ?? ctx.inState.holder(key, address);
    return holder === undefined ? undefined : `held by ${holder}`;
  };
}

/** Why a mail is none that may be removed, as far as the declaration tells. */
export function apartOf({ keep, release, elsewhere }: Plain): (mail: string) => string | undefined {
  const kept = matcher(listOf(keep));
  const released = new Set(listOf(release).map(mailKey));
  const declared = new Set(listOf(elsewhere).map(mailKey));
  return (mail) => {
    if (kept(mail)) return "in keep";
    if (released.has(mailKey(mail))) return "in release";
    return declared.has(mailKey(mail)) ? "declared by another resource" : undefined;
  };
}

/**
 * The mails of strangers whom a refresh showed and who are no longer in the inputs: exactly these the preview has shown as
 * removed. Spelled as the service did.
 */
export function shownStrangers(olds: Plain | undefined, news: Plain): string[] {
  const left = new Set(texts(news.strangers).map(([mail]) => mail));
  return texts(olds?.strangers)
    .map(([mail]) => mail)
    .filter((mail) => !left.has(mail));
}

/** A stranger as a refresh shows them. */
export function strangerText(row: StaffInfo): string {
  const { Name: name, StaffNumber: staffNumber, Nick: nick, Phone: phone, ExtensionNumber: extensionNumber } = row;
  const fields = Object.entries({ name: name ?? "", staffNumber, nick, phone, extensionNumber });
  return personText(Object.fromEntries(fields.filter(([key, value]) => key === "name" || (value ?? "") !== "")));
}

/**
 * Those of the strangers that were shown who are strangers still, by a list that begins now. Nobody is looked for in another
 * spelling: that would be another account.
 */
export async function strangersNow(
  ctx: Context,
  address: Address,
  wanted: RosterChecked,
  olds: Plain | undefined,
): Promise<{ rows: Map<string, StaffInfo>; alone: Map<string, string[]> }> {
  const found = { rows: new Map<string, StaffInfo>(), alone: new Map<string, string[]>() };
  const shown = shownStrangers(olds, wanted);
  if (shown.length === 0 || wanted.exclusive !== true) return found;
  const people = [...texts(wanted.people), ...texts(olds?.people)].map(([mail]) => mail);
  const whyNot = strangerJudge(ctx, address, { ...wanted, people });
  const own = new Set(people.map(mailKey));
  const joined = (mail: string): boolean => own.has(mailKey(mail));
  const apart = apartOf(wanted);
  const live = new Map((await ctx.instance.staff.all({ fresh: true })).map((row) => [row.Mail, row]));
  for (const mail of shown) {
    const row = live.get(mail);
    if (!row) continue;
    const why = whyNot(row);
    if (why === undefined) found.rows.set(mail, row);
    // What the declaration says was told when it was checked.
    else if (!joined(mail) && apart(mail) === undefined) found.alone.set(why, [...(found.alone.get(why) ?? []), mail]);
  }
  return found;
}
