import type { StaffInfo } from "../api";
import { allPages, mailKey, PAGE } from "../api";
import type { Forwarding } from "../roster/fields";
import { staffFields } from "../roster/fields";
import { liveRoles } from "../roster/roles";
import { instant, num, rows, text } from "./decode";
import { NotFound, plain, type Scope, type Scoped, twin } from "./lookup";

/** An agent's account, as the service lists it (StaffInfo). */
export interface StaffMember {
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
  lastModified?: Date;
  /** Unix seconds, as the service gives them. */
  lastModifiedSeconds?: number;
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
  /** Only those modified at this instant or later: a Date, or Unix seconds. */
  modifiedSince?: Date | number;
}

/** One account. Throws {@link NotFound}. */
export const getStaff = plain("reading staff", async ({ instance }: Scope, { mail }: GetStaffArgs) => {
  const row = await instance.staff.find(mail);
  if (!row) throw new NotFound(`Staff ${mail}`, instance.sdkAppId);
  return staffMember(row);
});

export const getStaffOutput = twin(getStaff);

/** All accounts of the instance, or those that fit. One call for 9,999 of them. */
export const listStaff = plain("listing staff", async ({ instance }: Scope, args: ListStaffArgs = {}) => {
  const { skillGroupId, modifiedSince } = args;
  const found =
    skillGroupId === undefined && modifiedSince === undefined
      ? await instance.staff.all()
      : await filtered(instance, skillGroupId, modifiedSince);
  return found.map(staffMember);
});

export const listStaffOutput = twin(listStaff);

function filtered(
  instance: Scope["instance"],
  skillGroupId: number | undefined,
  since: Date | number | undefined,
): Promise<StaffInfo[]> {
  return allPages<StaffInfo>(
    async (PageNumber) => {
      const answer = await instance.call("DescribeStaffInfoList", {
        PageSize: PAGE.DescribeStaffInfoList,
        PageNumber,
        ...(skillGroupId === undefined ? {} : { SkillGroupId: skillGroupId }),
        ...(since === undefined ? {} : { ModifiedTime: secondsOf(since) }),
      });
      // A total may count everybody, whatever was asked for.
      return { rows: answer.StaffList, total: 0 };
    },
    PAGE.DescribeStaffInfoList,
    (row) => (row.Mail ? mailKey(row.Mail) : undefined),
  );
}

export function secondsOf(instant: Date | number): number {
  return typeof instant === "number" ? instant : Math.floor(instant.getTime() / 1000);
}

function staffMember(row: StaffInfo): StaffMember {
  const forwarding = staffFields.find((field) => field.key === "forwarding")?.read(row) as Forwarding | undefined;
  return {
    mail: row.Mail ?? "",
    name: row.Name ?? "",
    phone: row.Phone ?? "",
    nick: row.Nick ?? "",
    staffNumber: row.StaffNumber ?? "",
    extensionNumber: row.ExtensionNumber ?? "",
    roles: liveRoles(row),
    skillGroups: rows(row.SkillGroupList).map((group) => skillGroup(group)),
    ...(forwarding ? { forwarding } : {}),
    lastModified: instant(row.LastModifyTimestamp),
    lastModifiedSeconds: num(row.LastModifyTimestamp),
  };
}

function skillGroup(row: {
  SkillGroupId?: unknown;
  SkillGroupName?: unknown;
  Priority?: unknown;
  Type?: unknown;
}): StaffSkillGroup {
  return {
    skillGroupId: num(row.SkillGroupId) ?? 0,
    name: text(row.SkillGroupName) ?? "",
    priority: num(row.Priority) ?? 3,
    type: text(row.Type) ?? "",
  };
}
