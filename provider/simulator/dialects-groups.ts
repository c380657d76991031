/** What the service's documentation leaves open about skill groups, phones and numbers, beside what dialects.ts has. */
export interface GroupDialect {
  /** Where the name of a skill group must be unique [CreateCCCSkillGroup: "uniqueness scope … per type?"]. */
  groupNameScope: "instance" | "type";
  /** For how many milliseconds a deleted group keeps its name [DeleteCCCSkillGroup: "whether the name is reusable at once"]. */
  groupNameFreedAfterMs: number;
  /** A group that does not exist [UpdateCCCSkillGroup]. */
  updateUnknownGroup: "InvalidParameter" | "InternalError.DBError";
  /** Simultaneous ringing for a group with more than 2 members [UpdateCCCSkillGroup, BindStaffSkillGroupList]. */
  ringAllOverflow: "InvalidParameterValue.RingAllGroupMemberOverflow" | "InvalidParameter";
  /**
   * What one refused group does to its call: nothing is bound or unbound, or the good ones are all the same
   * [BindStaffSkillGroupList, UnbindStaffSkillGroupList, Bind- and UnbindNumberCallOutSkillGroup: "atomicity"].
   */
  bindRefused: "nothing" | "partial";
  /** Which agents a phone may belong to: one that exists, any mail, or one that has no other phone [CreateExtension]. */
  extensionRelation: "exists" | "any" | "one-phone";
  /** [DescribeExtensions.ExtensionIds] `fuzzy`: contains. */
  extensionIdFilter: "exact" | "fuzzy";
  /** What stands between the ids in SkillGroupId; a comma "by example only" [DescribeExtensions]. */
  groupSeparator: "," | ", " | ";" | "|";
  /** Deleting a phone that is registered [DeleteExtension]. */
  deleteRegistered: "ok" | "UnsupportedOperation";
  /** A phone that does not exist [ModifyExtension, ResetExtensionPassword]. */
  unknownExtension: "InvalidParameterValue" | "InternalError.DBError";
  /** More phones than were bought; no code is documented [CreateExtension]. */
  extensionQuota: "LimitExceeded" | "InternalError.DBError";
  /** Whether an ExtensionId and the ExtensionNumber of an agent may be the same [CreateExtension, CreateStaff]. */
  numberSpace: "apart" | "shared";
  /** A number that the instance does not have [BindNumberCallOutSkillGroup, UnbindNumberCallOutSkillGroup]. */
  unknownNumberBind: "InternalError.DBError" | "ignored";
  /** NumberType left out [BindNumberCallInInterface]. */
  callInDefaultType: "number" | "inner";
}

export const defaultGroupDialect: Readonly<GroupDialect> = {
  groupNameScope: "instance",
  groupNameFreedAfterMs: 0,
  updateUnknownGroup: "InvalidParameter",
  ringAllOverflow: "InvalidParameterValue.RingAllGroupMemberOverflow",
  bindRefused: "nothing",
  extensionRelation: "exists",
  extensionIdFilter: "exact",
  groupSeparator: ",",
  deleteRegistered: "ok",
  unknownExtension: "InvalidParameterValue",
  extensionQuota: "LimitExceeded",
  numberSpace: "apart",
  unknownNumberBind: "InternalError.DBError",
  callInDefaultType: "number",
};

export const groupDialectValues: { readonly [K in keyof GroupDialect]: readonly GroupDialect[K][] } = {
  groupNameScope: ["instance", "type"],
  groupNameFreedAfterMs: [],
  updateUnknownGroup: ["InvalidParameter", "InternalError.DBError"],
  ringAllOverflow: ["InvalidParameterValue.RingAllGroupMemberOverflow", "InvalidParameter"],
  bindRefused: ["nothing", "partial"],
  extensionRelation: ["exists", "any", "one-phone"],
  extensionIdFilter: ["exact", "fuzzy"],
  groupSeparator: [",", ", ", ";", "|"],
  deleteRegistered: ["ok", "UnsupportedOperation"],
  unknownExtension: ["InvalidParameterValue", "InternalError.DBError"],
  extensionQuota: ["LimitExceeded", "InternalError.DBError"],
  numberSpace: ["apart", "shared"],
  unknownNumberBind: ["InternalError.DBError", "ignored"],
  callInDefaultType: ["number", "inner"],
};
