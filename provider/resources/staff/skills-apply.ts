import { ServiceError } from "../../api";
import { UserError } from "../../base/errors";
import { RefusedThenAccepted } from "../../core/job";
import type { SkillsStep } from "../../roster/skills";
import { naming, namingInDoubt } from "../presence";
import type { Context } from "../session";
import { touching } from "./live";

/** Whether a call that is refused for one group may be carried out for the others. */
export const ofSeveralGroups = (step: object): boolean =>
  "groups" in step && Array.isArray(step.groups) && step.groups.length > 1;

/** Whose skill groups: her mail as the service spells it, and as it was declared. */
interface Named {
  email: string;
  mail: string;
}

/** Makes one call of a plan for the skill groups of a person. */
export async function applySkills(
  ctx: Context,
  doing: string,
  { email, mail }: Named,
  step: SkillsStep,
): Promise<void> {
  if (step.call === "UnbindStaffSkillGroupList") {
    await touching(ctx, email, () =>
      naming(email, mail, (StaffEmail) =>
        ctx.instance.call("UnbindStaffSkillGroupList", { StaffEmail, SkillGroupList: step.groups }),
      ),
    );
    return;
  }
  try {
    await touching(ctx, email, () =>
      namingInDoubt(email, mail, (StaffEmail) =>
        ctx.instance.call("BindStaffSkillGroupList", { StaffEmail, StaffSkillGroupList: step.groups }),
      ),
    );
  } catch (error) {
    await refuseUnknownGroups(
      ctx,
      doing,
      step.groups.map((group) => group.SkillGroupId),
      error instanceof RefusedThenAccepted ? error.refusal : error,
    );
    throw error;
  }
}

/** A refused bind is planned another way, unless it names a group that is not there: no way leads to that. */
async function refuseUnknownGroups(ctx: Context, doing: string, ids: readonly number[], error: unknown): Promise<void> {
  // The documentation gives an unknown group no code; an internal error is one that it may have.
  if (!(error instanceof ServiceError) || !(error.applied === "no" || error.code.startsWith("InternalError"))) return;
  const groups = await ctx.instance.skillGroups.all({ fresh: true });
  const known = new Set(groups.map((group) => Number(group.SkillGroupId)));
  const missing = ids.filter((id) => !known.has(id));
  if (missing.length === 0) return;
  throw new UserError(
    `${doing}: no skill group ${missing.join(", ")} in instance ${ctx.sdkAppId}; use the skillGroupId of a SkillGroup resource, or look it up by name`,
    { cause: error },
  );
}
