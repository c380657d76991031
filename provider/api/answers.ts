import { ServiceError } from "./errors";

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

/** Ids: one that is rounded is the id of another object. */
const IDS = [
  ...["SdkAppId", "SkillGroupId", "SkillGroupID", "TaskId", "CampaignId", "RoleId", "RoleList", "CallOutSkillGroupIds"],
  ...["IvrId", "IVRId", "AIAgentId"],
];
/** Texts that nobody takes for an object's name. */
const PROSE = new Set(["Code", "Message", "Description"]);
const named = new Set([...IDS, ...TEXTS.filter((name) => !PROSE.has(name))]);

const readers = new Map<string, (value: unknown) => unknown>([
  ...NUMBERS.map((name) => [name, wholeNumber] as const),
  ...TEXTS.map((name) => [name, text] as const),
  ...SWITCHES.map((name) => [name, yesOrNo] as const),
]);

/**
 * The answer itself, its members read in place. Rows that are `null` are left out of their lists.
 *
 * @throws ServiceError for an id that a number of this language cannot hold: who reads the answer has rounded it already
 */
export function readAnswer<T>(answer: T, action = "the service"): T {
  try {
    return readMembers(answer, "") as T;
  } catch (error) {
    if (!(error instanceof Inexact)) throw error;
    const { RequestId: requestId } = answer as { RequestId?: unknown };
    throw new ServiceError({
      ...{ action, code: "Answer.Inexact", serviceMessage: error.message, applied: "maybe" },
      ...(typeof requestId === "string" ? { requestId } : {}),
    });
  }
}

class Inexact extends Error {}

function readMembers(value: unknown, name: string): unknown {
  if (Array.isArray(value)) {
    return value.filter((item) => item !== null && item !== undefined).map((item) => readMembers(item, name));
  }
  if (typeof value !== "object" || value === null) {
    const read = readers.get(name)?.(value) ?? value;
    if (named.has(name)) refuseInexact(name, value, read);
    return read;
  }
  const members = value as Record<string, unknown>;
  for (const member of Object.keys(members)) members[member] = readMembers(members[member], member);
  return members;
}

/** A number beyond those that are exact, also one that is to be a text; and digits of a text that will be read as one. */
function refuseInexact(name: string, given: unknown, read: unknown): void {
  const isRounded = typeof given === "number" && Number.isInteger(given) && !Number.isSafeInteger(given);
  const digits = typeof read === "string" && IDS.includes(name) ? (read.match(/\d{16,}/g) ?? []) : [];
  const tooLong = digits.find((text) => !Number.isSafeInteger(Number(text)));
  if (!isRounded && tooLong === undefined) return;
  throw new Inexact(
    `${name} is ${isRounded ? "about " : ""}${tooLong ?? given}, but ids above ${Number.MAX_SAFE_INTEGER} cannot be told apart here`,
  );
}

function wholeNumber(value: unknown): unknown {
  return typeof value === "string" && /^-?\d{1,16}$/.test(value) && Number.isSafeInteger(Number(value))
    ? Number(value)
    : value;
}

function text(value: unknown): unknown {
  return typeof value === "number" || typeof value === "bigint" ? String(value) : value;
}

function yesOrNo(value: unknown): unknown {
  if (value === 1 || value === "1" || value === "true") return true;
  if (value === 0 || value === "0" || value === "false") return false;
  return value;
}
