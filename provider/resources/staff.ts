import { z } from "zod";
import { UserError } from "../base/errors";
import { define } from "../core/define";
import type { Issue } from "../core/issues";
import { reconcile } from "../core/reconcile";
import { resourceClass } from "../core/resource";
import { isUnknown } from "../core/unknown";
import { type Plain, shown } from "../core/values";
import { FRESH_SWITCHES, type PersonLive, takeOverDifferences } from "../roster/person";
import { liveRoles, type Role, roleDiffers, roleName } from "../roster/roles";
import { leave } from "./leaving";
import { findOrGone } from "./presence";
import type { Context } from "./session";
import { calling, common, groupId, liveOf, mail, partial, phone, sameMailInput, staffKey, takeOver } from "./shared";
import {
  type Computed,
  computedOf,
  knownSwitches,
  liveInputs,
  observePerson,
  personJob,
  personOf,
  reachedOf,
} from "./staff-live";

const inputs = z.object({
  sdkAppId: common.sdkAppId,
  /** Mail address: the account's key. A change replaces; another spelling in capitals is the same address. */
  mail,
  /** Name shown to colleagues. */
  name: z.string().min(1),
  /** Staff number. Needed to create; an account made elsewhere may have none. */
  staffNumber: z.string().optional(),
  /** Name shown to customers; `""` clears it. */
  nick: z.string().optional(),
  /** Phone, kept as `0086…`; `+86 138…` and `138…` are the same. `""` clears it. */
  phone: phone.optional(),
  /** Extension number of the account: first digit 1–8, 4 to 6 digits; `""` clears it. Not a SIP phone: see `Extension`. */
  extensionNumber: z
    .string()
    .regex(/^$|^[1-8]\d{3,5}$/, 'an extension number: first digit 1-8, 4 to 6 digits, or "" for none')
    .optional(),
  /**
   * `admin`, `inspector`, `agent` or a custom role's number. Can be set only at creation (left out: agent, and not
   * managed afterwards). A role that really differs is refused, unless `allowRecreate` is set.
   */
  role: z
    .union([z.enum(["admin", "inspector", "agent"]), z.int().positive()], {
      error: '"admin", "inspector", "agent" or the number of a custom role',
    })
    .optional(),
  /** Allow the account to be deleted and made anew when its role changes. Default false. */
  allowRecreate: z.boolean().optional(),
  /** Whether calls may be made from the mobile phone. Readable from the status metrics only. */
  useMobileCallOut: z.boolean().optional(),
  /** Whether calls may be taken on the mobile phone. Readable from the status metrics only. */
  useMobileAccept: z.enum(["off", "whenOffline", "always"]).optional(),
  /** Where calls are forwarded to. `enabled` (default true) `false` switches forwarding off. */
  forwarding: z
    .strictObject({
      enabled: z.boolean().optional(),
      when: z.enum(["always", "conditional"]),
      to: z.union(
        [
          z.strictObject({ staff: mail }),
          z.strictObject({ skillGroupId: groupId }),
          z.strictObject({ extensionId: z.string().min(1) }),
        ],
        { error: "exactly one of { staff }, { skillGroupId } or { extensionId }" },
      ),
    })
    .optional(),
  /** Let the service mail a password to the new account. Default false. */
  sendPassword: z.boolean().optional(),
  /** Password set once after creation, and again when `passwordVersion` changes. Secret, never readable. */
  initialPassword: z.string().min(1).optional(),
  /** Raise it to set `initialPassword` again. Any whole number. */
  passwordVersion: z.int().optional(),
  /** What a deletion does about an agent who is online: `fail` (default), `wait`, `forceOffline`. */
  whenOnline: z.enum(["fail", "wait", "forceOffline"]).optional(),
  /** With `whenOnline: "wait"`: seconds to wait at most. Default 300. */
  onlineWaitSeconds: z.number().positive().optional(),
  onExisting: common.onExisting,
});

export type StaffInputs = z.output<typeof inputs>;

