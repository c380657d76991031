import type { ResponseOf } from "./client";
import { mailKey } from "./mail";

export type StaffStatusMetrics = NonNullable<ResponseOf<"DescribeStaffStatusMetrics">["Metrics"]>[number];

/** The status of everybody at one time. */
export interface Presence {
  /** The row of an account: that of its exact mail, else the only one whose mail differs in case only. */
  get(mail: string): StaffStatusMetrics | undefined;
}

export function presenceOf(rows: readonly StaffStatusMetrics[]): Presence {
  const exact = new Map<string, StaffStatusMetrics>();
  const alike = new Map<string, Set<string>>();
  for (const row of rows) {
    if (!row.Email) continue;
    exact.set(row.Email, row);
    const key = mailKey(row.Email);
    alike.set(key, (alike.get(key) ?? new Set()).add(row.Email));
  }
  return {
    get: (mail) => {
      const [only, ...more] = alike.get(mailKey(mail)) ?? [];
      return exact.get(mail) ?? (only !== undefined && more.length === 0 ? exact.get(only) : undefined);
    },
  };
}
