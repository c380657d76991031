import { normalPhone, type StaffInfo, samePhone } from "../api";
import type { Field } from "../core/fields";

/** Where calls of an account go, as a program declares it. */
export interface Forwarding {
  enabled?: boolean;
  when: "always" | "conditional";
  to: { staff: string } | { skillGroupId: number } | { extensionId: string };
}

/** What can be changed on an account and read back from the staff list. */
export interface ReadableFields {
  name?: string;
  nick?: string;
  phone?: string;
  staffNumber?: string;
  extensionNumber?: string;
  forwarding?: Forwarding;
}

function text(key: string, member: string, from: keyof StaffInfo, same = sameText): Field<StaffInfo> {
  return {
    key,
    member,
    raw: (row) => row[from],
    read: (row) => row[from] ?? "",
    same: (a, b) => same(String(a ?? ""), String(b ?? "")),
    encode: (value) => value,
    isFresh: (value) => (value ?? "") === "",
    created: true,
  };
}

const sameText = (a: string, b: string): boolean => a === b;

const forwarding: Field<StaffInfo> = {
  key: "forwarding",
  member: "ForwardingConfig",
  raw: (row) => row.ForwardingConfig,
  read: (row) => decodeForwarding(row.ForwardingConfig),
  same: (a, b) => forwardingText(a as Forwarding | undefined) === forwardingText(b as Forwarding | undefined),
  encode: (value) => encodeForwarding(value as Forwarding),
  isFresh: (value) => forwardingText(value as Forwarding | undefined) === "off",
  stored: (value, declared) => value ?? { ...(declared as Forwarding), enabled: false },
  created: false,
};

const phone: Field<StaffInfo> = {
  ...text("phone", "Phone", "Phone", (a, b) => a === b || (a !== "" && b !== "" && samePhone(a, b))),
  // What nobody declared is put back from a list that may show it without its prefix.
  encode: (value) => (value === "" ? "" : normalPhone(String(value))),
  stored: (value) => (value === "" ? "" : normalPhone(String(value))),
};

/** What can be changed on an account with ModifyStaff and read back from the list. */
export const staffFields: readonly Field<StaffInfo>[] = [
  text("name", "Name", "Name"),
  text("nick", "Nick", "Nick"),
  phone,
  // StaffNo here, StaffNumber in the list and in CreateStaff (contract §11, trap 6).
  text("staffNumber", "StaffNo", "StaffNumber"),
  text("extensionNumber", "ExtensionNumber", "ExtensionNumber"),
  forwarding,
];

// ForwardingConfig.Condition: 1 unconditional, 2 conditional; ForwardingTarget.Type: 1 agent, 2 skill group,
// 3 extension (contract §8).
const ALWAYS = 1;
const CONDITIONAL = 2;

function encodeForwarding(value: Forwarding): NonNullable<StaffInfo["ForwardingConfig"]> {
  const to = value.to;
  const target =
    "staff" in to
      ? { Type: 1, StaffUserId: to.staff }
      : "skillGroupId" in to
        ? { Type: 2, SkillGroupId: to.skillGroupId }
        : { Type: 3, Extension: to.extensionId };
  return {
    Enabled: value.enabled ?? true,
    Condition: value.when === "always" ? ALWAYS : CONDITIONAL,
    Target: target,
  };
}

function decodeForwarding(config: StaffInfo["ForwardingConfig"] | null): Forwarding | undefined {
  const target = config?.Target;
  if (!config || !target) return undefined;
  const to = decodeTarget(target);
  if (!to) return undefined;
  return { enabled: config.Enabled ?? false, when: config.Condition === CONDITIONAL ? "conditional" : "always", to };
}

function decodeTarget(
  target: NonNullable<NonNullable<StaffInfo["ForwardingConfig"]>["Target"]>,
): Forwarding["to"] | undefined {
  if (target.Type === 1 && target.StaffUserId) return { staff: target.StaffUserId };
  if (target.Type === 2 && target.SkillGroupId) return { skillGroupId: target.SkillGroupId };
  if (target.Type === 3 && target.Extension) return { extensionId: target.Extension };
  return undefined;
}

/** Forwarding that is switched off is off, wherever it would go. */
function forwardingText(value: Forwarding | undefined): string {
  if (!value || value.enabled === false) return "off";
  const to = value.to;
  const where =
    "staff" in to
      ? `staff ${to.staff.toLowerCase()}`
      : "skillGroupId" in to
        ? `group ${to.skillGroupId}`
        : `ext ${to.extensionId}`;
  return `${value.when} ${where}`;
}
