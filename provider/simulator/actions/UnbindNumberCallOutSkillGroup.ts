import type { Handler } from "../context";
import { documented, invalid } from "../errors";
import type * as ccc from "../types";

type Request = ccc.UnbindNumberCallOutSkillGroupRequest;

export const UnbindNumberCallOutSkillGroup: Handler<Request, ccc.UnbindNumberCallOutSkillGroupResponse> = (
  { centre, dialect },
  { Number: number, SkillGroupIds },
) => {
  const found = centre.numbers.get(number);
  if (found === undefined) throw documented("InternalError.DBError");
  const ids = new Set(SkillGroupIds.map(Number));
  const kept = found.callOutSkillGroupIds.filter((id) => !ids.has(id));
  if (found.callOutSkillGroupIds.length - kept.length < ids.size && dialect.unbindUnknown === "InvalidParameter") {
    throw invalid("The number is not bound to the skill group.");
  }
  found.callOutSkillGroupIds = kept;
  return {};
};
