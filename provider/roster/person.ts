import type { SeatUserInfo, StaffInfo } from "../api";
import {
  differing,
  existingDifferences,
  type FieldView,
  fieldDifferences,
  fieldView,
  modified,
  whole,
} from "../core/fields";
import type { View } from "../core/job";
import { type Plain, shown } from "../core/values";
import { type ReadableFields, staffFields } from "./fields";
import { DEFAULT_ROLE, liveRoles, type Role, roleDiffers, roleId, roleName } from "./roles";

/** One person as declared: what is absent is not managed. */
export interface Person extends ReadableFields, Switches {
  mail: string;
  role?: Role;
}

export type MobileAccept = "off" | "whenOffline" | "always";

/** The mobile switches: written with ModifyStaff, readable from the status metrics only. */
export interface Switches {
  useMobileCallOut?: boolean;
  useMobileAccept?: MobileAccept;
}

const accept: readonly MobileAccept[] = ["off", "whenOffline", "always"]; // 0, 1, 2 (contract §2, ModifyStaff)

/** What is live of one person. */
export interface PersonLive {
  row: StaffInfo | undefined;
  /** From the status metrics; `undefined` where they have no row for her, which is no difference. */
  switches: Switches | undefined;
}

export type PersonStep =
  | { call: "CreateStaff"; item: SeatUserInfo }
  | { call: "ModifyStaff"; members: Record<string, unknown> }
  | { call: "BindStaffSkillGroupList"; groups: { SkillGroupId: number; Priority: number }[] };

export interface PersonPlan {
  /** The switches as far as they are known without reading them: of a fresh account, or from the state. */
  known: Switches;
  /** What the state says of a person, for the fields that this service does not show. */
  olds?: Plain;
}

export const FRESH_SWITCHES: Switches = { useMobileCallOut: false, useMobileAccept: "off" };

type PersonView = View<PersonLive, PersonStep>;

/** The plan for one person: her account, then what changes the list shows, then what a change of ours took away. */
export function planPerson(want: Person, view: PersonView, plan: PersonPlan): PersonStep[] {
  const { row } = view.live;
  if (!row) return [{ call: "CreateStaff", item: seatUser(want) }];
  const steps: PersonStep[] = [];
  const seen = fieldsSeen(view, plan);
  const wrong = differing(staffFields, declared(want), seen);
  const switches = differingSwitches(want, view, plan);
  if (wrong.length > 0 || switches.length > 0) {
    const members = whole(staffFields, wrong, declared(want), seen);
    // What cannot be read is sent along each time: should the call clear what it does not name, nobody would see it.
    const unseen = switchKeys.filter((key) => view.live.switches?.[key] === undefined);
    const sent = modified(seen, true)
      ? { ...view.before.switches, ...pickSwitches(want, switchKeys) }
      : pickSwitches(want, [...switches, ...unseen]);
    steps.push({ call: "ModifyStaff", members: { ...members, ...encodeSwitches(sent) } });
  }
  const lost = lostGroups(view);
  if (lost.length > 0) steps.push({ call: "BindStaffSkillGroupList", groups: lost });
  return steps;
}

/** What still differs, in words. */
export function personDifferences(want: Person, view: PersonView, plan: PersonPlan): string[] {
  if (!view.live.row) return [`${want.mail}: wanted an account, found none`];
  const found = fieldDifferences(staffFields, declared(want), fieldsSeen(view, plan));
  for (const key of differingSwitches(want, view, plan)) {
    found.push(`${key}: wanted ${shown(want[key])}, found ${shown(view.live.switches?.[key])}`);
  }
  if (lostGroups(view).length > 0) found.push("skill groups: some that she had before are gone");
  return found;
}

/** In what an existing account differs from the declaration, other than being as fresh as a new one. */
export function takeOverDifferences(want: Person, live: PersonLive & { row: StaffInfo }): string[] {
  const found = existingDifferences(staffFields, declared(want), live.row);
  const roles = liveRoles(live.row);
  if (roleDiffers(want.role, roles)) {
    found.push(`role is ${roles.map(roleName).map(shown).join(", ")}, declared ${shown(want.role)}`);
  }
  for (const key of switchKeys) {
    const value = live.switches?.[key];
    if (want[key] !== undefined && value !== undefined && value !== want[key] && value !== FRESH_SWITCHES[key]) {
      found.push(`${key} is ${shown(value)}, declared ${shown(want[key])}`);
    }
  }
  return found;
}

