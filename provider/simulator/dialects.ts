import { type CampaignDialect, campaignDialectValues, defaultCampaignDialect } from "./dialects-campaigns";
import { defaultGroupDialect, type GroupDialect, groupDialectValues } from "./dialects-groups";
import { defaultRecordDialect, type RecordDialect, recordDialectValues } from "./dialects-records";
import { defaultStaffDialect, type StaffDialect, staffDialectValues } from "./dialects-staff";
import { defaultTaskDialect, type TaskDialect, taskDialectValues } from "./dialects-tasks";

/**
 * How the simulator reads what the service's documentation leaves open. Each member is one open question; the default
 * is the likeliest answer. Members may be changed while the simulator runs: `sim.dialect.bindMode = "replace"`.
 *
 * Those of one subject alone are in dialects-staff.ts, dialects-groups.ts (with phones and numbers), dialects-tasks.ts,
 * dialects-campaigns.ts and dialects-records.ts.
 *
 * In brackets: the action whose documentation leaves it open.
 */
export interface Dialect extends StaffDialect, GroupDialect, TaskDialect, CampaignDialect, RecordDialect {
  // ── Staff ──────────────────────────────────────────────────────────────────────────────────────────────────────
  /**
   * What one refused item (duplicate, quota, phone) does to its call [CreateStaff]. `item`: it is listed in
   * ErrorStaffList, the others are created. `call-all-or-nothing`: the call fails, nothing is created. `call-partial`:
   * the call fails, the items before the refused one were created.
   */
  createDuplicate: "item" | "call-all-or-nothing" | "call-partial";
  /** Staff numbers and staff extension numbers are unique in the instance [CreateStaff: "uniqueness scope" unknown]. */
  uniqueNumbers: boolean;
  /** Offline members of a batch that also holds online ones: deleted, or nothing is deleted at all [DeleteStaff]. */
  deleteMixed: "skip-online" | "refuse-all";
  /**
   * Members left out of a Modify or Update call; those required at creation are always kept [ModifyStaff,
   * ModifyExtension, UpdateCCCSkillGroup]. Lists of groups have a switch of their own.
   */
  modifyOmitted: "keep" | "clear";
  /** SkillGroupIds left out of a Modify call [ModifyStaff, ModifyExtension]. */
  modifyOmittedGroups: "keep" | "clear";
  /** `""` in a Modify call: empties the text or is taken as left out [ModifyStaff, ModifyExtension]. */
  emptyText: "clears" | "ignored";
  /** [ModifyStaff.SkillGroupIds] */
  modifyStaffSkillGroups: "replace" | "add";
  /** Priority of the groups that an agent had before already [ModifyStaff.SkillGroupIds]. New ones get 3. */
  modifyStaffPriority: "kept" | "reset";
  /** `[]` in a Modify call [ModifyStaff.SkillGroupIds, ModifyExtension.SkillGroupIds]. */
  emptyGroupList: "clears" | "ignored";
  /** Spelling in which the service keeps a mail [CreateStaff: case sensitivity unknown]. */
  mailCase: "kept" | "lowered";
  /** Whether two mails that differ in case only are one account. */
  mailMatch: "exact" | "ignoreCase";
  /** Form in which lists show phones; the official examples show both [DescribeStaffInfoList]. */
  phoneEcho: "0086" | "bare" | "plus";
  /** Which members show the role; the example has RoleId, the type RoleList [DescribeStaffInfoList]. */
  roleEcho: "RoleId" | "RoleList" | "both" | "none";

  // ── Bindings ───────────────────────────────────────────────────────────────────────────────────────────────────
  /** [BindStaffSkillGroupList] */
  bindMode: "add" | "replace";
  /** A group that is bound already, given again [BindStaffSkillGroupList]. `fails`: InvalidParameter, nothing bound. */
  rebind: "updates" | "ignored" | "fails";
  /** A group that is not bound [UnbindStaffSkillGroupList, UnbindNumberCallOutSkillGroup]. */
  unbindUnknown: "ok" | "InvalidParameter";
  /** An agent that does not exist [BindStaffSkillGroupList, UnbindStaffSkillGroupList]. */
  unknownStaffBind: "InvalidParameter" | "InternalError.DBError" | "ignored";
  /** A group that does not exist [BindStaffSkillGroupList, CreateExtension, BindNumberCallOutSkillGroup, …]. */
  unknownGroupBind: "InvalidParameter" | "InternalError.DBError" | "ignored";
  /** [BindNumberCallOutSkillGroup] */
  numberBindMode: "add" | "replace";
  /** [ModifyExtension.SkillGroupIds] */
  modifyExtensionSkillGroups: "replace" | "add";
  /**
   * A group to which agents, extensions or numbers are bound [DeleteCCCSkillGroup]: refused with one of the documented
   * codes, or unbound. `refuse`: ResourceUnavailable.
   */
  deleteGroupBound: "refuse" | "InvalidParameterValue" | "InternalError.DBError" | "unbind";