export const staffDefinition = define<typeof inputs.shape, Computed, Context>({
  type: "Staff",
  inputs,
  computed: ["skillGroups", "roles", "lastModified"],
  secretInputs: ["initialPassword"],
  same: { mail: sameMailInput },
  replaceOn: ["mail"],
  keyOf: (props) => (typeof props.mail === "string" ? staffKey(props.mail) : undefined),
  rules: (news, olds) => (olds && sameMailInput(olds.mail, news.mail) ? changeIssues(olds, news) : []),
  replaceAlso: roleReplaces,
  // A role replaces an account by one with the same mail; a new mail is another account, made before the old one goes.
  deleteFirst: (replaces) => !replaces.includes("mail"),

  create: (ctx, wanted) =>
    ctx.locks.hold(staffKey(wanted.mail), async () => {
      const doing = `creating Staff ${wanted.mail}`;
      const want = personOf(wanted);
      const first = await calling(doing, () => observePerson(ctx, want, "shared"));
      const existing = first.row;
      if (existing) {
        refuseRole(wanted, { ...first, row: existing });
        const differences = takeOverDifferences(want, { ...first, row: existing });
        ctx.log.notice(
          takeOver(`Staff ${existing.Mail}`, `${ctx.sdkAppId}/${wanted.mail}`, differences, wanted.onExisting),
        );
        if (wanted.initialPassword !== undefined) {
          ctx.log.notice(
            `the password of ${wanted.mail} was left as it is: raise passwordVersion to set initialPassword`,
          );
        }
      } else {
        needStaffNumber(wanted);
        if (wanted.initialPassword === undefined && !wanted.sendPassword) {
          ctx.log.notice(
            `${wanted.mail} has no password yet, so nobody can log in: set initialPassword or sendPassword`,
          );
        }
      }
      const setPassword = !existing && wanted.initialPassword !== undefined;
      const live = await converge(ctx, doing, wanted, {}, !existing, setPassword);
      return { key: wanted.mail, outs: { ...wanted, ...reachedOf(live, wanted) } };
    }),

  async read(ctx, key, olds) {
    const row = await calling(`reading Staff ${key}`, () => findOrGone(ctx.instance.staff, key, `Staff ${key}`));
    if (!row) return undefined;
    const live = await calling(`reading Staff ${key}`, () =>
      observePerson(ctx, personOf(olds as StaffInputs), "shared"),
    );
    const seen = { row, switches: live.switches };
    return { inputs: liveInputs(olds, seen), computed: computedOf(seen) };
  },

  update: (ctx, key, olds, wanted) =>
    ctx.locks.hold(staffKey(key), async () => {
      const doing = `updating Staff ${key}`;
      const want = personOf(wanted);
      const first = await calling(doing, () => observePerson(ctx, want, "shared"));
      if (first.row) refuseRole(wanted, { ...first, row: first.row });
      else needStaffNumber(wanted);
      const again = wanted.passwordVersion !== olds.passwordVersion || olds.passwordPending === true;
      const setPassword = wanted.initialPassword !== undefined && (again || !first.row);
      const live = await converge(ctx, doing, wanted, olds, !first.row, setPassword);
      return { ...wanted, ...reachedOf(live, wanted) };
    }),

  delete: (ctx, key, olds) =>
    ctx.locks.hold(staffKey(key), () =>
      leave(ctx, key, {
        whenOnline: olds.whenOnline as StaffInputs["whenOnline"],
        onlineWaitSeconds: olds.onlineWaitSeconds as number | undefined,
        beforeDelete: () => ctx.account.deletes.take(),
      }),
    ),
});

/**
 * An agent's account.
 *
 * ```ts
 * new tccc.Staff("li", { mail: "li@example.com", name: "Li Lei", staffNumber: "1001", phone: "+86 138 0013 8000" });
 * ```
 *
 * A field left out is not managed and never cleared. An account of that mail that exists already is taken over if it is
 * as declared (see `onExisting`). An agent who is online is not deleted (see `whenOnline`).
 */
export class Staff extends resourceClass(staffDefinition) {}

/** Brings the account to what is wanted, then its password; a failure in between loses nothing. */
async function converge(
  ctx: Context,
  doing: string,
  wanted: StaffInputs,
  olds: Plain,
  fresh: boolean,
  setPassword: boolean,
): Promise<PersonLive> {
  const key = (olds.mail as string | undefined) ?? wanted.mail;
  const want = personOf(wanted);
  let live: PersonLive | undefined;
  try {
    const known = fresh ? FRESH_SWITCHES : knownSwitches(olds);
    live = await reconcile(personJob(ctx, doing, want, known, wanted.sendPassword ?? false), ctx.loop);
    if (setPassword) {
      const Email = live.row?.Mail ?? wanted.mail;
      await calling(`setting the password of ${wanted.mail}`, () =>
        ctx.instance.call("ModifyStaffPassword", { Email, Password: wanted.initialPassword! }),
      );
    }
    return live;
  } catch (error) {
    const seen = live ?? liveOf<PersonLive>(error);
    throw partial(ctx, error, key, !fresh || seen?.row !== undefined, () => ({
      ...wanted,
      ...(seen?.row ? liveInputs(wanted, { row: seen.row, switches: seen.switches }) : {}),
      ...computedOf(seen ?? { row: undefined, switches: undefined }),
      passwordVersion: fresh ? wanted.passwordVersion : olds.passwordVersion,
      ...(setPassword ? { passwordPending: true } : {}),
    }));
  }
}

function changeIssues(olds: Plain, news: Plain): Issue[] {
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
      message: `a changed or added password takes effect only with another passwordVersion; expected a version other than ${shown(version)}`,
    });
  }
  const roleChanged =
    news.role !== undefined && olds.role !== undefined && !isUnknown(news.role) && news.role !== olds.role;
  if (roleChanged && news.allowRecreate !== true) {
    issues.push({ path: ["role"], message: roleMessage(olds.role as Role, news.role as Role) });
  }
  return issues;
}

function roleMessage(is: Role, declared: Role): string {
  return `the account's role is ${shown(is)}, but ${shown(declared)} is declared, and the service has no call to change a role; change it in the console, or set allowRecreate: true to have the account deleted and made anew`;
}

/** A role that differs in the program or live replaces the account, where that is allowed. */
function roleReplaces(olds: Plain, news: Plain): string[] {
  if (news.allowRecreate !== true || news.role === undefined || isUnknown(news.role)) return [];
  const live = Array.isArray(olds.roles) ? olds.roles.map(Number) : [];
  const differs =
    live.length > 0 ? roleDiffers(news.role as Role, live) : olds.role !== undefined && olds.role !== news.role;
  return differs ? ["role"] : [];
}

function refuseRole(wanted: StaffInputs, live: PersonLive & { row: NonNullable<PersonLive["row"]> }): void {
  const roles = liveRoles(live.row);
  if (wanted.role === undefined || !roleDiffers(wanted.role, roles)) return;
  throw new UserError(`role: ${roleMessage(roleName(roles[0]!), wanted.role)}`);
}

function needStaffNumber(wanted: StaffInputs): void {
  if (wanted.staffNumber) return;
  throw new UserError(
    `staffNumber: expected a text, but it is missing; the service needs it to create the account of ${wanted.mail}`,
  );
}
