import { randomBytes, scryptSync, timingSafeEqual } from "node:crypto";
import type { ExtensionRecord, Instance, NumberRecord, SkillGroupRecord, StaffRecord } from "./instance";

/** Makes an agent without a call, as the console would. Only her mail is needed. */
export function addStaff(centre: Instance, staff: Partial<StaffRecord> & { mail: string }): StaffRecord {
  const record: StaffRecord = {
    name: staff.mail.split("@")[0]!,
    staffNumber: "",
    phone: "",
    nick: "",
    extensionNumber: "",
    roles: [3],
    skillGroups: [],
    forwarding: null,
    useMobileCallOut: false,
    useMobileAccept: 0,
    status: "offline",
    statusReason: "",
    forcedOffline: false,
    passwordHash: null,
    passwordSetCount: 0,
    passwordMails: 0,
    lastModified: seconds(),
    ...staff,
  };
  centre.staff.set(record.mail, record);
  return record;
}

/** Makes a skill group without a call. Its id must be free: `sim.data.newId()`. */
export function addSkillGroup(
  centre: Instance,
  group: Partial<SkillGroupRecord> & { skillGroupId: number; name: string },
): SkillGroupRecord {
  const record: SkillGroupRecord = {
    type: 0,
    maxConcurrency: 1,
    ringAll: false,
    alias: "",
    routePolicy: "firstCreate",
    usingLastSeat: 0,
    lastModified: seconds(),
    ...group,
  };
  centre.skillGroups.set(record.skillGroupId, record);
  return record;
}

/** Makes a SIP phone without a call. */
export function addExtension(
  centre: Instance,
  extension: Partial<ExtensionRecord> & { extensionId: string },
): ExtensionRecord {
  const record: ExtensionRecord = {
    name: extension.extensionId,
    skillGroupIds: [],
    staff: "",
    password: newSipPassword(),
    status: 0,
    registered: false,
    created: seconds(),
    lastModified: seconds(),
    ...extension,
  };
  centre.extensions.set(record.extensionId, record);
  return record;
}

/** Buys a number. */
export function addNumber(centre: Instance, number: Partial<NumberRecord> & { number: string }): NumberRecord {
  const record: NumberRecord = { callOutSkillGroupIds: [], state: 1, ...number };
  centre.numbers.set(record.number, record);
  return record;
}

/** Whether `text` is the password that was last set for the agent. */
export function passwordMatches(staff: StaffRecord, text: string): boolean {
  const [salt, hash] = staff.passwordHash?.split("$") ?? [];
  return (
    salt !== undefined && hash !== undefined && timingSafeEqual(Buffer.from(hash), Buffer.from(hashed(salt, text)))
  );
}

/** Only this is kept of a password. */
export function passwordHash(text: string): string {
  const salt = randomBytes(9).toString("base64url");
  return `${salt}$${hashed(salt, text)}`;
}

export const newSipPassword = (): string => `sip-${randomBytes(9).toString("base64url")}`;

// A cheap cost: it keeps made-up passwords out of a file, it guards no real account.
const hashed = (salt: string, text: string): string => scryptSync(text, salt, 24, { N: 256 }).toString("base64url");
const seconds = (): number => Math.floor(Date.now() / 1000);
