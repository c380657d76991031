import type { Handler } from "../context";
import { documented } from "../errors";
import { despite, existingGroups, unknownGroup } from "../groups";
import type * as ccc from "../types";

type Request = ccc.BindNumberCallOutSkillGroupRequest;

/** InternalError.DBError is the only business code that is documented. */
export const BindNumberCallOutSkillGroup: Handler<Request, ccc.BindNumberCallOutSkillGroupResponse> = (
  context,
  { Number: number, SkillGroupIds },
) => {
  const found = context.centre.numbers.get(number);
  if (found === undefined) {
    if (context.dialect.unknownNumberBind === "ignored") return {};
    throw documented(context.dialect.unknownNumberBind);
  }
  const ids = existingGroups(context.centre, SkillGroupIds, undefined);
  const refusal = ids.length < new Set(SkillGroupIds).size ? unknownGroup(context) : undefined;
  const kept = context.dialect.numberBindMode === "add" ? found.callOutSkillGroupIds : [];
  despite(context, refusal, () => {
    found.callOutSkillGroupIds = [...new Set([...kept, ...ids])];
  });
  return {};
};
