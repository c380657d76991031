import type { Handler } from "../context";
import { documented, invalid } from "../errors";
import { despite } from "../groups";
import type * as ccc from "../types";

type Request = ccc.UnbindNumberCallOutSkillGroupRequest;

export const UnbindNumberCallOutSkillGroup: Handler<Request, ccc.UnbindNumberCallOutSkillGroupResponse> = (
  context,
  { Number: number, SkillGroupIds },
) => {
  const { centre, dialect } = context;
  const found = centre.numbers.get(number);
  if (found === undefined) {
    if (dialect.unknownNumberBind === "ignored") return {};
    throw documented(dialect.unknownNumberBind);
  }
  const ids = new Set(SkillGroupIds.map(Number));
  const kept = found.callOutSkillGroupIds.filter((id) => !ids.has(id));
  const missing = found.callOutSkillGroupIds.length - kept.length < ids.size;
  const refused = missing && dialect.unbindUnknown === "InvalidParameter";
  despite(context, refused ? invalid("The number is not bound to the skill group.") : undefined, () => {
    found.callOutSkillGroupIds = kept;
  });
  return {};
};
