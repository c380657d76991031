import type { Handler } from "../context";
import { documented, invalid } from "../errors";
import { despite } from "../groups";
import { findStaff } from "../staff";
import type * as ccc from "../types";

type Request = ccc.UnbindStaffSkillGroupListRequest;

export const UnbindStaffSkillGroupList: Handler<Request, ccc.UnbindStaffSkillGroupListResponse> = (
  context,
  request,
) => {
  const { centre, dialect, seconds } = context;
  const staff = findStaff(centre, request.StaffEmail, dialect);
  if (staff === undefined) {
    if (dialect.unknownStaffBind === "ignored") return {};
    if (dialect.unknownStaffBind === "InvalidParameter") throw invalid("The agent does not exist.");
    throw documented(dialect.unknownStaffBind);
  }
  const ids = new Set(request.SkillGroupList.map(Number));
  const bound = staff.skillGroups.filter((one) => ids.has(one.skillGroupId));
  const refused = bound.length < ids.size && dialect.unbindUnknown === "InvalidParameter";
  despite(context, refused ? invalid("The agent is not bound to the skill group.") : undefined, () => {
    staff.skillGroups = staff.skillGroups.filter((one) => !ids.has(one.skillGroupId));
    staff.lastModified = seconds;
  });
  return {};
};
