import { UserError } from "../../base/errors";
import { type Address, addressText, type Made } from "../../core/define";
import { PartialFailure } from "../../core/failures";
import { formatId } from "../../core/ids";
import type { Plain } from "../../core/values";
import { memberTakeOver } from "../../roster/member";
import { personOfText } from "../../roster/people";
import { groupsOf } from "../../roster/person";
import { brake } from "../../roster/removals";
import { liveRoles, roleDiffers } from "../../roster/roles";
import type { RosterChecked } from "../roster";
import type { Context } from "../session";
import { calling, staffKey, takeOver } from "../shared";
import { leave, leaveAll } from "../staff/leaving";
import { declaresSwitches, observePerson } from "../staff/live";
import { nameAgain, noteNamed } from "../staff/named-elsewhere";
import { needStaffNumber, refuseRole } from "../staff/rules";
import { arrive, type Fates } from "./arrive";
import { livePerson, unmanagedOf, unreadableOf } from "./live";
import { failureText, namesOf, reasonOf } from "./report";
import { removalsSetting } from "./rules";
import { checkSeats } from "./seats";
import { formerGroups, type Leaver, numbersNeeded, type Sorted, sortPeople, texts, type Wanted } from "./sort";

export async function createRoster(ctx: Context, wanted: RosterChecked, address: Address): Promise<Made<Plain>> {
  return {
    key: address.name,
    outs: await applyRoster(ctx, `creating ${addressText(address)}`, wanted, undefined, address),
  };
}

export function updateRoster(
  ctx: Context,
  _key: string,
  olds: Plain,
  wanted: RosterChecked,
  address: Address,
): Promise<Plain> {
  return applyRoster(ctx, `updating ${addressText(address)}`, wanted, olds, address);
}

function applyRoster(
  ctx: Context,
  doing: string,
  wanted: RosterChecked,
  olds: Plain | undefined,
  address: Address,
): Promise<Plain> {
  const mails = [...texts(wanted.people), ...texts(olds?.people)].map(([mail]) => staffKey(mail));
  return ctx.locks.hold(mails, async () => {
    const owner = addressText(address);
    const sorted = await calling(doing, () => sortPeople(ctx, address, wanted, olds));
    const fates: Fates = { live: new Map(), failures: new Map(), made: new Set() };
    const ready = await admitted(ctx, wanted, sorted.wanted, fates);
    stopAtBrake(ctx, doing, wanted, olds, sorted);
    const first = await firstToGo(ctx, doing, wanted, ready, sorted.leavers);
    for (const [why, mails] of sorted.letGo) {
      ctx.log.notice(`${owner} let go of ${namesOf(mails)}, who keep their accounts (${why})`);
    }
    await carryOut(ctx, owner, wanted, ready, sorted.leavers, first, fates);
    return outcome(ctx, doing, wanted, olds, sorted, fates, address);
  });
}

/** Those of whom nothing stands in the way; of the others the reason is noted, before anything is written. */
async function admitted(
  ctx: Context,
  settings: RosterChecked,
  all: readonly Wanted[],
  fates: Fates,
): Promise<Wanted[]> {
  const taken: string[] = [];
  const changed: string[] = [];
  const admit = async (want: Wanted): Promise<boolean> => {
    const { mail, row, person, before } = want;
    try {
      if (!row) {
        needStaffNumber(person);
        return true;
      }
      // Her row is known; the switches cost a step of their own, and most of ten thousand declare none.
      const { switches } = declaresSwitches(person)
        ? await calling(`updating ${mail}`, () => observePerson(ctx, person, "shared"))
        : { switches: undefined };
      if (!isAnew(settings, want)) refuseRole(person, { row, switches });
      if (before) return true;
      const differences = memberTakeOver(want, { row, switches });
      takeOver(`Staff ${row.Mail}`, `${ctx.sdkAppId}/${mail}`, differences, settings.onExisting);
      (differences.length > 0 ? changed : taken).push(mail);
      return true;
    } catch (error) {
      fates.failures.set(mail, reasonOf(error));
      return false;
    }
  };
  const verdicts = await Promise.all(all.map(admit));
  if (taken.length > 0) ctx.log.notice(`took over ${taken.length} existing Staff: ${namesOf(taken)}`);
  if (changed.length > 0) ctx.log.notice(`took over and changed ${changed.length} existing Staff: ${namesOf(changed)}`);
  return all.filter((_, index) => verdicts[index]);
}

/** Whether her account has to be deleted and made anew, since her role cannot be changed otherwise. */
function isAnew(settings: RosterChecked, { person, row }: Wanted): boolean {
  return settings.allowRecreate === true && row !== undefined && roleDiffers(person.role, liveRoles(row));
}

/** The second look of the brake: at what is live. Nothing has been written yet. */
function stopAtBrake(
  ctx: Context,
  doing: string,
  wanted: RosterChecked,
  olds: Plain | undefined,
  sorted: Sorted,
): void {
  if (!olds) return;
  const before = texts(olds.people);
  const held = before.flatMap(([, text]) => Object.keys(personOfText(text).skills ?? {}));
  const oldIds = (olds.skillGroups ?? {}) as Record<string, number>;
  const memberships = sorted.wanted.flatMap(({ mail, row, skills, before: old, person }) => {
    if (!row || !old || !skills) return [];
    // A name that stands for another group now moves her: nothing is lost.
    const moved = new Set(
      Object.keys(old.skills ?? {})
        .filter((name) => wanted.skillGroups?.[name] !== oldIds[name])
        .filter((name) => stillNamed(wanted, person.mail, name))
        .map((name) => oldIds[name]!),
    );
    const lost = [...groupsOf(row).keys()].filter((id) => skills.drop.has(id) && !moved.has(id));
    return lost.map((id) => `${mail}: skill group ${id}`);
  });
  const people = sorted.leavers.filter(({ row }) => row).map(({ mail }) => mail);
  const { setting, from } = removalsSetting(ctx, wanted.maxRemovals);
  const refusal = brake({ people, memberships }, { people: before.length, memberships: held.length }, setting, from);
  if (refusal !== undefined) throw new UserError(`${doing}: ${refusal}. Nothing was changed`);
}

