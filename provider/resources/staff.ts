import { z } from "zod";
import type { Making } from "../core/creation";
import { type Address, define } from "../core/define";
import { formatId } from "../core/ids";
import { reconcile } from "../core/reconcile";
import { type Agree, type ArgsOf, type PropsOf, resourceClass } from "../core/resource";
import type { Plain } from "../core/values";
import type { Forwarding } from "../roster/fields";
import { type PersonLive, takeOverDifferences } from "../roster/person";
import { personRules } from "../roster/rules";
import { declaredMail, findOrGone, naming } from "./presence";
import type { Context } from "./session";
import {
  calling,
  common,
  groupId,
  liveOf,
  mail,
  type OnExisting,
  partial,
  sameMailInput,
  staffKey,
  takeOver,
} from "./shared";
import { leave } from "./staff/leaving";
import {
  type Computed,
  computedOf,
  knownSwitches,
  liveInputs,
  observePerson,
  personJob,
  personOf,
  pinAccount,
  shownAsOf,
  unseenOf,
} from "./staff/live";
import { type PresentPerson, personMaking } from "./staff/making";
import { nameAgain, noteNamed } from "./staff/named-elsewhere";
import {
  changeIssues,
  keepsNumber,
  needStaffNumber,
  refuseAdministrator,
  refuseRole,
  roleReplaces,
} from "./staff/rules";
import { noteArrived, refuseLoss } from "./staff/successor";

/** What a `Staff` declares. A field left out is not managed, unless a default is given. */
export interface StaffInputs {
  /** The instance. Default: `tccc:sdkAppId`, else `TCCC_SDK_APP_ID`. Fixed at creation. */
  sdkAppId?: number;
  /** Mail address: the account's key. A change replaces; another spelling in capitals is the same address. */
  mail: string;
  /** Name shown to colleagues. */
  name: string;
  /** Staff number. Needed to create; an account made elsewhere may have none. */
  staffNumber?: string;
  /** Name shown to customers; `""` clears it. */
  nick?: string;
  /** Phone, kept as `0086…`; `+86 138…` and `138…` are the same. `""` clears it. */
  phone?: string;
  /** Extension number of the account: first digit 1–8, 4 to 6 digits; `""` clears it. Not a SIP phone: see `Extension`. */
  extensionNumber?: string;
  /**
   * `admin`, `inspector`, `agent` or a custom role's number. Can be set only at creation (left out: agent, and not
   * managed afterwards). A role that really differs is refused, unless `allowRecreate` is set.
   */
  role?: "admin" | "inspector" | "agent" | number;
  /** Allow the account to be deleted and made anew when its role changes. Default false. */
  allowRecreate?: boolean;
  /** Whether calls may be made from the mobile phone. Readable from the status metrics only. */
  useMobileCallOut?: boolean;
  /** Whether calls may be taken on the mobile phone. Readable from the status metrics only. */
  useMobileAccept?: "off" | "whenOffline" | "always";
  /** Where calls are forwarded to. `enabled` (default true) `false` switches forwarding off. */
  forwarding?: Forwarding;
  /** Let the service mail a password to the new account. Default false. */
  sendPassword?: boolean;
  /** Password set once after creation, and again when `passwordVersion` changes. Secret, never readable. */
  initialPassword?: string;
  /** Raise it to set `initialPassword` again. Any whole number. */
  passwordVersion?: number;
  /** What a deletion does about an agent who is online: `fail` (default), `wait`, `forceOffline`. */
  whenOnline?: "fail" | "wait" | "forceOffline";
  /** With `whenOnline: "wait"`: seconds to wait at most. Default 300. */
  onlineWaitSeconds?: number;
  /**
   * What to do with an object of this key that exists already: `identical` (default) takes it over if every readable
   * managed field is as declared, or as in a freshly created object; `adopt` takes it over and changes it; `fail` refuses.
   */
  onExisting?: OnExisting;
}

