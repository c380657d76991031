import { mailKey, ServiceError, type StaffInfo } from "../../api";
import type { Owner } from "../../core/claims";
import type { Making } from "../../core/creation";
import { liveFields, unseenFields } from "../../core/fields";
import type { Job, View } from "../../core/job";
import { type Plain, pick } from "../../core/values";
import { staffFields } from "../../roster/fields";
import {
  decodeSwitches,
  groupsOf,
  type Person,
  type PersonLive,
  type PersonStep,
  personDifferences,
  planPerson,
  type Switches,
  switchKeys,
} from "../../roster/person";
import { liveRoles, type Role, roleDiffers, roleName } from "../../roster/roles";
import { declaredMail, naming, spelled } from "../presence";
import type { Context } from "../session";
import type { StaffChecked } from "../staff";
import { ringOf } from "./ring";

/** The computed outputs of a `Staff`. */
export type Computed = {
  /** Skill groups she is bound to, whoever bound them. */
  skillGroups: { skillGroupId: number; name: string; priority: number }[];
  /** Ids of her roles; empty where the service does not show them. */
  roles: number[];
  /** Last modification, Unix seconds. */
  lastModified: number;
};

/** The part of the inputs that is about the account itself, as opposed to how it is dealt with. */
export function personOf(inputs: StaffChecked): Person {
  const person: Person = { mail: inputs.mail };
  for (const { key } of staffFields) {
    const value = (inputs as Plain)[key];
    if (value !== undefined) Object.assign(person, { [key]: value });
  }
  if (inputs.role !== undefined) person.role = inputs.role;
  if (inputs.useMobileCallOut !== undefined) person.useMobileCallOut = inputs.useMobileCallOut;
  if (inputs.useMobileAccept !== undefined) person.useMobileAccept = inputs.useMobileAccept;
  return person;
}

/** The switches as the state knows them; not those of which a failed run left it in doubt what was sent. */
export function knownSwitches(olds: Plain): Switches {
  const unsure = Array.isArray(olds.unsure) ? olds.unsure : [];
  return pick(
    olds,
    switchKeys.filter((key) => !unsure.includes(key)),
  ) as Switches;
}

export async function observePerson(
  ctx: Context,
  want: Person,
  look: "shared" | "later",
  watchSwitches = declaresSwitches(want),
  switchesMayBeOld = look === "shared",
): Promise<PersonLive> {
  const staff = ctx.instance.staff;
  const row = look === "shared" ? await staff.find(want.mail) : await staff.refind(want.mail);
  if (!row || !watchSwitches) return { row, switches: undefined };
  return { row, switches: await switchesOf(ctx, row.Mail ?? want.mail, !switchesMayBeOld) };
}

/** The switches cost a call of their own, shared by all who ask: it is made only where somebody needs them. */
async function switchesOf(ctx: Context, mail: string, fresh: boolean): Promise<Switches | undefined> {
  const presence = await ctx.instance.presence({ fresh });
  return decodeSwitches(presence.get(mail));
}

export function declaresSwitches(want: Person): boolean {
  return want.useMobileCallOut !== undefined || want.useMobileAccept !== undefined;
}

/**
 * Brings an account to what is wanted.
 *
 * @param creation how it is made where it is not there; without it nothing is done then
 * @param olds what the state says of it, for the fields that this service does not show
 * @param owner whose account it is, where other entries of the program may be about to give up a number that it needs
 */
export function personJob(
  ctx: Context,
  doing: string,
  want: Person,
  known: Switches,
  sendPassword: boolean,
  creation?: Making<PersonLive>,
  olds: Plain = {},
  owner?: Owner,
): Job<PersonLive, PersonStep> {
  const plan = { known, olds };
  const ring = owner && ringOf(ctx, want, owner);
  let live: PersonLive = { row: undefined, switches: undefined };
  let email = want.mail;
  let wrote = false;
  let watch = declaresSwitches(want);
  return {
    doing,
    async observe(look) {
      let seen = await observePerson(ctx, want, look, watch, look === "shared" && !wrote);
      // A change might clear what it does not name; to put that back, one must know what it was.
      const first: View<PersonLive, PersonStep> = { live: seen, before: seen, round: 0, tried: [] };
      if (!watch && !wrote && seen.row && planPerson(want, first, plan).length > 0) {
        watch = true;
        seen = { ...seen, switches: await switchesOf(ctx, seen.row.Mail ?? want.mail, look === "later") };
      }
      // Calls use the service's spelling of the mail.
      email = seen.row?.Mail ?? email;
      live = seen;
      return seen;
    },
    ...(creation ? { creation } : {}),
    plan: (view) => (view.live.row || creation ? planPerson(want, view, plan) : []),
    differences: (view) => personDifferences(want, view, plan),
    // The switches come from a call of their own.
    trace: ({ row }) => row,
    mayPass: async (step) =>
      step.call !== "BindStaffSkillGroupList" && (isFreshlyLeft(ctx) || ((await ring?.mayPass(step, live)) ?? false)),
    ...(ring ? { aside: (view) => ring.aside(view.live), obstacle: (view) => ring.obstacle(view.live) } : {}),
    async apply(step) {
      wrote = true;
      switch (step.call) {
        case "CreateStaff":
          await ctx.instance.createStaff(step.item, sendPassword);
          return letIn(ctx, step.item.Mail);
        case "ModifyStaff":
          return touching(ctx, email, async () => {
            const members = await addressed(ctx, step.members);
            return naming(email, declaredMail(ctx, email, want.mail), (Email) =>
              ctx.instance.call("ModifyStaff", { ...members, Email }),
            );
          });
        case "BindStaffSkillGroupList":
          return touching(ctx, email, () =>
            naming(email, declaredMail(ctx, email, want.mail), (StaffEmail) =>
              ctx.instance.call("BindStaffSkillGroupList", { StaffEmail, StaffSkillGroupList: step.groups }),
            ),
          );
      }
    },
  };
}

