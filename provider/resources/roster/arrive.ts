import { wasAccepted } from "../../core/not-reached";
import { reconcileAll } from "../../core/reconcile";
import type { PersonLive } from "../../roster/person";
import type { RosterChecked } from "../roster";
import type { Context } from "../session";
import { liveOf } from "../shared";
import { createGate, isSettled, memberJob } from "./job";
import { createProgress } from "./progress";
import { namesOf, reasonOf } from "./report";
import { closedText, openerOf, ringsOf, type Wait, waits } from "./rings";
import type { Wanted } from "./sort";

/** Everybody's fate: how she is live, or why she is not as declared. */
export interface Fates {
  live: Map<string, PersonLive>;
  failures: Map<string, string>;
  /** Of whom it failed although her account is there. */
  made: Set<string>;
  /** Whose account was deleted for good. */
  deleted: string[];
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
  const opened = new Set<string>();
  const failed = (list: readonly Wanted[]): readonly Wanted[] => list.filter(({ mail }) => fates.failures.has(mail));
  const needed = fates.failures.size > 0 ? neededOf(wanted) : new Set<Wanted>();
  for (let left = failed(open).filter((want) => needed.has(want)), before = open.length; left.length > 0; ) {
    const now = await Promise.all(left.map((want) => looked(ctx, want, fates)));
    if (left.length === before) {
      const waiting = waits(now);
      const first = opening(waiting, opened);
      if (first.length === 0) {
        tellClosed(waiting, fates);
        break;
      }
      await run(first);
    }
    before = left.length;
    left = await Promise.all(left.map((want) => looked(ctx, want, fates)));
    await run(left);
    left = [...failed(left)];
  }
  const fresh = wanted.filter(({ mail, row }) => !row && !fates.failures.has(mail)).map(({ mail }) => mail);
  if (fresh.length > 0 && !sendPassword) {
    const which = fresh.length === 1 ? "1 new account has" : `${fresh.length} new accounts have`;
    ctx.log.notice(
      `${which} no password yet, so nobody can log in with ${fresh.length === 1 ? "it" : "them"}: ${namesOf(fresh)}. Set the password in the console; sendPassword: true holds only for accounts that are created later`,
    );
  }
}

/** Those who shall have a number that somebody else of the roster had before anything was written. */
function neededOf(all: readonly Wanted[]): Set<Wanted> {
  return new Set(waits(all).map(({ who }) => who));
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
 * As it is now: after the first calls, what was there before is no longer what is there. An account that shows though this
 * roster neither had nor made it is still to be asked about.
 */
async function looked(ctx: Context, want: Wanted, fates: Fates): Promise<Wanted> {
  if (!want.row && !fates.made.has(want.mail)) return want;
  return { ...want, row: await ctx.instance.staff.find(want.mail) };
}

/** Of each ring of people who pass numbers on to one another, one who gives them up first; nobody does so twice. */
function opening(waiting: readonly Wait[], opened: Set<string>): Wanted[] {
  return ringsOf(waiting).flatMap((ring) => {
    if (ring.some(({ who }) => opened.has(who.mail))) return [];
    const opener = openerOf(ring, waiting);
    if (!opener) return [];
    for (const { who } of ring) opened.add(who.mail);
    const { who, fields } = opener;
    const empty = Object.fromEntries(fields.map((field) => [field, ""]));
    return [{ ...who, person: { mail: who.person.mail, ...empty }, skills: undefined }];
  });
}

/** Tells those who wait for one another in vain what they can do. */
function tellClosed(waiting: readonly Wait[], fates: Fates): void {
  const told = new Set<string>();
  for (const ring of ringsOf(waiting)) {
    if (openerOf(ring, waiting) || ring.some(({ who }) => told.has(who.mail))) continue;
    for (const [at, { who }] of ring.entries()) {
      told.add(who.mail);
      const why = fates.failures.get(who.mail);
      const way = at === 0 ? closedText(ring) : `See ${ring[0]!.who.mail}, with whom its staff number goes round`;
      fates.failures.set(who.mail, why === undefined ? way : `${why}. ${way}`);
    }
  }
}