  // ── Unknown things ─────────────────────────────────────────────────────────────────────────────────────────────
  /** Deleting an account or extension that is not there [DeleteStaff, DeleteExtension]. */
  deleteUnknown: "ok" | "error";
  /** Deleting a group that is not there [DeleteCCCSkillGroup: InvalidParameterValue "presumably"]. */
  deleteUnknownGroup: "ok" | "error";
  /** A list asked for one key that does not exist [DescribeStaffInfoList, DescribeSkillGroupInfoList, …]. */
  describeUnknown: "empty" | "error";
  /**
   * One object asked for by a key that does not exist [DescribeExtension, DescribeAutoCalloutTask,
   * DescribePredictiveDialingCampaign]. `error`: with the likeliest code of each action; else with this one.
   */
  describeOneUnknown: "error" | "empty" | "ResourceNotFound" | "FailedOperation" | "InternalError.DBError";
  /** An ExtensionId that exists already; no code is documented [CreateExtension]. */
  createExtensionDuplicate: "InternalError.DBError" | "InvalidParameterValue" | "overwrites";
  /** An SdkAppId that does not exist; several actions document both codes. */
  instanceNotExist: "InvalidParameterValue.InstanceNotExist" | "InvalidParameter.InstanceNotExist";

  // ── Lists ──────────────────────────────────────────────────────────────────────────────────────────────────────
  /** How an empty list is written, at every depth; `null` in all documents before 2024-11. */
  emptyLists: "[]" | "null" | "absent";
  /** How an empty text is written; Nick and Phone "may return null" in documents before 2024-11. */
  emptyTexts: "empty" | "null" | "absent";
  /** [DescribeStaffInfoList.StaffMail] `fuzzy`: contains, in any case. */
  mailFilter: "exact" | "fuzzy";
  /** [DescribeSkillGroupInfoList.SkillGroupName] */
  nameFilter: "exact" | "fuzzy";
  /** What TotalCount and Total count; the examples show 602 for one match, and 0 for one. */
  totals: "right" | "unfiltered" | "zero" | "inflated";
  /**
   * `stable`: by age. `shuffled`: another order each time page 0 is asked for, kept for the pages after it.
   * `unstable`: another order for each page, so that pages repeat and miss items.
   */
  pageOrder: "stable" | "shuffled" | "unstable";
  /** A page size above the limit [DescribeStaffInfoList, DescribeSkillGroupInfoList]. */
  pageTooLarge: "error" | "clamped";
  /** Largest page of every list, where it is smaller than the documented one or none is [DescribeExtensions, DescribeNumbers]. */
  pageLimit: "documented" | 15 | 1;
  /** Lists and single reads show what was true this many milliseconds ago. */
  writeDelayMs: number;
  /** Which reads lag so: every one, lists only, or only the questions for one object. */
  writeDelayOf: "all" | "lists" | "questions";
}

export const defaultDialect: Readonly<Dialect> = {
  createDuplicate: "item",
  uniqueNumbers: true,
  deleteMixed: "skip-online",
  modifyOmitted: "keep",
  modifyOmittedGroups: "keep",
  emptyText: "clears",
  modifyStaffSkillGroups: "replace",
  modifyStaffPriority: "kept",
  emptyGroupList: "clears",
  mailCase: "kept",
  mailMatch: "exact",
  phoneEcho: "0086",
  roleEcho: "both",
  bindMode: "add",
  rebind: "updates",
  unbindUnknown: "ok",
  unknownStaffBind: "InvalidParameter",
  unknownGroupBind: "InvalidParameter",
  numberBindMode: "add",
  modifyExtensionSkillGroups: "replace",
  deleteGroupBound: "refuse",
  deleteUnknown: "ok",
  deleteUnknownGroup: "error",
  describeUnknown: "empty",
  describeOneUnknown: "error",
  createExtensionDuplicate: "InternalError.DBError",
  instanceNotExist: "InvalidParameterValue.InstanceNotExist",
  emptyLists: "[]",
  emptyTexts: "empty",
  mailFilter: "exact",
  nameFilter: "exact",
  totals: "right",
  pageOrder: "stable",
  pageTooLarge: "error",
  pageLimit: "documented",
  writeDelayMs: 0,
  writeDelayOf: "all",
  ...defaultStaffDialect,
  ...defaultGroupDialect,
  ...defaultTaskDialect,
  ...defaultCampaignDialect,
  ...defaultRecordDialect,
};

