/** What the service's documentation leaves open about call records, sessions and status, and about numbers. */
export interface RecordDialect {
  /** Order of call records by their start [DescribeTelCdr, DescribeProtectedTelCdr]. */
  recordOrder: "newest-first" | "oldest-first";
  /** How a record shows what a call did not have: a time, a skill group, an agent [DescribeTelCdr]. */
  recordUnset: "zero" | "null" | "absent";
  /** Whether the windows of DescribeTelCdr, 90 and 180 days, hold here too [DescribeProtectedTelCdr]. */
  protectedWindow: "free" | "limited";
  /** A session that is not known [DescribeTelSession]. */
  sessionUnknown: "null" | "empty" | "InternalError.DBError";
  /** Whether the metrics of a skill group are shown; the official example lacks them [DescribeCallInMetrics]. */
  groupMetrics: "present" | "absent";
  /** Spelling of states; the documents have "notReady", "notready" and "Free" [DescribeStaffStatusMetrics, …History]. */
  statusCase: "camel" | "lower" | "capital";
  /** Rows of a page when PageSize is left out [DescribeStaffStatusHistory]. */
  historyPageSize: 20 | 100 | 1000;
  /** A call-back interface that is left out or has an empty URL [BindNumberCallInInterface]. */
  callInOmitted: "unbinds" | "ignored" | "InternalError.DBError";
}

export const defaultRecordDialect: Readonly<RecordDialect> = {
  recordOrder: "newest-first",
  recordUnset: "zero",
  protectedWindow: "free",
  sessionUnknown: "null",
  groupMetrics: "present",
  statusCase: "camel",
  historyPageSize: 100,
  callInOmitted: "unbinds",
};

export const recordDialectValues: { readonly [K in keyof RecordDialect]: readonly RecordDialect[K][] } = {
  recordOrder: ["newest-first", "oldest-first"],
  recordUnset: ["zero", "null", "absent"],
  protectedWindow: ["free", "limited"],
  sessionUnknown: ["null", "empty", "InternalError.DBError"],
  groupMetrics: ["present", "absent"],
  statusCase: ["camel", "lower", "capital"],
  historyPageSize: [20, 100, 1000],
  callInOmitted: ["unbinds", "ignored", "InternalError.DBError"],
};
