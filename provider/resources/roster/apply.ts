import type { StaffInfo } from "../../api";
import { UserError } from "../../base/errors";
import { type Address, addressText, type Made } from "../../core/define";
import { PartialFailure } from "../../core/failures";
import { formatId } from "../../core/ids";
import type { Plain } from "../../core/values";
import { personOfText } from "../../roster/people";
import type { RosterChecked } from "../roster";
import type { Context } from "../session";
import { calling, staffKey } from "../shared";
import { unseenOf } from "../staff/live";
import { nameAgain, noteNamed } from "../staff/named-elsewhere";
import { administrators } from "./administrators";
import { admitted, isAnew } from "./admit";
import { arrive, type Fates } from "./arrive";
import { deleteAccounts, depart, dismiss, tellAlone, tellDeleted, tellLetGo } from "./depart";
import { stopAtBrake } from "./guard";
import { listOf, texts } from "./known";
import { livePerson, unmanagedOf } from "./live";
import { doubtful, firstToGo, heldBack, type Need, refuseBlocked, refuseInVain, tellInVain } from "./order";
import { failureText, reasonOf } from "./report";
import { formerGroups, type Leaver, type Sorted, sortPeople, type Wanted } from "./sort";
import { pinAccounts, shownAs, shownAsOf } from "./spelled";
import type { Step } from "./step";
import { strangersNow } from "./strangers";

export async function createRoster(ctx: Context, wanted: RosterChecked, address: Address): Promise<Made<Plain>> {
  const outs = await applyRoster(ctx, `creating ${addressText(address)}`, wanted, undefined, address);
  // A roster that this one replaces, which a user may force, has them among its people still.
  for (const mail of listOf(wanted.release)) {
    ctx.claims.claim(`${ctx.sdkAppId}/${staffKey(mail)}`, address, "made");
  }
  return { key: address.name, outs };
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
  const mails = [wanted.people, olds?.people, olds?.strangers].flatMap((map) => texts(map)).map(([mail]) => mail);
  return ctx.locks.hold(mails.map(staffKey), async () => {
    const title = addressText(address);
    pinAccounts(ctx, olds);
    const fates: Fates = { live: new Map(), failures: new Map(), made: new Set(), deleted: [] };
    const step: Step = { ctx, doing, address, title, wanted, olds, fates };
    const sorted = await calling(doing, () => sortPeople(ctx, address, wanted, olds));
    const strangers = await calling(doing, () => strangersNow(ctx, address, wanted, olds));
    const able = await admitted(step, sorted.wanted);
    const plan = await planned(step, sorted, able, strangers.rows);
    const going = [...plan.leavers.filter(({ row }) => row), ...plan.strangers];
    stopAtBrake(step, sorted.wanted, going);
    const first = await firstToGo(step, plan.ready, going);
    for (const [why, left] of strangers.alone) tellAlone(step, why, left);
    tellLetGo(step, sorted.letGo);
    await carryOut(step, plan, first);
    return outcome(step, sorted, plan);
  });
}

interface Plan {
  /** Who can be there as declared, for all that is known. */
  ready: readonly Wanted[];
  /** Whose account is to be deleted: people who leave, and apart from them strangers. */
  leavers: readonly Leaver[];
  strangers: readonly Leaver[];
}

/** Who comes and who goes; all that can be known is known before the first account is deleted. */
async function planned(
  step: Step,
  { wanted, leavers }: Sorted,
  able: readonly Wanted[],
  rows: ReadonlyMap<string, StaffInfo>,
): Promise<Plan> {
  const strangers = [...rows].map(([mail, row]) => ({ mail, row, before: undefined }));
  const going = [...leavers.filter(({ row }) => row), ...strangers];
  const possible = await calling(step.doing, () => refuseInVain(step, able, going));
  const held = new Map([...heldBack(wanted, leavers, step), ...administrators(leavers), ...doubtful(going, step)]);
  for (const [mail, why] of held) step.fates.failures.set(mail, why);
  const ready = refuseBlocked(
    step,
    possible,
    going.filter(({ mail }) => held.has(mail)),
  );
  return { ready, leavers: leavers.filter(({ mail }) => !held.has(mail)), strangers };
}

