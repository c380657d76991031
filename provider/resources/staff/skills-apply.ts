import { ServiceError } from "../../api";
import { RefusedThenAccepted } from "../../core/job";
import type { SkillsStep } from "../../roster/skills";
import { declaredMail, naming, namingInDoubt } from "../presence";
import type { Context } from "../session";
import { refuseUnknownGroups } from "../skill-group/unknown";
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
      naming(email, declaredMail(ctx, email, mail), (StaffEmail) =>
        ctx.instance.call("UnbindStaffSkillGroupList", { StaffEmail, SkillGroupList: step.groups }),
      ),
    );
    return;
  }
  try {
    await touching(ctx, email, () =>
      namingInDoubt(email, declaredMail(ctx, email, mail), (StaffEmail) =>
        ctx.instance.call("BindStaffSkillGroupList", { StaffEmail, StaffSkillGroupList: step.groups }),
      ),
    );
  } catch (error) {
    // A refused bind is planned another way, unless it names a group that is not there. The documentation gives that no code;
    // an internal error is one that it may have.
    const refusal = error instanceof RefusedThenAccepted ? error.refusal : error;
    const isRefused =
      refusal instanceof ServiceError && (refusal.applied === "no" || refusal.code.startsWith("InternalError"));
    const ids = step.groups.map((group) => group.SkillGroupId);
    if (isRefused) await refuseUnknownGroups(ctx, doing, ids, refusal);
    throw error;
  }
}
