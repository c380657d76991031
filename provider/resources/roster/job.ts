import pLimit, { type LimitFunction } from "p-limit";
import { BATCH, ServiceError } from "../../api";
import { formatId } from "../../core/ids";
import type { Job, View } from "../../core/job";
import { type MemberStep, memberDifferences, memberTakeOver, planMember } from "../../roster/member";
import type { PersonLive, PersonStep } from "../../roster/person";
import { showsBind } from "../../roster/skills";
import type { Context } from "../session";
import { type OnExisting, takeOver } from "../shared";
import { declaresSwitches, knownSwitches, personJob } from "../staff/live";
import { personMaking } from "../staff/making";
import { needStaffNumber, refuseRole } from "../staff/rules";
import { applySkills, ofSeveralGroups } from "../staff/skills-apply";
import type { Progress } from "./progress";
import type { Wanted } from "./sort";

/** So many calls of one action are on their way at most; the others wait, and are not made if these show that none can be. */
const MOST_UNDERWAY = 64;

/** The way of every call of one roster. */
export type Gate = <T>(call: string, run: () => Promise<T>) => Promise<T>;

/**
 * A failure that would meet everybody (credentials, permission, no network) stops the calls of that action for all, instead
 * of being met ten thousand times.
 */
export function createGate(ctx: Context): Gate {
  const stopped = new Map<string, ServiceError>();
  const limits = new Map<string, LimitFunction>();
  return (call, run) => {
    const limit = limits.get(call) ?? pLimit(MOST_UNDERWAY * (call === "CreateStaff" ? BATCH.CreateStaff : 1));
    limits.set(call, limit);
    return limit(async () => {
      const known = stopped.get(call);
      if (known) throw known;
      try {
        return await run();
      } catch (error) {
        if (error instanceof ServiceError && ctx.loop.judge(error) === "fatal") stopped.set(call, error);
        throw error;
      }
    });
  };
}

/** Whether nothing is to be done for a person, as far as the list tells: she needs no job, and most of ten thousand are so. */
export function isSettled(want: Wanted): boolean {
  const { row, person, remembered } = want;
  if (!row || declaresSwitches(person)) return false;
  const live = { row, switches: undefined };
  const view: View<PersonLive, MemberStep> = { live, before: live, round: 0, tried: [] };
  return planMember(want, view, { known: knownSwitches(remembered), olds: remembered }).length === 0;
}

/** The job of one person of a roster: that of her account, and her skill groups with it. */
export function memberJob(
  ctx: Context,
  want: Wanted,
  options: { sendPassword: boolean; onExisting: OnExisting | undefined; gate: Gate; progress: Progress },
): Job<PersonLive, MemberStep> {
  const { mail, person, remembered, row } = want;
  const doing = `${row ? "updating" : "creating"} ${mail}`;
  const known = knownSwitches(remembered);
  const memory = { known, olds: remembered };
  const creation = personMaking(ctx, {
    mail,
    differences: (live) => memberTakeOver(want, live),
    found(live) {
      // Whoever was there before anything was planned has been asked about.
      if (row) return;
      refuseRole(person, live);
      const id = formatId(ctx.sdkAppId, mail);
      ctx.log.notice(takeOver(`Staff ${live.row.Mail}`, id, memberTakeOver(want, live), options.onExisting));
    },
    absent: () => needStaffNumber(person),
  });
  const account = personJob(ctx, doing, person, known, options.sendPassword, creation, remembered);
  let email = row?.Mail ?? mail;
  return {
    doing,
    creation,
    async observe(look) {
      const live = await account.observe(look);
      email = live.row?.Mail ?? email;
      return live;
    },
    plan: (view) => planMember(want, view, memory),
    trace: account.trace!,
    mayBePartial: ofSeveralGroups,
    shows: (step, { row }) => isOfAccount(step) || showsBind(step, row),
    mayPass: (step, refusal) => (isOfAccount(step) ? account.mayPass!(step, refusal) : false),
    differences: (view) => memberDifferences(want, view as View<PersonLive, PersonStep>, memory),
    apply: (step) =>
      options.gate(step.call, async () => {
        options.progress.moved();
        if (isOfAccount(step)) await account.apply(step);
        else await applySkills(ctx, doing, { email, mail }, step);
        if (step.call === "UnbindStaffSkillGroupList") ctx.memory.lastRelease = ctx.clock.now();
      }),
  };
}

function isOfAccount(step: MemberStep): step is Extract<PersonStep, { call: "CreateStaff" | "ModifyStaff" }> {
  return step.call === "CreateStaff" || step.call === "ModifyStaff";
}
