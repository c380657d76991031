import { normalPhone } from "../../api";
import { wasAccepted } from "../../core/not-reached";
import { reconcileAll } from "../../core/reconcile";
import { singleFields } from "../../roster/people";
import type { PersonLive } from "../../roster/person";
import type { RosterChecked } from "../roster";
import type { Context } from "../session";
import { liveOf } from "../shared";
import { createGate, isSettled, memberJob } from "./job";
import { createProgress } from "./progress";
import { namesOf, reasonOf } from "./report";
import { liveNumber, type Wanted } from "./sort";

/** Everybody's fate: how she is live, or why she is not as declared. */
export interface Fates {
  live: Map<string, PersonLive>;
  failures: Map<string, string>;
  /** Of whom it failed although her account is there. */
  made: Set<string>;
}

/**
 * Brings everybody to what is declared, in step. Whoever was refused since somebody else of the roster still had her number
 * is tried again when the others are done; where people swap phones, one of them gives hers up first.
 */
export async function arrive(
  ctx: Context,
  owner: string,
  { sendPassword = false, onExisting }: RosterChecked,
  wanted: readonly Wanted[],
  fates: Fates,
): Promise<void> {
  const progress = createProgress(ctx, owner);
  const options = { sendPassword, onExisting, gate: createGate(ctx), progress };
  const run = async (list: readonly Wanted[]): Promise<void> => {
    let round = -1;
    const outcomes = await reconcileAll(
      list.map((want) => memberJob(ctx, want, options)),
      {
        ...ctx.loop,
        onApplied: (now, of) => {
          if (now !== round) progress.expect(of);
          round = now;
          progress.done();
        },
      },
    );
    for (const [index, end] of outcomes.entries()) note(fates, list[index]!.mail, end);
  };
  const open: Wanted[] = [];
  for (const want of wanted) {
    if (isSettled(want)) fates.live.set(want.mail, { row: want.row, switches: undefined });
    else open.push(want);
  }
  await run(open);
  const holderOf = fates.failures.size > 0 ? holders(wanted) : () => undefined;
  for (let left: readonly Wanted[] = open, opened = false; ; ) {
    const refused = left.filter((want) => fates.failures.has(want.mail) && holderOf(want) !== undefined);
    if (refused.length === 0) break;
    if (refused.length === left.length) {
      if (opened) break;
      opened = true;
      await run(opening(refused, holderOf));
    }
    left = await Promise.all(refused.map((want) => looked(ctx, want, fates)));
    await run(left);
  }
  const fresh = wanted.filter(({ mail, row }) => !row && !fates.failures.has(mail)).map(({ mail }) => mail);
  if (fresh.length > 0 && !sendPassword) {
    ctx.log.notice(
      `${fresh.length} new accounts have no password yet, so nobody can log in: set sendPassword, or set it in the console: ${namesOf(fresh)}`,
    );
  }
}

function note(fates: Fates, mail: string, end: { live: PersonLive } | { error: unknown }): void {
  if ("live" in end) {
    fates.failures.delete(mail);
    fates.live.set(mail, end.live);
    return;
  }
  const seen = liveOf<PersonLive>(end.error);
  if (seen) fates.live.set(mail, seen);
  if (seen?.row || wasAccepted(end.error, "CreateStaff")) fates.made.add(mail);
  fates.failures.set(mail, reasonOf(end.error));
}

/**
 * As she is now: after the first calls, what was there before is no longer what is there. An account that shows though this
 * roster neither had nor made it is still to be asked about.
 */
async function looked(ctx: Context, want: Wanted, fates: Fates): Promise<Wanted> {
  if (!want.row && !fates.made.has(want.mail)) return want;
  return { ...want, row: await ctx.instance.staff.find(want.mail) };
}

type Single = (typeof singleFields)[number];
type HolderOf = (want: Wanted) => { field: Single; holder: Wanted } | undefined;

/** Who of the roster had, before anything was written, a number that a person shall have. */
function holders(all: readonly Wanted[]): HolderOf {
  const key = (field: Single, value: string | undefined): string =>
    `${field} ${field === "phone" && value ? normalPhone(value) : value}`;
  const found = new Map<string, Wanted>();
  for (const want of all) {
    for (const field of singleFields) {
      const value = liveNumber(field, want.row);
      if (value) found.set(key(field, value), want);
    }
  }
  return (want) => {
    for (const field of singleFields) {
      const value = want.person[field];
      const holder = value ? found.get(key(field, value)) : undefined;
      if (holder && holder.mail !== want.mail) return { field, holder };
    }
    return undefined;
  };
}

/** The service takes no empty staff number. */
const clearable: readonly Single[] = ["phone", "extensionNumber"];

/** Of each ring of people who pass a number on to one another, the one who gives hers up first. */
function opening(refused: readonly Wanted[], holderOf: HolderOf): Wanted[] {
  const waiting = new Set(refused.map(({ mail }) => mail));
  const seen = new Set<string>();
  return refused.flatMap((start) => {
    const ring = ringOf(start, holderOf, waiting);
    if (!ring || ring.mails.some((mail) => seen.has(mail))) return [];
    for (const mail of ring.mails) seen.add(mail);
    return [{ ...start, person: { mail: start.person.mail, [ring.field]: "" }, skills: undefined }];
  });
}

/** The people through whom a number comes back to where it started; all of them wait for one another. */
function ringOf(
  start: Wanted,
  holderOf: HolderOf,
  waiting: ReadonlySet<string>,
): { field: Single; mails: string[] } | undefined {
  const mails: string[] = [];
  let field: Single | undefined;
  for (let at = start; ; ) {
    const next = holderOf(at);
    if (!next || !waiting.has(next.holder.mail) || !clearable.includes(next.field)) return undefined;
    if (field !== undefined && next.field !== field) return undefined;
    field = next.field;
    mails.push(at.mail);
    at = next.holder;
    if (at.mail === start.mail) return { field, mails };
    if (mails.includes(at.mail)) return undefined;
  }
}
