import type { StaffInfo } from "../../api";
import { UserError } from "../../base/errors";
import type { Issue } from "../../core/issues";
import { isUnknown } from "../../core/unknown";
import { type Plain, shown } from "../../core/values";
import type { PersonLive } from "../../roster/person";
import { liveRoles, type Role, roleDiffers, roleId, roleName } from "../../roster/roles";
import type { StaffChecked } from "../staff";

/** What may change on an account, and how: a role and a password cannot simply be set again. */
export function changeIssues(olds: Plain, news: Plain): Issue[] {
  const issues: Issue[] = [];
  const password = news.initialPassword;
  const version = news.passwordVersion;
  if (
    password !== undefined &&
    !isUnknown(password) &&
    password !== olds.initialPassword &&
    version === olds.passwordVersion
  ) {
    issues.push({
      path: ["initialPassword"],
      message: `a changed or added password takes effect only with another passwordVersion; ${version === undefined ? "set one, such as 1" : `expected a version other than ${shown(version)}`}`,
    });
  }
  const roleChanged =
    news.role !== undefined && olds.role !== undefined && !isUnknown(news.role) && news.role !== olds.role;
  if (roleChanged && news.allowRecreate !== true) {
    issues.push({ path: ["role"], message: roleMessage(olds.role as Role, news.role as Role) });
  }
  return issues;
}

export function roleMessage(is: Role, declared: Role): string {
  return `the account's role is ${shown(is)}, but ${shown(declared)} is declared, and the service has no call to change a role; change it in the console, or set allowRecreate: true to have the account deleted and made anew`;
}

/** No two accounts share one: a new account that keeps one of these can be made only when the old one is gone. */
const numbers = ["staffNumber", "phone", "extensionNumber"];

export function keepsNumber(olds: Plain, news: Plain): boolean {
  return numbers.some((key) => typeof news[key] === "string" && news[key] !== "" && news[key] === olds[key]);
}

/** A role that differs in the program or live replaces the account, where that is allowed. */
export function roleReplaces(olds: Plain, news: Plain): string[] {
  if (news.allowRecreate !== true || news.role === undefined || isUnknown(news.role)) return [];
  const live = Array.isArray(olds.roles) ? olds.roles.map(Number) : [];
  const differs =
    live.length > 0 ? roleDiffers(news.role as Role, live) : olds.role !== undefined && olds.role !== news.role;
  return differs ? ["role"] : [];
}

export function refuseRole(
  wanted: Pick<StaffChecked, "role">,
  live: PersonLive & { row: NonNullable<PersonLive["row"]> },
): void {
  const roles = liveRoles(live.row);
  if (wanted.role === undefined || !roleDiffers(wanted.role, roles)) return;
  throw new UserError(`role: ${roleMessage(roleName(roles[0]!), wanted.role)}`);
}

/** Whether an account is an administrator now, without a word of the state: somebody made it one. */
export function staysAdministrator(state: Plain, row: StaffInfo): boolean {
  return state.role !== "admin" && liveRoles(row).includes(roleId("admin"));
}

/** Refuses to delete an account that somebody made an administrator, unless what replaces it says which role it shall have. */
export function refuseAdministrator(mail: string, state: Plain, row: StaffInfo, successor: Plain | undefined): void {
  const isMeant = successor && (successor.role === "admin" || (successor.role && successor.allowRecreate === true));
  if (isMeant || !staysAdministrator(state, row)) return;
  throw new UserError(
    `deleting Staff ${mail} failed: the account was not deleted, since it is an administrator now, which was not declared: take the role away or delete the account in the console and run again; or keep it, by \`pulumi state delete\``,
  );
}

export function needStaffNumber(wanted: Pick<StaffChecked, "mail" | "staffNumber">): void {
  if (wanted.staffNumber) return;
  throw new UserError(
    `staffNumber: expected a text, but it is missing; the service needs it to create the account of ${wanted.mail}`,
  );
}
