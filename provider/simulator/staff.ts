import type { StaffInfo } from "tencentcloud-sdk-nodejs-ccc/tencentcloud/services/ccc/v20200210/ccc_models";
import type { Context } from "./context";
import type { Dialect } from "./dialects";
import { documented, invalidValue } from "./errors";
import { typeText } from "./groups";
import type { Instance, StaffRecord } from "./instance";

/** The agent with this mail, as `dialect.mailMatch` compares. */
export function findStaff(centre: Instance, mail: string, dialect: Dialect): StaffRecord | undefined {
  const exact = centre.staff.get(mail);
  if (exact !== undefined || dialect.mailMatch === "exact") return exact;
  const lowered = mail.toLowerCase();
  return [...centre.staff.values()].find((one) => one.mail.toLowerCase() === lowered);
}

/** Accounts that were deleted a moment ago and are remembered as `dialect.mailFreedAfterMs` says. */
export function lingering({ centre, dialect, now }: Context): StaffRecord[] {
  if (dialect.mailFreedAfterMs === 0) return [];
  return centre.departed.staff.filter(({ at }) => now < at + dialect.mailFreedAfterMs).map(({ staff }) => staff);
}

/** Whether a mail is taken, by whomever `dialect.mailScope` and `dialect.mailFreedAfterMs` say. */
export function mailTaken(context: Context, mail: string): boolean {
  const { centre, data, dialect } = context;
  const scope = dialect.mailScope === "account" ? [...data.instances.values()] : [centre];
  if (scope.some((one) => findStaff(one, mail, dialect) !== undefined)) return true;
  const same = (one: string): boolean =>
    one === mail || (dialect.mailMatch === "ignoreCase" && one.toLowerCase() === mail.toLowerCase());
  return lingering(context).some((one) => same(one.mail));
}

export function requireStaff({ centre, dialect }: Context, mail: string): StaffRecord {
  const staff = findStaff(centre, mail, dialect);
  if (staff === undefined) throw documented("InvalidParameterValue.AccountNotExist");
  return staff;
}

/** A phone without its Chinese country prefix: how two phones are compared. */
export const barePhone = (phone: string): string => phone.replace(/^(0086|\+86)/, "");

/** Throws when another agent of the instance has the phone, or, where they are unique, one of the numbers. */
export function checkTaken(context: Context, own: StaffRecord): void {
  const phone = barePhone(own.phone);
  const { centre, dialect } = context;
  const late = lingering(context);
  // This runs for each of ten thousand people.
  for (const other of late.length === 0 ? centre.staff.values() : [...centre.staff.values(), ...late]) {
    if (other === own || other.mail === own.mail) continue;
    if (phone !== "" && barePhone(other.phone) === phone) {
      throw documented("InvalidParameterValue.PhoneNumIsBoundOtherAccount");
    }
    if (!dialect.uniqueNumbers) continue;
    if (own.staffNumber !== "" && other.staffNumber === own.staffNumber) {
      throw invalidValue("The staff number is used by another account.");
    }
    if (own.extensionNumber !== "" && other.extensionNumber === own.extensionNumber) {
      throw invalidValue("The extension number is used by another account.");
    }
  }
  if (dialect.numberSpace === "shared" && centre.extensions.has(own.extensionNumber)) {
    throw invalidValue("The extension number is used by a phone.");
  }
}

/** The documented rule: starts with 1 to 8, 4 to 6 digits. */
export function checkExtensionNumber(number: string): void {
  if (number !== "" && !/^[1-8]\d{3,5}$/.test(number)) {
    throw invalidValue("ExtensionNumber must start with 1 to 8 and have 4 to 6 digits.");
  }
}

/** A text of a Modify call: left out, empty, or given. */
export function modifiedText(dialect: Dialect, current: string, given: string | undefined): string {
  if (given === undefined) return dialect.modifyOmitted === "clear" ? "" : current;
  return given === "" && dialect.emptyText === "ignored" ? current : given;
}

/** An agent as DescribeStaffInfoList shows her. */
export function staffInfo(staff: StaffRecord, centre: Instance, dialect: Dialect): StaffInfo {
  const [role] = staff.roles;
  const withId = dialect.roleEcho === "RoleId" || dialect.roleEcho === "both";
  const withList = dialect.roleEcho === "RoleList" || dialect.roleEcho === "both";
  return {
    Name: staff.name,
    Mail: staff.mail,
    Phone: echoedPhone(staff.phone, dialect),
    Nick: staff.nick,
    StaffNumber: staff.staffNumber,
    ...(withId && role !== undefined ? { RoleId: role } : {}),
    ...(withList ? { RoleList: [...staff.roles] } : {}),
    SkillGroupList: staff.skillGroups.flatMap(({ skillGroupId, priority }) => {
      const group = centre.skillGroups.get(skillGroupId);
      if (group === undefined) return [];
      return [{ SkillGroupId: skillGroupId, SkillGroupName: group.name, Priority: priority, Type: typeText(group) }];
    }),
    LastModifyTimestamp: staff.lastModified,
    ExtensionNumber: staff.extensionNumber,
    ...(staff.forwarding === null ? {} : { ForwardingConfig: staff.forwarding }),
  };
}

function echoedPhone(phone: string, { phoneEcho }: Dialect): string {
  const bare = barePhone(phone);
  if (!/^[1-9]\d+$/.test(bare)) return bare; // empty, or not a Chinese number
  return { "0086": "0086", bare: "", plus: "+86" }[phoneEcho] + bare;
}