/** For so long the mail, a number or the seat of an account that this process deleted may be what a call is refused for. */
const FREED_MS = 300_000;

function isFreshlyLeft({ clock, memory }: Context): boolean {
  return clock.now() - memory.lastLeave < clock.scaled(FREED_MS);
}

/** Whoever was forced offline to be deleted may be locked out of the account that was made in its place. */
async function letIn(ctx: Context, mail: string): Promise<void> {
  if (!ctx.memory.forcedOut.delete(mailKey(mail))) return;
  try {
    await ctx.instance.call("RestoreMemberOnline", { UserId: mail });
  } catch (error) {
    // Nothing to be lifted is the likeliest case, and may be refused.
    if (error instanceof ServiceError && error.applied === "no") return;
    ctx.log.notice(
      `${mail} was forced offline before her account was made anew; if she cannot log in, restore her in the console`,
    );
  }
}

/** A forwarding target in the service's spelling of its mail. */
async function addressed(ctx: Context, members: Plain): Promise<Plain> {
  const config = members.ForwardingConfig as StaffInfo["ForwardingConfig"];
  if (!config?.Target?.StaffUserId) return members;
  const StaffUserId = await spelled(ctx, config.Target.StaffUserId);
  return { ...members, ForwardingConfig: { ...config, Target: { ...config.Target, StaffUserId } } };
}

/** Makes a write to an account; whatever comes of it, lists that began before it serve nobody who asks for her. */
export async function touching(ctx: Context, email: string, call: () => Promise<unknown>): Promise<void> {
  try {
    await call();
  } finally {
    ctx.instance.staff.wrote(email);
  }
}

/** The inputs as they are live: the declared value where it means the same. */
export function liveInputs(olds: Plain, live: { row: StaffInfo; switches: Switches | undefined }): Plain {
  const inputs: Plain = { ...olds, ...liveFields(staffFields, olds, live.row) };
  const roles = liveRoles(live.row);
  if (roleDiffers(olds.role as Role | undefined, roles)) inputs.role = roleName(roles[0]!);
  for (const key of switchKeys) {
    if (olds[key] !== undefined && live.switches?.[key] !== undefined) inputs[key] = live.switches[key];
  }
  return inputs;
}

/** What is computed from the live account. */
export function computedOf(live: PersonLive): Plain {
  const row = live.row;
  if (!row) return { skillGroups: [], roles: [] };
  const priorities = groupsOf(row);
  return {
    skillGroups: (row.SkillGroupList ?? [])
      .map((group) => ({
        skillGroupId: Number(group.SkillGroupId),
        name: group.SkillGroupName ?? "",
        priority: priorities.get(Number(group.SkillGroupId)) ?? 3,
      }))
      .sort((a, b) => a.skillGroupId - b.skillGroupId),
    roles: liveRoles(row),
    lastModified: row.LastModifyTimestamp ?? undefined,
  };
}

/**
 * An account that a state knows is the one of just its spelling: when it has gone, one whose mail differs in case only is
 * somebody else's. A state without a mail is about to be imported, and knows nothing yet.
 */
export function pinAccount(ctx: Context, key: string, olds: Plain): void {
  if (Object.keys(olds).length === 0 || olds.shownAs === "") return;
  ctx.instance.staff.pin(key, typeof olds.shownAs === "string" ? olds.shownAs : key);
}

/** What a state keeps of the service's spelling: only where it is another than the key; "" where it was not seen yet. */
export function shownAsOf(key: string, row: StaffInfo | undefined, olds: Plain | undefined): Plain {
  if (!row) return { shownAs: olds ? olds.shownAs : "" };
  return { shownAs: row.Mail === key ? undefined : row.Mail };
}

/** What a state remembers of fields that this service does not show, the mobile switches among them; see `unseenFields`. */
export function unseenOf(inputs: Plain, olds: Plain, live: PersonLive | undefined, done: boolean): Plain {
  const unseen = unseenFields(staffFields, inputs, olds, live?.row, done);
  const switches = done
    ? []
    : switchKeys.filter((key) => inputs[key] !== undefined && live?.switches?.[key] === undefined);
  const unsure = [...(unseen.unsure ?? []), ...switches];
  return { ...unseen, unsure: unsure.length > 0 ? unsure : undefined };
}
