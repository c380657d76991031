import type { Handler } from "../context";
import { documented, invalid } from "../errors";
import { assignGroups, despite, existingGroups, unknownGroup } from "../groups";
import { findStaff } from "../staff";
import type * as ccc from "../types";

const defaultPriority = 3;

type Request = ccc.BindStaffSkillGroupListRequest;

/** The hidden member SkillGroupList is the form used until 2023; it is accepted and not honoured. */
export const BindStaffSkillGroupList: Handler<Request, ccc.BindStaffSkillGroupListResponse> = (context, request) => {
  const { centre, dialect } = context;
  const staff = findStaff(centre, request.StaffEmail, dialect);
  if (staff === undefined) {
    if (dialect.unknownStaffBind === "ignored") return {};
    if (dialect.unknownStaffBind === "InvalidParameter") throw invalid("The agent does not exist.");
    throw documented(dialect.unknownStaffBind);
  }
  for (const { Priority = defaultPriority } of request.StaffSkillGroupList) {
    if (Priority < 1 || Priority > 5) throw invalid("Priority must be from 1 to 5.");
  }
  const given = new Map(request.StaffSkillGroupList.map((one) => [one.SkillGroupId, one.Priority ?? defaultPriority]));
  const had = new Map(staff.skillGroups.map((one) => [one.skillGroupId, one.priority]));
  const known = existingGroups(centre, [...given.keys()], undefined);
  const unknown = known.length < given.size ? unknownGroup(context) : undefined;
  const again = dialect.rebind === "fails" && known.some((id) => had.has(id));
  const refusal = unknown ?? (again ? invalid("The skill group is bound already.") : undefined);
  const ids = again ? known.filter((id) => !had.has(id)) : known;
  const priority = (id: number) => (dialect.rebind === "ignored" ? had.get(id) : undefined) ?? given.get(id)!;
  const kept = dialect.bindMode === "replace" ? [] : staff.skillGroups.filter((one) => !ids.includes(one.skillGroupId));
  despite(context, refusal, () => {
    assignGroups(context, staff, [...kept, ...ids.map((id) => ({ skillGroupId: id, priority: priority(id) }))]);
    staff.lastModified = context.seconds;
  });
  return {};
};
