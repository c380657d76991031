import type { Handler } from "../context";
import { invalidValue, serviceError } from "../errors";
import { members } from "../groups";
import type * as ccc from "../types";

export const DeleteCCCSkillGroup: Handler<ccc.DeleteCCCSkillGroupRequest, ccc.DeleteCCCSkillGroupResponse> = (
  { centre, dialect, now },
  { SkillGroupId: id },
) => {
  if (!centre.skillGroups.has(id)) {
    if (dialect.deleteUnknownGroup === "ok") return {};
    throw invalidValue("The skill group does not exist.");
  }
  const numbers = [...centre.numbers.values()].filter((one) => one.callOutSkillGroupIds.includes(id));
  const bound = numbers.length > 0 || members(centre, id) > 0;
  if (bound && dialect.deleteGroupBound !== "unbind") {
    const code = dialect.deleteGroupBound === "refuse" ? "ResourceUnavailable" : dialect.deleteGroupBound;
    throw serviceError(code, "The skill group is in use.");
  }
  for (const staff of centre.staff.values()) {
    staff.skillGroups = staff.skillGroups.filter((one) => one.skillGroupId !== id);
  }
  for (const extension of centre.extensions.values()) {
    extension.skillGroupIds = extension.skillGroupIds.filter((one) => one !== id);
  }
  for (const number of numbers) number.callOutSkillGroupIds = number.callOutSkillGroupIds.filter((one) => one !== id);
  centre.departed.groups.push({ group: centre.skillGroups.get(id)!, at: now });
  centre.skillGroups.delete(id);
  return {};
};