function declared(want: Person): Plain {
  return want as unknown as Plain;
}

function fieldsSeen(view: PersonView, { olds }: PersonPlan): FieldView<StaffInfo> {
  return fieldView<StaffInfo, PersonLive, PersonStep>(
    view,
    (step) => (step.call === "CreateStaff" ? "create" : step.call === "ModifyStaff" ? step.members : undefined),
    olds,
  );
}

/** The item of CreateStaff. `Role` can be given here only, so it is always given. */
export function seatUser(want: Person): SeatUserInfo {
  const item: SeatUserInfo = {
    Name: want.name ?? "",
    Mail: want.mail,
    StaffNumber: want.staffNumber ?? "",
    Role: roleId(want.role ?? DEFAULT_ROLE),
  };
  if (want.nick) item.Nick = want.nick;
  if (want.phone) item.Phone = want.phone;
  if (want.extensionNumber) item.ExtensionNumber = want.extensionNumber;
  return item;
}

function wroteModify(view: PersonView): boolean {
  return view.tried.some((attempt) => attempt.step.call === "ModifyStaff" && attempt.refused === undefined);
}

export const switchKeys = ["useMobileCallOut", "useMobileAccept"] as const;

function differingSwitches(want: Person, view: PersonView, plan: PersonPlan): (typeof switchKeys)[number][] {
  const created = view.tried.some((attempt) => attempt.step.call === "CreateStaff" && attempt.refused === undefined);
  return switchKeys.filter((key) => {
    const wanted = want[key] ?? (wroteModify(view) ? view.before.switches?.[key] : undefined);
    if (wanted === undefined) return false;
    const live = view.live.switches?.[key];
    if (live !== undefined) return live !== wanted;
    if (switchSent(key, view)) return false;
    return (created ? FRESH_SWITCHES[key] : plan.known[key]) !== wanted;
  });
}

function switchSent(key: (typeof switchKeys)[number], view: PersonView): boolean {
  const member = key === "useMobileCallOut" ? "UseMobileCallOut" : "UseMobileAccept";
  return view.tried.some(
    ({ step, refused, doubtful }) =>
      refused === undefined &&
      doubtful === undefined &&
      step.call === "ModifyStaff" &&
      Object.hasOwn(step.members, member),
  );
}

function pickSwitches(from: Switches, keys: readonly (typeof switchKeys)[number][]): Switches {
  const out: Switches = {};
  if (keys.includes("useMobileCallOut") && from.useMobileCallOut !== undefined)
    out.useMobileCallOut = from.useMobileCallOut;
  if (keys.includes("useMobileAccept") && from.useMobileAccept !== undefined)
    out.useMobileAccept = from.useMobileAccept;
  return out;
}

function encodeSwitches(switches: Switches): Record<string, unknown> {
  const members: Record<string, unknown> = {};
  if (switches.useMobileCallOut !== undefined) members.UseMobileCallOut = switches.useMobileCallOut;
  if (switches.useMobileAccept !== undefined) members.UseMobileAccept = accept.indexOf(switches.useMobileAccept);
  return members;
}

/** The switches as the status metrics show them. */
export function decodeSwitches(
  row: { UseMobileCallOut?: boolean | null; UseMobileAccept?: number | null } | undefined,
): Switches | undefined {
  if (!row) return undefined;
  const out: Switches = {};
  if (typeof row.UseMobileCallOut === "boolean") out.useMobileCallOut = row.UseMobileCallOut;
  const mode = accept[row.UseMobileAccept ?? -1];
  if (mode) out.useMobileAccept = mode;
  return out;
}

/** Groups that a ModifyStaff of ours took away, with their priorities as they were. */
function lostGroups(view: PersonView): { SkillGroupId: number; Priority: number }[] {
  if (!wroteModify(view)) return [];
  const live = groupsOf(view.live.row);
  const before = [...groupsOf(view.before.row)];
  const lost = before.some(([id, priority]) => live.get(id) !== priority);
  return lost ? before.map(([SkillGroupId, Priority]) => ({ SkillGroupId, Priority })) : [];
}

/** The skill groups of an account: id → priority. */
export function groupsOf(row: StaffInfo | undefined): Map<number, number> {
  return new Map((row?.SkillGroupList ?? []).map((item) => [Number(item.SkillGroupId), Number(item.Priority ?? 3)]));
}