/** First those who stand in the way, then everybody who shall be there, then the others who go. */
async function carryOut(
  step: Step,
  { ready, leavers, strangers }: Plan,
  first: readonly Need[] | "all",
): Promise<void> {
  const { ctx, title, wanted: settings, fates } = step;
  const anew = ready.filter((want) => isAnew(settings, want));
  for (const { mail } of anew) {
    ctx.log.notice(`${title}: ${mail} has another role: the account is deleted and recreated`);
  }
  if (anew.length > 0) {
    await calling(`updating ${title}`, () =>
      noteNamed(
        ctx,
        anew.map(({ mail }) => mail),
      ),
    );
  }
  const needed = new Set(first === "all" ? [] : first.map(({ from }) => from));
  const isFirst = ({ mail }: Leaver): boolean => first === "all" || needed.has(mail);
  await depart(step, leavers.filter(isFirst));
  await dismiss(step, strangers.filter(isFirst));
  await deleteAccounts(step, anew);
  const present = ready.filter(({ mail }) => !fates.failures.has(mail));
  const fresh = present.map((want) =>
    anew.includes(want) ? { ...want, row: undefined, before: undefined, remembered: {} } : want,
  );
  await arrive(ctx, title, settings, fresh, fates);
  if (first !== "all") tellInVain(step, first);
  for (const { mail } of anew) {
    if (fates.failures.has(mail)) continue;
    await nameAgain(ctx, mail).catch((error) => fates.failures.set(mail, reasonOf(error)));
  }
  await depart(
    step,
    leavers.filter((one) => !isFirst(one)),
  );
  await dismiss(
    step,
    strangers.filter((one) => !isFirst(one)),
  );
  tellDeleted(ctx, title, fates.deleted);
}

const filled = (name: string, map: Plain): Plain => (Object.keys(map).length > 0 ? { [name]: map } : {});

/** What the state keeps; where somebody is not done, in a failure that holds all that is known. */
async function outcome(step: Step, { wanted: all, leavers }: Sorted, plan: Plan): Promise<Plain> {
  const { ctx, doing, wanted, olds, fates, address } = step;
  const groups = wanted.skillGroups ?? {};
  const old = Object.fromEntries(texts(olds?.people));
  const before = (mail: string): string | undefined =>
    Object.hasOwn(old, mail) ? (shownAsOf(olds)[mail] ?? mail) : undefined;
  const people: Record<string, string> = {};
  const unseen = { unreadable: {} as Plain, unsure: {} as Plain };
  for (const { mail, before, declared, remembered } of all) {
    const text = wanted.people[mail]!;
    const live = fates.live.get(mail);
    if (!fates.failures.has(mail)) people[mail] = text;
    else if (live?.row) people[mail] = livePerson(personOfText(text), { ...live, row: live.row }, groups);
    else if (before) people[mail] = old[mail] ?? text;
    else if (fates.made.has(mail)) people[mail] = text;
    if (!Object.hasOwn(people, mail)) continue;
    const { unreadable, unsure } = unseenOf({ ...declared }, remembered, live, !fates.failures.has(mail));
    if (unreadable) unseen.unreadable[mail] = unreadable;
    if (unsure) unseen.unsure[mail] = unsure;
  }
  for (const { mail } of leavers) if (fates.failures.has(mail)) people[mail] = old[mail]!;
  const outs: Plain = {
    ...wanted,
    people,
    count: Object.keys(people).length,
    ...unmanagedOf(ctx, await ctx.instance.staff.all().catch(() => []), people, address, wanted),
    ...filled("unreadable", unseen.unreadable),
    ...filled("unsure", unseen.unsure),
    ...shownAs(Object.keys(people).map((mail) => [mail, fates.live.get(mail)?.row?.Mail ?? before(mail)])),
  };
  if (fates.failures.size === 0) return outs;
  // Strangers who are still there: the next run was told of them.
  const strangers = texts(olds?.strangers).filter(([mail]) => plan.strangers.some((one) => one.mail === mail));
  const left = strangers.filter(([mail]) => fates.failures.has(mail));
  if (wanted.exclusive === true) outs.strangers = { ...wanted.strangers, ...Object.fromEntries(left) };
  const current = new Set(Object.values(groups));
  const owed = [...formerGroups(olds)].filter((id) => !current.has(id));
  if (owed.length > 0) outs.formerGroups = owed;
  const reason = failureText(doing, fates.failures, all.length + leavers.length + plan.strangers.length);
  if (!olds && outs.count === 0) throw new UserError(reason);
  throw new PartialFailure(formatId(ctx.sdkAppId, address.name), outs, [reason]);
}
