import type { StaffInfo } from "../../api";
import { singleFields } from "../../roster/people";
import { isAnew } from "./admit";
import { notDeleted, unknownYet } from "./depart";
import { numberKey, type Single } from "./rings";
import { checkSeats } from "./seats";
import { type Leaver, liveNumber, type Wanted } from "./sort";
import type { Step } from "./step";

/** A number that somebody shall have and somebody else has. */
export interface Need {
  who: Wanted;
  field: Single;
  value: string;
  /** The mail of the account that has it. */
  from: string;
}

function holders(accounts: readonly { mail: string; row: StaffInfo | undefined }[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { mail, row } of accounts) {
    for (const field of singleFields) {
      const value = liveNumber(field, row);
      if (value) found.set(numberKey(field, value), [...(found.get(numberKey(field, value)) ?? []), mail]);
    }
  }
  return found;
}

/** Numbers that somebody who shall be there needs and somebody who leaves has still got. */
export function numbersNeeded(wanted: readonly Wanted[], leavers: readonly Leaver[]): Need[] {
  if (leavers.length === 0) return [];
  const had = holders(leavers);
  return wanted.flatMap((who) =>
    singleFields.flatMap((field) => {
      const value = who.person[field];
      if (!value || numberKey(field, liveNumber(field, who.row) ?? "") === numberKey(field, value)) return [];
      return (had.get(numberKey(field, value)) ?? []).map((from) => ({ who, field, value, from }));
    }),
  );
}

/**
 * Whoever comes and needs a number of somebody who goes is the same person with another mail, for all that can be known. An
 * account that went for the sake of one who is refused would be lost for nothing, so its deletion waits: those who stay,
 * each with the reason.
 */
export function heldBack(all: readonly Wanted[], leavers: readonly Leaver[], step: Step): Map<string, string> {
  const { fates } = step;
  const refused = all.filter(({ mail, before }) => !before && fates.failures.has(mail));
  const owners = new Map<string, { mail: string; field: Single; value: string }>();
  for (const { mail, person } of refused) {
    for (const field of singleFields) {
      const value = person[field];
      if (value) owners.set(numberKey(field, value), { mail, field, value });
    }
  }
  const held = new Map<string, string>();
  if (owners.size === 0) return held;
  for (const { mail, row, before } of leavers) {
    if (!row) continue;
    const numbers = singleFields.flatMap((field) =>
      [before?.[field], liveNumber(field, row)].flatMap((value) => (value ? [numberKey(field, value)] : [])),
    );
    const owner = numbers.map((key) => owners.get(key)).find((one) => one !== undefined);
    if (!owner) continue;
    held.set(
      mail,
      `${notDeleted(mail)}, since ${owner.mail}, who shall have the same ${owner.field} ${owner.value}, cannot be there yet`,
    );
  }
  return held;
}

/** Those whose deletion has to wait since it is not known yet whom the rest of the program declares, with the reason. */
export function doubtful(going: readonly Leaver[], step: Step): Map<string, string> {
  const why = going.length > 0 ? unknownYet(step) : undefined;
  return new Map(why === undefined ? [] : going.map(({ mail }) => [mail, `${notDeleted(mail)}, ${why}`]));
}

/** Refuses those who need a number of somebody whose account stays after all. */
export function refuseBlocked({ fates }: Step, ready: readonly Wanted[], staying: readonly Leaver[]): Wanted[] {
  for (const { who, field, value, from } of numbersNeeded(ready, staying)) {
    fates.failures.set(who.mail, `${field} ${value} is still that of ${from}, whose account was not deleted`);
  }
  return ready.filter(({ mail }) => !fates.failures.has(mail));
}

/**
 * Refuses those for whom an account would have to be deleted first and who cannot be made all the same, since another number
 * of theirs belongs to somebody who keeps it.
 */
export async function refuseInVain(step: Step, ready: readonly Wanted[], going: readonly Leaver[]): Promise<Wanted[]> {
  const { ctx, wanted: settings, fates } = step;
  const costly = new Set(numbersNeeded(ready, going).map(({ who }) => who));
  for (const want of ready) if (isAnew(settings, want)) costly.add(want);
  const exposed = [...costly].filter((want) => !want.row || isAnew(settings, want));
  if (exposed.length === 0) return [...ready];
  const leaving = new Set(going.map(({ row }) => row?.Mail));
  const moving = new Map(ready.map((want) => [want.row?.Mail, want]));
  const all = (await ctx.instance.staff.all()).filter(({ Mail }) => Mail !== undefined);
  const has = holders(all.map((row) => ({ mail: row.Mail!, row })));
  const keeps = (mail: string, field: Single, value: string): boolean => {
    const want = moving.get(mail);
    const next = want?.person[field];
    return !leaving.has(mail) && (next === undefined || numberKey(field, next) === numberKey(field, value));
  };
  for (const { mail, person, row } of exposed) {
    for (const field of singleFields) {
      const value = person[field];
      const found = value ? (has.get(numberKey(field, value)) ?? []) : [];
      // Where two accounts have one number, the service does not keep it unique.
      const [other] = found.filter((one) => one !== row?.Mail);
      if (found.length !== 1 || other === undefined || !keeps(other, field, value!)) continue;
      fates.failures.set(
        mail,
        `${field} ${value} is that of ${other}, who keeps it, so the account of ${mail} cannot be made; nothing was deleted for it`,
      );
    }
  }
  return ready.filter(({ mail }) => !fates.failures.has(mail));
}

/** Who must go before anybody can come: all where seats are short, else those whose number somebody needs. */
export async function firstToGo(
  { ctx, doing, wanted: settings }: Step,
  ready: readonly Wanted[],
  going: readonly Leaver[],
): Promise<readonly Need[] | "all"> {
  const tight = await checkSeats(ctx, doing, settings.seats ?? "check", {
    live: (await ctx.instance.staff.all()).length,
    leavers: going.length,
    joiners: ready.filter(({ row }) => !row).length,
  });
  return tight ? "all" : numbersNeeded(ready, going);
}

/** Tells of those who could not be made all the same which account was deleted for them. */
export function tellInVain({ fates }: Step, first: readonly Need[]): void {
  for (const { who, field, value, from } of first) {
    const why = fates.failures.get(who.mail);
    if (why === undefined || who.row || fates.made.has(who.mail) || fates.failures.has(from)) continue;
    fates.failures.set(
      who.mail,
      `${why}. The account of ${from}, which had the ${field} ${value}, was deleted for it: correct ${who.mail}, or put ${from} back, and run again`,
    );
  }
}
