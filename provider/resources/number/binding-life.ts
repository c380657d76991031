import { type NumberInfo, ServiceError } from "../../api";
import { type Job, RefusedThenAccepted, type View } from "../../core/job";
import { NotReached } from "../../core/not-reached";
import { reconcile } from "../../core/reconcile";
import { extraDifferences, planBinding, type SkillsWant, targetOf } from "../../roster/skills";
import { naming, namingInDoubt } from "../presence";
import type { Context } from "../session";
import { refuseUnknownGroups } from "../skill-group/unknown";
import { ofSeveralGroups } from "../staff/skills-apply";
import { presentNumber } from "./shared";

export interface NumberLive {
  row: NumberInfo | undefined;
}

interface Step {
  call: "BindNumberCallOutSkillGroup" | "UnbindNumberCallOutSkillGroup";
  groups: number[];
}

type NumberView = View<NumberLive, Step>;

/** The groups of a number, in the form in which those of a person are planned: a number knows no priorities. */
export function groupsOfNumber(row: NumberInfo | undefined): Map<number, number> {
  return new Map((row?.CallOutSkillGroupIds ?? []).map((id) => [Number(id), 0]));
}

/** Brings the groups of a number to what is wanted. */
export async function bindNumber(ctx: Context, doing: string, key: string, want: SkillsWant): Promise<void> {
  await presentNumber(ctx, doing, key);
  try {
    await reconcile(numberJob(ctx, doing, key, want), ctx.loop);
  } catch (error) {
    // A group that is not there may be refused, or accepted and ignored: either way this is what the user must hear.
    if (error instanceof NotReached) await refuseUnknownGroups(ctx, doing, want.skills.keys(), error);
    throw error;
  }
}

/** Used by itself to take away: what is not there then is no failure. */
export function numberJob(ctx: Context, doing: string, key: string, want: SkillsWant): Job<NumberLive, Step> {
  const { numbers } = ctx.instance;
  let spelled = key;
  return {
    doing,
    async observe(look) {
      const row = look === "shared" ? await numbers.find(key) : await numbers.refind(key);
      spelled = row?.Number ?? spelled;
      return { row };
    },
    plan: (view) =>
      planBinding(want, bindingView(view)).map((step) =>
        "unbind" in step
          ? { call: "UnbindNumberCallOutSkillGroup", groups: step.unbind }
          : { call: "BindNumberCallOutSkillGroup", groups: [...step.bind.keys()] },
      ),
    differences(view) {
      const live = groupsOfNumber(view.live.row);
      const missing = [...targetOf(want, groupsOfNumber(view.before.row)).keys()].filter((id) => !live.has(id));
      return [
        ...missing.map((id) => `skill group ${id}: wanted a binding, found none`),
        ...extraDifferences(want, live),
      ];
    },
    mayBePartial: ofSeveralGroups,
    shows: (step, { row }) => step.groups.every((id) => groupsOfNumber(row).has(id)),
    async apply(step) {
      try {
        const named = step.call === "BindNumberCallOutSkillGroup" ? namingInDoubt : naming;
        await named(spelled, key, (number) =>
          ctx.instance.call(step.call, { Number: number, SkillGroupIds: step.groups }),
        );
      } catch (error) {
        const refusal = error instanceof RefusedThenAccepted ? error.refusal : error;
        const bound = step.call === "BindNumberCallOutSkillGroup" && refusal instanceof ServiceError;
        if (bound) await refuseUnknownGroups(ctx, doing, step.groups, refusal);
        throw error;
      } finally {
        numbers.wrote(key);
      }
    },
  };
}

function bindingView(view: NumberView): Parameters<typeof planBinding>[1] {
  const binds = view.tried.flatMap(({ step, round, refused }) =>
    step.call === "BindNumberCallOutSkillGroup" && round < view.round
      ? [{ size: step.groups.length, refused: refused !== undefined }]
      : [],
  );
  return { live: groupsOfNumber(view.live.row), before: groupsOfNumber(view.before.row), binds };
}
