/**
 * Members of an answer brought to the type that the documentation gives them. A service may write an id as a text, a text
 * of digits as a number and a switch as 0 or 1 (the documentation itself holds all of these); whoever compares such a
 * member with a declaration would see a difference that no call can mend, and would not find an object by its id.
 */

/** Whole numbers. A text that is no whole number stays as it is: some of these names are texts elsewhere. */
const NUMBERS = [
  ...["SdkAppId", "SkillGroupId", "TaskId", "CampaignId", "RoleId", "RoleList", "CallOutSkillGroupIds"],
  ...["Priority", "SkillGroupType", "MaxConcurrency", "LastModifyTimestamp", "Condition", "Type", "UseMobileAccept"],
  ...["State", "Status", "StatusReason", "NotBefore", "NotAfter", "StartTime", "EndTime", "IvrId", "IVRId"],
  ...["CalleeCount", "FinishedCalleeCount", "MaxRingTimeoutSecond", "CallOrder", "ExpectedAbandonRate"],
  ...["RetryTimes", "RetryInterval", "StaffBuyNum", "SipBuyNum", "Num", "TotalCount", "Total"],
];

/** Names, keys and codes. */
const TEXTS = [
  ...["Mail", "Email", "StaffEmail", "OnlineStaffList", "Name", "Nick", "Phone", "StaffNumber", "ExtensionNumber"],
  ...["SkillGroupName", "ExtensionId", "ExtensionName", "Relation", "Extension", "StaffUserId", "Number", "Password"],
  ...["Code", "Message", "Description", "Callers", "Callee"],
];

const SWITCHES = ["RingAll", "UseMobileCallOut", "Enabled"];

const readers = new Map<string, (value: unknown) => unknown>([
  ...NUMBERS.map((name) => [name, wholeNumber] as const),
  ...TEXTS.map((name) => [name, text] as const),
  ...SWITCHES.map((name) => [name, yesOrNo] as const),
]);

/** The answer itself, its members read in place. Rows that are `null` are left out of their lists. */
export function readAnswer<T>(answer: T): T {
  return readMembers(answer) as T;
}

function readMembers(value: unknown, read?: (value: unknown) => unknown): unknown {
  if (Array.isArray(value)) {
    return value.filter((item) => item !== null && item !== undefined).map((item) => readMembers(item, read));
  }
  if (typeof value !== "object" || value === null) return read ? read(value) : value;
  const members = value as Record<string, unknown>;
  for (const name of Object.keys(members)) members[name] = readMembers(members[name], readers.get(name));
  return members;
}

function wholeNumber(value: unknown): unknown {
  return typeof value === "string" && /^-?\d{1,15}$/.test(value) ? Number(value) : value;
}

function text(value: unknown): unknown {
  return typeof value === "number" || typeof value === "bigint" ? String(value) : value;
}

function yesOrNo(value: unknown): unknown {
  if (value === 1 || value === "1" || value === "true") return true;
  if (value === 0 || value === "0" || value === "false") return false;
  return value;
}
