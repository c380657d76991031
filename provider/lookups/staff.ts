import type { Instance, StaffInfo } from "../api";
import { mailKey } from "../api";
import type { Forwarding } from "../roster/fields";
import { staffFields } from "../roster/fields";
import { liveRoles } from "../roster/roles";
import { count, type Instants, instant, list, num, nums, type Raw, type RowOf, text } from "./decode";
import { type Instant, secondsOf } from "./instants";
import { plain, rowOf, type Scoped } from "./lookup";

/** An agent's account, as the service lists it (StaffInfo). */
export interface StaffMember extends Instants<"lastModified"> {
  mail: string;
  name: string;
  /** As the service shows it, with or without 0086. */
  phone: string;
  nick: string;
  staffNumber: string;
  extensionNumber: string;
  /** Ids of her roles: 1 admin, 2 quality inspector, 3 agent, else custom. Empty where the service does not show them. */
  roles: number[];
  skillGroups: StaffSkillGroup[];
  forwarding?: Forwarding;
}

/** A skill group of an agent (SkillGroupItem). */
export interface StaffSkillGroup {
  skillGroupId: number;
  name: string;
  /** 1 (highest) to 5. */
  priority: number;
  /** `IM`, `TEL` or `ALL`, in the service's spelling. */
  type: string;
}

export interface GetStaffArgs extends Scoped {
  /** Case does not matter. */
  mail: string;
}

export interface ListStaffArgs extends Scoped {
  /** Only members of this group. */
  skillGroupId?: number;
  /** Only those modified at this instant or later. */
  modifiedSince?: Instant;
}

/** One account. Throws {@link NotFound}. */
export const getStaff = plain<GetStaffArgs, StaffMember>("reading staff", async (scope, { mail }) =>
  staffMember(await rowOf(scope.instance.staff, mail, `Staff ${mail}`, scope)),
);

/** All accounts of the instance, or those that fit. One call for 9,999 of them. */
export const listStaff = plain<ListStaffArgs, StaffMember[]>("listing staff", async ({ instance }, args) => {
  const { skillGroupId, modifiedSince } = args;
  const since = modifiedSince === undefined ? undefined : secondsOf("modifiedSince", modifiedSince);
  const found =
    skillGroupId === undefined && since === undefined
      ? await instance.staff.all()
      : await filtered(instance, skillGroupId, since);
  return found.map(staffMember);
});

function filtered(
  instance: Instance,
  skillGroupId: number | undefined,
  since: number | undefined,
): Promise<StaffInfo[]> {
  return instance.lists.all<StaffInfo>("DescribeStaffInfoList", {
    fetch: async (page) => {
      const answer = await instance.call("DescribeStaffInfoList", {
        ...page,
        ...(skillGroupId === undefined ? {} : { SkillGroupId: skillGroupId }),
        ...(since === undefined ? {} : { ModifiedTime: since }),
      });
      // A total may count everybody, whatever was asked for.
      return { rows: answer.StaffList, total: 0 };
    },
    keyOf: (row) => (row.Mail ? mailKey(row.Mail) : undefined),
  });
}

function staffMember(row: StaffInfo): StaffMember {
  const forwarding = staffFields.find((field) => field.key === "forwarding")?.read(row) as Forwarding | undefined;
  return {
    mail: text(row.Mail),
    name: text(row.Name),
    phone: text(row.Phone),
    nick: text(row.Nick),
    staffNumber: text(row.StaffNumber),
    extensionNumber: text(row.ExtensionNumber),
    roles: nums(liveRoles(row)),
    skillGroups: list(row.SkillGroupList, skillGroup),
    ...(forwarding ? { forwarding } : {}),
    ...instant("lastModified", row.LastModifyTimestamp),
  };
}

function skillGroup(row: Raw<RowOf<StaffInfo["SkillGroupList"]>>): StaffSkillGroup {
  return {
    skillGroupId: count(row.SkillGroupId),
    name: text(row.SkillGroupName),
    priority: num(row.Priority) ?? 3,
    type: text(row.Type),
  };
}