/** The values that each switch takes; numbers and booleans are given by an example. */
const allowed: { readonly [K in keyof Dialect]: readonly Dialect[K][] } = {
  createDuplicate: ["item", "call-all-or-nothing", "call-partial"],
  uniqueNumbers: [true, false],
  deleteMixed: ["skip-online", "refuse-all"],
  modifyOmitted: ["keep", "clear"],
  modifyOmittedGroups: ["keep", "clear"],
  emptyText: ["clears", "ignored"],
  modifyStaffSkillGroups: ["replace", "add"],
  modifyStaffPriority: ["kept", "reset"],
  emptyGroupList: ["clears", "ignored"],
  mailCase: ["kept", "lowered"],
  mailMatch: ["exact", "ignoreCase"],
  phoneEcho: ["0086", "bare", "plus"],
  roleEcho: ["RoleId", "RoleList", "both", "none"],
  bindMode: ["add", "replace"],
  rebind: ["updates", "ignored", "fails"],
  unbindUnknown: ["ok", "InvalidParameter"],
  unknownStaffBind: ["InvalidParameter", "InternalError.DBError", "ignored"],
  unknownGroupBind: ["InvalidParameter", "InternalError.DBError", "ignored"],
  numberBindMode: ["add", "replace"],
  modifyExtensionSkillGroups: ["replace", "add"],
  deleteGroupBound: ["refuse", "InvalidParameterValue", "InternalError.DBError", "unbind"],
  deleteUnknown: ["ok", "error"],
  deleteUnknownGroup: ["ok", "error"],
  describeUnknown: ["empty", "error"],
  describeOneUnknown: ["error", "empty", "ResourceNotFound", "FailedOperation", "InternalError.DBError"],
  createExtensionDuplicate: ["InternalError.DBError", "InvalidParameterValue", "overwrites"],
  instanceNotExist: ["InvalidParameterValue.InstanceNotExist", "InvalidParameter.InstanceNotExist"],
  emptyLists: ["[]", "null", "absent"],
  emptyTexts: ["empty", "null", "absent"],
  mailFilter: ["exact", "fuzzy"],
  nameFilter: ["exact", "fuzzy"],
  totals: ["right", "unfiltered", "zero", "inflated"],
  pageOrder: ["stable", "shuffled", "unstable"],
  pageTooLarge: ["error", "clamped"],
  pageLimit: ["documented", 15, 1],
  writeDelayMs: [],
  writeDelayOf: ["all", "lists", "questions"],
  ...staffDialectValues,
  ...groupDialectValues,
  ...taskDialectValues,
  ...campaignDialectValues,
  ...recordDialectValues,
};

/** Every switch with the values it takes, for tests that play them all. Switches in milliseconds have none. */
export const dialectValues: Readonly<Record<string, readonly (string | boolean | number)[]>> = allowed;

/** What was most likely meant: the same word in other capitals, or one that begins alike. */
function nearest(name: string): string {
  const word = name.toLowerCase();
  const names = Object.keys(dialectValues);
  const alike = (length: number) => names.find((one) => one.toLowerCase().startsWith(word.slice(0, length)));
  const found =
    names.find((one) => one.toLowerCase() === word) ??
    (word.length >= 5 ? (alike(word.length) ?? alike(5)) : undefined);
  return found === undefined ? "" : `; did you mean "${found}"?`;
}

/** The default dialect with the given switches changed; refuses a switch or value that does not exist. */
export function createDialect(changes: unknown = {}): Dialect {
  if (typeof changes !== "object" || changes === null || Array.isArray(changes)) {
    throw new Error('a dialect is an object such as { bindMode: "replace" }');
  }
  for (const [name, value] of Object.entries(changes)) {
    const values = Object.hasOwn(dialectValues, name) ? dialectValues[name] : undefined;
    if (values === undefined) throw new Error(`dialect: there is no switch "${name}"${nearest(name)}`);
    const fine = values.length === 0 ? typeof value === "number" && value >= 0 : values.includes(value);
    if (!fine) {
      const expected = values.length === 0 ? "a number of milliseconds" : values.join(", ");
      throw new Error(`dialect: ${name}: expected ${expected}, got ${JSON.stringify(value)}`);
    }
  }
  return { ...defaultDialect, ...changes };
}
