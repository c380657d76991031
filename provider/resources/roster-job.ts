import { ServiceError } from "../api";
import type { Job, View } from "../core/reconcile";
import { type MemberStep, memberDifferences, planMember } from "../roster/member";
import { FRESH_SWITCHES, type PersonLive, type PersonStep } from "../roster/person";
import type { Progress } from "./roster-progress";
import type { Wanted } from "./roster-sort";
import type { Context } from "./session";
import { applySkills } from "./skills-apply";
import { knownSwitches, personJob } from "./staff-live";

/**
 * A failure that would meet everybody (credentials, permission, no network) stops the calls of that action for all, instead
 * of being met ten thousand times.
 */
export type Stopped = Map<string, ServiceError>;

/** The job of one person of a roster: that of her account, and her skill groups with it. */
export function memberJob(
  ctx: Context,
  want: Wanted,
  options: { sendPassword: boolean; stopped: Stopped; progress: Progress },
): Job<PersonLive, MemberStep> {
  const { mail, person, before, row } = want;
  const doing = `${row ? "updating" : "creating"} ${mail}`;
  const known = row ? knownSwitches({ ...before }) : FRESH_SWITCHES;
  const account = personJob(ctx, doing, person, known, options.sendPassword);
  let email = row?.Mail ?? mail;
  return {
    doing,
    async observe(look) {
      const live = await account.observe(look);
      email = live.row?.Mail ?? email;
      return live;
    },
    plan: (view) => planMember(want, view, { known }),
    differences: (view) => memberDifferences(want, view as View<PersonLive, PersonStep>, { known }),
    async apply(step) {
      const stopped = options.stopped.get(step.call);
      if (stopped) throw stopped;
      try {
        if (step.call === "CreateStaff" || step.call === "ModifyStaff") await account.apply(step);
        else await applySkills(ctx, doing, email, step);
        if (step.call === "UnbindStaffSkillGroupList") ctx.memory.lastRelease = ctx.clock.now();
      } catch (error) {
        if (error instanceof ServiceError && ctx.loop.judge(error) === "fatal") options.stopped.set(step.call, error);
        throw error;
      } finally {
        options.progress.called();
      }
    },
  };
}
