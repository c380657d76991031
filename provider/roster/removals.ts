import { type MaxRemovals, mailKey } from "../api";
import { byMail, personOfText } from "./people";

/**
 * The brake. By default 10 % of those in the state, rounded down, raised to 2, then cut to half of them; 1 is always
 * allowed.
 */
export function allowedRemovals(of: number, setting: MaxRemovals | undefined): number {
  if (setting === undefined) return Math.max(1, Math.min(Math.max(2, Math.floor(of / 10)), Math.floor(of / 2)));
  if (setting === "unlimited") return Number.POSITIVE_INFINITY;
  if (typeof setting === "number") return setting;
  const percent = Number.parseFloat(setting);
  // All is all, also what a run that failed halfway has not noted.
  // 2.3 % of 1000 are 23, and 22.999… where they are multiplied.
  return percent >= 100 ? Number.POSITIVE_INFINITY : Math.floor(Number(((of * percent) / 100).toPrecision(12)));
}

export interface Losses {
  people: readonly string[];
  /** Memberships in skill groups of people who stay, such as `li@example.com: sales`. */
  memberships: readonly string[];
}

/** What the state holds: the measure of the brake. */
export interface Stock {
  people: number;
  memberships: number;
}

/** What was declared before and is no longer; people who are released without losing their account are none. */
export function lossesOf(before: unknown, now: unknown, letGo: (mail: string) => boolean): Losses & { of: Stock } {
  const old = byMail(before);
  const next = byMail(now);
  // Somebody who is not known yet is there all the same.
  const named = new Set(Object.keys((now ?? {}) as object).map(mailKey));
  const people: string[] = [];
  const memberships: string[] = [];
  let held = 0;
  for (const [key, { mail, text }] of old) {
    const had = Object.keys(personOfText(text).skills ?? {});
    held += had.length;
    const stays = next.get(key);
    if (!named.has(key)) {
      if (!letGo(mail)) people.push(mail);
      continue;
    }
    if (!stays || stays.text === text) continue;
    const { skills } = personOfText(stays.text);
    if (skills)
      memberships.push(...had.filter((name) => !Object.hasOwn(skills, name)).map((name) => `${mail}: ${name}`));
  }
  return { people, memberships, of: { people: old.size, memberships: held } };
}

const MOST_SHOWN = 10;

/** Why a step must not be taken and what to do, or nothing. `from`: the environment variable that set the limit. */
export function brake(
  losses: Losses,
  of: Stock,
  setting: MaxRemovals | undefined,
  from: string | undefined,
): string | undefined {
  const found = overrun(losses, of, setting, from);
  return found === undefined
    ? undefined
    : `${found}. Was the sheet cut off? If they are meant to go, raise maxRemovals ("100%" lifts it), or for one run set TCCC_MAX_REMOVALS to a number, a percentage or unlimited; people who leave the roster and keep their account belong into release`;
}

/** What of a step is more than may be taken, by which rule. */
export function overrun(
  losses: Losses,
  of: Stock,
  setting: MaxRemovals | undefined,
  from: string | undefined,
): string | undefined {
  const found: string[] = [];
  const check = (lost: readonly string[], all: number, what: string): void => {
    const allowed = allowedRemovals(all, setting);
    if (lost.length <= allowed) return;
    const names = lost.slice(0, MOST_SHOWN).join(", ");
    const more = lost.length > MOST_SHOWN ? ` and ${lost.length - MOST_SHOWN} more` : "";
    found.push(`${lost.length} of ${all} ${what} would be removed, and at most ${allowed} may be: ${names}${more}`);
  };
  check(losses.people, of.people, "people");
  check(losses.memberships, of.memberships, "memberships in skill groups of people who stay");
  if (found.length === 0) return undefined;
  const rule =
    from ??
    (setting === undefined
      ? "maxRemovals is not set: 10 %, at least 2, never more than half"
      : `maxRemovals is ${setting}`);
  return `${found.join("; ")} (${rule})`;
}
