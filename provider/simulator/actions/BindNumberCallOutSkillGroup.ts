import type { Handler } from "../context";
import { documented } from "../errors";
import { existingGroups, unknownGroup } from "../groups";
import type * as ccc from "../types";

type Request = ccc.BindNumberCallOutSkillGroupRequest;

/** InternalError.DBError is the only business code documented, so an unknown number gives it. */
export const BindNumberCallOutSkillGroup: Handler<Request, ccc.BindNumberCallOutSkillGroupResponse> = (
  context,
  { Number: number, SkillGroupIds },
) => {
  const found = context.centre.numbers.get(number);
  if (found === undefined) throw documented("InternalError.DBError");
  const ids = existingGroups(context.centre, SkillGroupIds, unknownGroup(context));
  const kept = context.dialect.numberBindMode === "add" ? found.callOutSkillGroupIds : [];
  found.callOutSkillGroupIds = [...new Set([...kept, ...ids])];
  return {};
};
