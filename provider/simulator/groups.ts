import type { Context } from "./context";
import { documented, invalid, type ServiceError } from "./errors";
import type { Instance, SkillGroupRecord, StaffRecord } from "./instance";

/** Type 1 is chat; phone, audio and video take one session at a time. */
export const onlineType = 1;

/** The deprecated text that stands for a type. */
export const typeText = (group: SkillGroupRecord): string => (group.type === onlineType ? "IM" : "TEL");

/** With simultaneous ringing, a group holds two agents or phones at most. */
const ringAllMembers = 2;

/** How many agents and extensions are in the group. */
export function members(centre: Instance, skillGroupId: number): number {
  let count = 0;
  for (const staff of centre.staff.values()) {
    if (staff.skillGroups.some((one) => one.skillGroupId === skillGroupId)) count += 1;
  }
  for (const extension of centre.extensions.values()) if (extension.skillGroupIds.includes(skillGroupId)) count += 1;
  return count;
}

export function checkRingAll(centre: Instance, group: SkillGroupRecord, joining = 0): void {
  if (group.ringAll && members(centre, group.skillGroupId) + joining > ringAllMembers) {
    throw documented("InvalidParameterValue.RingAllGroupMemberOverflow");
  }
}

/** The ids that exist; an unknown one is refused with `refusal`, or dropped when that is left out. */
export function existingGroups(
  centre: Instance,
  ids: readonly (number | bigint)[],
  refusal: ServiceError | undefined,
): number[] {
  const wanted = [...new Set(ids.map(Number))];
  const known = wanted.filter((id) => centre.skillGroups.has(id));
  if (known.length < wanted.length && refusal !== undefined) throw refusal;
  return known;
}

/** What a bind call answers to a group that does not exist; nothing when the dialect ignores it. */
export function unknownGroup({ dialect }: Context): ServiceError | undefined {
  switch (dialect.unknownGroupBind) {
    case "ignored":
      return undefined;
    case "InvalidParameter":
      return invalid("The skill group does not exist.");
    default:
      return documented(dialect.unknownGroupBind);
  }
}

/** Gives the agent exactly these groups; new ones must have room. */
export function assignGroups(centre: Instance, staff: StaffRecord, groups: StaffRecord["skillGroups"]): void {
  const had = new Set(staff.skillGroups.map((one) => one.skillGroupId));
  for (const { skillGroupId } of groups) {
    if (!had.has(skillGroupId)) checkRingAll(centre, centre.skillGroups.get(skillGroupId)!, 1);
  }
  staff.skillGroups = groups;
}
