import type { Handler } from "../context";
import { documented, invalid } from "../errors";
import { checkRingAll, nameTaken, onlineType } from "../groups";
import type * as ccc from "../types";

/** The id member is spelt SkillGroupID in this action only. */
export const UpdateCCCSkillGroup: Handler<ccc.UpdateCCCSkillGroupRequest, ccc.UpdateCCCSkillGroupResponse> = (
  context,
  request,
) => {
  const { centre, dialect, seconds } = context;
  const group = centre.skillGroups.get(request.SkillGroupID);
  if (group === undefined) {
    if (dialect.updateUnknownGroup === "InternalError.DBError") throw documented(dialect.updateUnknownGroup);
    throw invalid("The skill group does not exist.");
  }
  const clear = dialect.modifyOmitted === "clear";
  const changed = {
    ...group,
    name: request.SkillGroupName || group.name,
    maxConcurrency: request.MaxConcurrency ?? (clear ? 1 : group.maxConcurrency),
    ringAll: request.RingAll ?? (clear ? false : group.ringAll),
    lastModified: seconds,
  };
  if (nameTaken(context, changed.name, group.type, group)) throw documented("InvalidParameterValue.SkillGroupExist");
  const limit = group.type === onlineType ? Number.MAX_SAFE_INTEGER : changed.ringAll ? 2 : 1;
  if (changed.maxConcurrency < 1 || changed.maxConcurrency > limit) {
    throw invalid("MaxConcurrency must be 1 unless the skill group is online, 2 at most for simultaneous ringing.");
  }
  checkRingAll(context, changed);
  Object.assign(group, changed);
  return {};
};
