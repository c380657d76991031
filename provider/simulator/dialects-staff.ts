/** What the service's documentation leaves open about accounts, beside what dialects.ts has. */
export interface StaffDialect {
  /**
   * For how many milliseconds a deleted account keeps its mail and its unique numbers: CreateStaff answers as to a
   * duplicate meanwhile [CreateStaff: "whether a deleted e-mail can be re-created at once"].
   */
  mailFreedAfterMs: number;
  /** Where a mail must be unique [CreateStaff: "uniqueness scope … instance or account-wide"]. */
  mailScope: "instance" | "account";
  /** What ErrorStaffList gives as Code: a code as calls have it, a number, or the word of the example [CreateStaff]. */
  errorItemCode: "full" | "number" | "err";
  /** Whether one who is not working (rest, notReady, afterCallWork) counts as online [DeleteStaff]. */
  deleteOnline: "not-offline" | "free-or-busy";
  /** How long after ForceMemberOffline an agent is still online, in milliseconds [DeleteStaff, ForceMemberOffline]. */
  offlineAfterMs: number;
  /** Forcing somebody offline who is [ForceMemberOffline]. */
  forceOfflineAgain: "ok" | "InvalidParameterValue";
  /** Restoring somebody who was not forced offline [RestoreMemberOnline]. */
  restoreNotForced: "ok" | "InvalidParameterValue";
  /** Whether an account that is made anew with the mail of one that was forced offline is so too [ForceMemberOffline]. */
  forcedSurvives: boolean;
  /**
   * What becomes of a phone (`Relation`) and of a forwarding that name a deleted agent: they keep her, they lose her, or
   * the deletion fails [DeleteStaff: "effect on … an Extension …, on ForwardingConfig targets"].
   */
  deletedStaffNamed: "kept" | "cleared" | "ResourceInUse" | "InternalError.DBError";
  /** Whether somebody who was never online has a row [DescribeStaffStatusMetrics]. */
  metricsRows: "all" | "once-online";
  /** A mail in StaffList that no account has [DescribeStaffStatusMetrics]. */
  metricsUnknown: "dropped" | "InvalidParameter";
  /** An account that does not exist; both codes are documented for the action [ModifyStaff]. */
  modifyUnknownStaff: "InvalidParameterValue.AccountNotExist" | "InternalError.DBError";
  /** `strict`: 8 or more of upper and lower case and digits, the one rule that this API has [ModifyStaffPassword]. */
  passwordRules: "none" | "strict";
}

export const defaultStaffDialect: Readonly<StaffDialect> = {
  mailFreedAfterMs: 0,
  mailScope: "instance",
  errorItemCode: "full",
  deleteOnline: "not-offline",
  offlineAfterMs: 0,
  forceOfflineAgain: "ok",
  restoreNotForced: "ok",
  forcedSurvives: false,
  deletedStaffNamed: "kept",
  metricsRows: "all",
  metricsUnknown: "dropped",
  modifyUnknownStaff: "InvalidParameterValue.AccountNotExist",
  passwordRules: "none",
};

export const staffDialectValues: { readonly [K in keyof StaffDialect]: readonly StaffDialect[K][] } = {
  mailFreedAfterMs: [],
  mailScope: ["instance", "account"],
  errorItemCode: ["full", "number", "err"],
  deleteOnline: ["not-offline", "free-or-busy"],
  offlineAfterMs: [],
  forceOfflineAgain: ["ok", "InvalidParameterValue"],
  restoreNotForced: ["ok", "InvalidParameterValue"],
  forcedSurvives: [false, true],
  deletedStaffNamed: ["kept", "cleared", "ResourceInUse", "InternalError.DBError"],
  metricsRows: ["all", "once-online"],
  metricsUnknown: ["dropped", "InvalidParameter"],
  modifyUnknownStaff: ["InvalidParameterValue.AccountNotExist", "InternalError.DBError"],
  passwordRules: ["none", "strict"],
};
