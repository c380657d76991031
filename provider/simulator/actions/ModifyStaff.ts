import type { Context, Handler } from "../context";
import { documented, invalidValue } from "../errors";
import { assignGroups, existingGroups } from "../groups";
import type { StaffRecord } from "../instance";
import { checkExtensionNumber, checkTaken, findStaff, modifiedText } from "../staff";
import type * as ccc from "../types";

export const ModifyStaff: Handler<ccc.ModifyStaffRequest, ccc.ModifyStaffResponse> = (context, request) => {
  const { centre, dialect } = context;
  const staff = findStaff(centre, request.Email, dialect);
  if (staff === undefined) throw documented(dialect.modifyUnknownStaff);
  const clear = dialect.modifyOmitted === "clear";
  const changed: StaffRecord = {
    ...staff,
    name: request.Name || staff.name,
    staffNumber: request.StaffNo || staff.staffNumber,
    phone: modifiedText(dialect, staff.phone, request.Phone),
    nick: modifiedText(dialect, staff.nick, request.Nick),
    extensionNumber: modifiedText(dialect, staff.extensionNumber, request.ExtensionNumber),
    useMobileCallOut: request.UseMobileCallOut ?? (clear ? false : staff.useMobileCallOut),
    useMobileAccept: request.UseMobileAccept ?? (clear ? 0 : staff.useMobileAccept),
    forwarding: request.ForwardingConfig ?? (clear ? null : staff.forwarding),
    skillGroups: modifiedGroups(context, staff, request.SkillGroupIds),
    lastModified: context.seconds,
  };
  checkExtensionNumber(changed.extensionNumber);
  if (![0, 1, 2].includes(changed.useMobileAccept)) throw invalidValue("UseMobileAccept must be 0, 1 or 2.");
  if (request.ForwardingConfig !== undefined) checkForwarding(context, request.ForwardingConfig);
  checkTaken(context, changed);
  assignGroups(context, staff, changed.skillGroups);
  Object.assign(staff, changed);
  return {};
};

function modifiedGroups(context: Context, staff: StaffRecord, given: ccc.ModifyStaffRequest["SkillGroupIds"]) {
  const { centre, dialect } = context;
  if (given === undefined) return dialect.modifyOmittedGroups === "clear" ? [] : staff.skillGroups;
  if (given.length === 0 && dialect.emptyGroupList === "ignored") return staff.skillGroups;
  const ids = existingGroups(centre, given, documented("InvalidParameterValue.SkillGroupError"));
  const had = new Map(staff.skillGroups.map((one) => [one.skillGroupId, one.priority]));
  const priority = (id: number) => (dialect.modifyStaffPriority === "kept" ? (had.get(id) ?? 3) : 3);
  const kept = dialect.modifyStaffSkillGroups === "add" ? staff.skillGroups : [];
  return [
    ...kept.filter((one) => !ids.includes(one.skillGroupId)),
    ...ids.map((skillGroupId) => ({ skillGroupId, priority: priority(skillGroupId) })),
  ];
}

function checkForwarding({ centre }: Context, { Condition, Target }: ccc.ForwardingConfig): void {
  if (Condition !== undefined && Condition !== 1 && Condition !== 2) throw invalidValue("Condition must be 1 or 2.");
  if (Target === undefined) return;
  const exists =
    (Target.Type === 1 && centre.staff.has(Target.StaffUserId ?? "")) ||
    (Target.Type === 2 && centre.skillGroups.has(Target.SkillGroupId ?? 0)) ||
    (Target.Type === 3 && centre.extensions.has(Target.Extension ?? ""));
  if (!exists) throw invalidValue("The forwarding target does not exist.");
}