function stillNamed(wanted: RosterChecked, mail: string, name: string): boolean {
  return (wanted.people[mail] ?? "").includes(`${JSON.stringify(name)}:`);
}

/** Who must go before anybody can come: those whose number or seat is needed, and those who are made anew. */
async function firstToGo(
  ctx: Context,
  doing: string,
  settings: RosterChecked,
  ready: readonly Wanted[],
  leavers: readonly Leaver[],
): Promise<Set<string>> {
  const going = leavers.filter(({ row }) => row);
  const tight = await checkSeats(ctx, doing, settings.seats ?? "check", {
    live: (await ctx.instance.staff.all()).length,
    leavers: going.length,
    joiners: ready.filter(({ row }) => !row).length,
  });
  return tight ? new Set(going.map(({ mail }) => mail)) : numbersNeeded(ready, going);
}

/** First the leavers who stand in the way, then everybody who shall be there, then the other leavers. */
async function carryOut(
  ctx: Context,
  owner: string,
  settings: RosterChecked,
  ready: readonly Wanted[],
  leavers: readonly Leaver[],
  first: ReadonlySet<string>,
  fates: Fates,
): Promise<void> {
  const anew = ready.filter((want) => isAnew(settings, want));
  for (const { mail } of anew)
    ctx.log.notice(`${owner}: ${mail} has another role: her account is deleted and made anew`);
  if (anew.length > 0) {
    await calling(`updating ${owner}`, () =>
      noteNamed(
        ctx,
        anew.map(({ mail }) => mail),
      ),
    );
  }
  const before = [...leavers.filter(({ mail }) => first.has(mail)), ...anew];
  await depart(ctx, settings, before, fates);
  const present = ready.filter(({ mail }) => !fates.failures.has(mail));
  const fresh = present.map((want) => (anew.includes(want) ? { ...want, row: undefined, before: undefined } : want));
  await arrive(ctx, owner, settings, fresh, fates);
  for (const { mail } of anew) {
    if (fates.failures.has(mail)) continue;
    await nameAgain(ctx, mail).catch((error) => fates.failures.set(mail, reasonOf(error)));
  }
  await depart(
    ctx,
    settings,
    leavers.filter(({ mail }) => !first.has(mail)),
    fates,
  );
}

async function depart(
  ctx: Context,
  { whenOnline, onlineWaitSeconds }: RosterChecked,
  leavers: readonly Leaver[],
  fates: Fates,
): Promise<void> {
  const policy = { whenOnline, onlineWaitSeconds };
  const names = new Map(leavers.flatMap(({ mail, row }) => (row ? [[mail, row.Mail ?? mail] as const] : [])));
  const failures = await leaveAll(ctx, names, policy);
  for (const [mail, error] of failures) fates.failures.set(mail, reasonOf(error));
  // Who is not in the list is asked for by other means before she counts as gone.
  const missing = leavers.filter(({ row }) => !row);
  await Promise.all(
    missing.map(({ mail }) =>
      leave(ctx, mail, policy).catch((error) => {
        fates.failures.set(mail, reasonOf(error));
      }),
    ),
  );
}

/** What the state keeps; where somebody is not done, in a failure that holds all that is known. */
async function outcome(
  ctx: Context,
  doing: string,
  wanted: RosterChecked,
  olds: Plain | undefined,
  { wanted: all, leavers }: Sorted,
  fates: Fates,
  address: Address,
): Promise<Plain> {
  const groups = wanted.skillGroups ?? {};
  const old = Object.fromEntries(texts(olds?.people));
  const people: Record<string, string> = {};
  const unreadable: Record<string, string[]> = {};
  for (const { mail, before } of all) {
    const text = wanted.people[mail]!;
    const live = fates.live.get(mail);
    if (!fates.failures.has(mail)) people[mail] = text;
    else if (live?.row) people[mail] = livePerson(personOfText(text), { ...live, row: live.row }, groups);
    else if (before) people[mail] = old[mail] ?? text;
    else if (fates.made.has(mail)) people[mail] = text;
    const hidden = unreadableOf(text, live?.row);
    if (hidden) unreadable[mail] = hidden;
  }
  for (const { mail } of leavers) if (fates.failures.has(mail)) people[mail] = old[mail]!;
  const outs: Plain = {
    ...wanted,
    people,
    count: Object.keys(people).length,
    ...unmanagedOf(ctx, await ctx.instance.staff.all().catch(() => []), people, address, wanted),
    ...(Object.keys(unreadable).length > 0 ? { unreadable } : {}),
  };
  if (fates.failures.size === 0) return outs;
  const current = new Set(Object.values(groups));
  const owed = [...formerGroups(olds)].filter((id) => !current.has(id));
  if (owed.length > 0) outs.formerGroups = owed;
  const reason = failureText(doing, fates.failures, all.length + leavers.length);
  if (!olds && outs.count === 0) throw new UserError(reason);
  throw new PartialFailure(formatId(ctx.sdkAppId, address.name), outs, [reason]);
}