const inputs = z.object({
  sdkAppId: common.sdkAppId,
  mail,
  name: personRules.name,
  staffNumber: personRules.staffNumber,
  nick: personRules.nick,
  phone: personRules.phone,
  extensionNumber: personRules.extensionNumber,
  role: personRules.role,
  allowRecreate: z.boolean().optional(),
  useMobileCallOut: personRules.useMobileCallOut,
  useMobileAccept: personRules.useMobileAccept,
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
  sendPassword: z.boolean().optional(),
  initialPassword: z.string().min(1).optional(),
  passwordVersion: z.int().optional(),
  whenOnline: z.enum(["fail", "wait", "forceOffline"]).optional(),
  onlineWaitSeconds: z.number().positive().optional(),
  onExisting: common.onExisting,
});

/** The inputs as they are stored: checked, in canonical form. */
export type StaffChecked = z.output<typeof inputs>;

const documented: Agree<z.input<typeof inputs>, StaffInputs> = true;
void documented;

/** The arguments of a `Staff`. */
export interface StaffArgs extends ArgsOf<StaffInputs> {}

export const staffDefinition = define<typeof inputs.shape, Computed, Context>({
  type: "Staff",
  inputs,
  computed: ["skillGroups", "roles", "lastModified"],
  secretInputs: ["initialPassword"],
  same: { mail: sameMailInput },
  replaceOn: ["mail"],
  told: ["mail"],
  keyOf: (props) => (typeof props.mail === "string" ? staffKey(props.mail) : undefined),
  rules: (news, olds) => (olds && sameMailInput(olds.mail, news.mail) ? changeIssues(olds, news) : []),
  replaceAlso: roleReplaces,
  unfinished: ({ passwordPending }) => passwordPending === true,
  onReplace(ctx, id, replaces, news) {
    if (!replaces.includes("mail")) ctx.memory.replacing.add(id);
    ctx.memory.successors.set(id, news);
  },
  // A role replaces an account by one with the same mail; a new mail is another account, made before the old one goes
  // where it can be.
  deleteFirst: (replaces, olds, news) => !replaces.includes("mail") || keepsNumber(olds, news),

  create: (ctx, wanted, address) =>
    ctx.locks.hold(staffKey(wanted.mail), async () => {
      const creation = making(ctx, wanted, {
        found: (live) => mayTakeOver(ctx, wanted, live),
        absent() {
          if (wanted.initialPassword !== undefined || wanted.sendPassword) return;
          ctx.log.notice(
            `${wanted.mail} has no password yet, so nobody can log in: set initialPassword or sendPassword`,
          );
        },
      });
      const live = await converge(ctx, `creating Staff ${wanted.mail}`, wanted, undefined, creation, address);
      noteArrived(ctx, wanted.mail);
      return { key: wanted.mail, outs: reachedOf(live, wanted, {}) };
    }),

  async read(ctx, key, olds) {
    pinAccount(ctx, key, "mail" in olds ? olds : {});
    const row = await calling(`reading Staff ${key}`, () => findOrGone(ctx.instance.staff, key, `Staff ${key}`));
    if (!row) return undefined;
    const live = await calling(`reading Staff ${key}`, () =>
      observePerson(ctx, personOf(olds as StaffChecked), "shared"),
    );
    const seen = { row, switches: live.switches };
    return { inputs: liveInputs(olds, seen), computed: { ...computedOf(seen), ...shownAsOf(key, row, olds) } };
  },

  update: (ctx, key, olds, wanted, address) =>
    ctx.locks.hold(staffKey(key), async () => {
      pinAccount(ctx, key, olds);
      const creation = making(ctx, wanted, { found: (live) => refuseRole(wanted, live) });
      return reachedOf(await converge(ctx, `updating Staff ${key}`, wanted, olds, creation, address), wanted, olds);
    }),

  delete: (ctx, key, olds) =>
    ctx.locks.hold(staffKey(key), async () => {
      pinAccount(ctx, key, olds);
      const successor = await refuseLoss(ctx, key);
      if (ctx.memory.replacing.has(formatId(ctx.sdkAppId, key))) {
        await calling(`deleting Staff ${key}`, () => noteNamed(ctx, [key]));
      }
      await leave(ctx, key, {
        whenOnline: olds.whenOnline as StaffChecked["whenOnline"],
        onlineWaitSeconds: olds.onlineWaitSeconds as number | undefined,
        beforeDelete(row) {
          refuseAdministrator(key, olds, row, successor);
          ctx.account.deletes.take();
        },
      });
    }),
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
export class Staff extends resourceClass<StaffArgs, PropsOf<StaffInputs, Computed>>(staffDefinition) {}

/** The state after a loop that ended well. */
function reachedOf(live: PersonLive, wanted: StaffChecked, olds: Plain): Plain {
  const key = String(olds.mail ?? wanted.mail);
  return { ...wanted, ...computedOf(live), ...unseenOf(wanted, olds, live, true), ...shownAsOf(key, live.row, olds) };
}

function making(
  ctx: Context,
  wanted: StaffChecked,
  asks: { found(live: PresentPerson): void; absent?(): void },
): Making<PersonLive> {
  return personMaking(ctx, {
    mail: wanted.mail,
    differences: (live) => takeOverDifferences(personOf(wanted), live),
    found: asks.found,
    absent() {
      needStaffNumber(wanted);
      asks.absent?.();
    },
  });
}

/** An account that is there already, as `onExisting` decides; its password may be somebody's. */
function mayTakeOver(ctx: Context, wanted: StaffChecked, live: PresentPerson): void {
  refuseRole(wanted, live);
  const differences = takeOverDifferences(personOf(wanted), live);
  const id = formatId(ctx.sdkAppId, wanted.mail);
  ctx.log.notice(takeOver(`Staff ${live.row.Mail}`, id, differences, wanted.onExisting));
  if (wanted.initialPassword === undefined) return;
  ctx.log.notice(
    `the password of ${wanted.mail} was left as it is, and it has none if a run that died or failed has made the account: raise passwordVersion to set initialPassword`,
  );
}

/** Brings the account to what is wanted, then its password; a failure in between loses nothing. */
async function converge(
  ctx: Context,
  doing: string,
  wanted: StaffChecked,
  olds: Plain | undefined,
  creation: Making<PersonLive>,
  address: Address,
): Promise<PersonLive> {
  const key = (olds?.mail as string | undefined) ?? wanted.mail;
  const again =
    olds !== undefined && (wanted.passwordVersion !== olds.passwordVersion || olds.passwordPending === true);
  const setsPassword = (): boolean => wanted.initialPassword !== undefined && (again || creation.whose === "made");
  let live: PersonLive | undefined;
  try {
    const known = knownSwitches(olds ?? {});
    const job = personJob(ctx, doing, personOf(wanted), known, wanted.sendPassword ?? false, creation, olds, address);
    live = await reconcile(job, ctx.loop);
    if (creation.whose === "made") await nameAgain(ctx, wanted.mail);
    if (setsPassword()) {
      const shown = live.row?.Mail ?? wanted.mail;
      await calling(`setting the password of ${wanted.mail}`, () =>
        naming(shown, declaredMail(ctx, shown, wanted.mail), (Email) =>
          ctx.instance.call("ModifyStaffPassword", { Email, Password: wanted.initialPassword! }),
        ),
      );
    }
    return live;
  } catch (error) {
    const seen = live ?? liveOf<PersonLive>(error);
    throw partial(ctx, error, key, creation.whose !== undefined, () => ({
      ...wanted,
      ...(seen?.row ? liveInputs(wanted, { row: seen.row, switches: seen.switches }) : {}),
      ...computedOf(seen ?? { row: undefined, switches: undefined }),
      ...unseenOf(wanted, olds ?? {}, seen, false),
      ...shownAsOf(key, seen?.row, olds),
      // Of an account that was taken over the password is no business of the next run either.
      passwordVersion: creation.whose === "made" || !olds ? wanted.passwordVersion : olds.passwordVersion,
      ...(setsPassword() ? { passwordPending: true } : {}),
    }));
  } finally {
    ctx.memory.offers.withdraw(staffKey(wanted.mail));
  }
}
