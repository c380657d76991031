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

export function checkRingAll({ centre, dialect }: Context, group: SkillGroupRecord, joining = 0): void {
  if (!group.ringAll || members(centre, group.skillGroupId) + joining <= ringAllMembers) return;
  if (dialect.ringAllOverflow === "InvalidParameter") throw invalid("The group has more than 2 members.");
  throw documented(dialect.ringAllOverflow);
}

/** Whether another group has the name, or had it a moment ago, as far as `dialect.groupNameScope` says. */
export function nameTaken(
  { centre, dialect, now }: Context,
  name: string,
  type: number,
  own?: SkillGroupRecord,
): boolean {
  const lingering = centre.departed.groups.filter(({ at }) => now < at + dialect.groupNameFreedAfterMs);
  const all = [...centre.skillGroups.values(), ...lingering.map(({ group }) => group)];
  return all.some(
    (one) => one !== own && one.name === name && (dialect.groupNameScope === "instance" || one.type === type),
  );
}

/** The good ones among the ids of a call, where one of them is to be refused: bound or unbound all the same, or not. */
export function despite({ dialect }: Context, refusal: ServiceError | undefined, apply: () => void): void {
  if (refusal === undefined || dialect.bindRefused === "partial") apply();
  if (refusal !== undefined) throw refusal;
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
export function assignGroups(context: Context, staff: StaffRecord, groups: StaffRecord["skillGroups"]): void {
  const had = new Set(staff.skillGroups.map((one) => one.skillGroupId));
  for (const { skillGroupId } of groups) {
    if (!had.has(skillGroupId)) checkRingAll(context, context.centre.skillGroups.get(skillGroupId)!, 1);
  }
  staff.skillGroups = groups;
}
