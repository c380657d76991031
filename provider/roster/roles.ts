import type { StaffInfo } from "../api";

/** A role by name, or the number of a custom one. */
export type Role = "admin" | "inspector" | "agent" | number;

// SeatUserInfo.Role: 1 admin, 2 quality inspector, 3 ordinary agent, else a custom role's id (contract §8).
const names: Readonly<Record<string, number>> = { admin: 1, inspector: 2, agent: 3 };

export const DEFAULT_ROLE = 3;

export function roleId(role: Role): number {
  return typeof role === "number" ? role : names[role]!;
}

export function roleName(id: number): Role {
  const known = Object.entries(names).find(([, value]) => value === id);
  return (known?.[0] as Role | undefined) ?? id;
}

/** The roles of a live account; empty when the service does not show them, which is never a difference. */
export function liveRoles(row: StaffInfo): number[] {
  const list = (row.RoleList ?? []).map(Number).filter((id) => id > 0);
  if (list.length > 0) return list;
  // RoleId is deprecated in favour of RoleList, and still the only one in the official example (trap 4).
  const single = Number(row.RoleId ?? 0);
  return single > 0 ? [single] : [];
}

/** True when the live roles are known and the declared one is not among them. */
export function roleDiffers(declared: Role | undefined, live: readonly number[]): boolean {
  return declared !== undefined && live.length > 0 && !live.includes(roleId(declared));
}
