import type { ForwardingConfig } from "tencentcloud-sdk-nodejs-ccc/tencentcloud/services/ccc/v20200210/ccc_models";
import type { CampaignRecord } from "./campaigns";
import type { TaskSettings } from "./tasks";

export type { CampaignRecord } from "./campaigns";

/** What the service keeps of an agent. All members may be changed by hand; times are Unix seconds. */
export interface StaffRecord {
  mail: string;
  name: string;
  staffNumber: string;
  /** In any form: `0086138…`, `+86138…`, `138…`. */
  phone: string;
  nick: string;
  extensionNumber: string;
  roles: number[];
  skillGroups: { skillGroupId: number; priority: number }[];
  forwarding: ForwardingConfig | null;
  useMobileCallOut: boolean;
  useMobileAccept: number;
  status: StaffState;
  /** Why she rests. */
  statusReason: string;
  /** When she got this status; unknown when it was changed by hand. */
  statusSince?: number;
  /** Set by ForceMemberOffline: she cannot log in. */
  forcedOffline: boolean;
  /** When she goes offline, having been forced to, in milliseconds; see `dialect.offlineAfterMs`. */
  offlineAt?: number;
  /** Salted; `passwordMatches` compares. `null` until ModifyStaffPassword. */
  passwordHash: string | null;
  /** How often ModifyStaffPassword set it. */
  passwordSetCount: number;
  /** How many mails with a password the service sent her. */
  passwordMails: number;
  lastModified: number;
}

export type StaffState = "free" | "busy" | "rest" | "notReady" | "afterCallWork" | "offline";

export interface SkillGroupRecord {
  skillGroupId: number;
  name: string;
  /** 0 phone, 1 online, 3 audio, 4 video. */
  type: number;
  maxConcurrency: number;
  ringAll: boolean;
  alias: string;
  routePolicy: string;
  usingLastSeat: number;
  lastModified: number;
}

export interface ExtensionRecord {
  extensionId: string;
  name: string;
  skillGroupIds: number[];
  /** Mail of the agent it is bound to, or "". */
  staff: string;
  /** SIP password, made up by the simulator. */
  password: string;
  /** 0 offline, 100 free, 200 busy. */
  status: number;
  registered: boolean;
  created: number;
  lastModified: number;
}

export interface CalloutTaskRecord {
  taskId: number;
  name: string;
  description: string;
  notBefore: number;
  notAfter: number | null;
  callers: string[];
  callees: { callee: string; state: number; sessions: string[] }[];
  ivrId: number;
  maxRingSeconds: number | null;
  /** 0 initial, 1 running, 2 completed, 3 ending, 4 stopped, 5 paused. Moved on by the clock when it is looked at. */
  state: number;
  /** When state 3 becomes 4, in milliseconds. */
  endsAt: number | null;
  /** What the service was told and never shows again: tries, variables, time ranges … */
  settings: TaskSettings;
}

export interface NumberRecord {
  number: string;
  callOutSkillGroupIds: number[];
  /** 1 normal, 2 overdue payment, 4 disabled by the administrator, 5 disabled for violation. */
  state: number;
  /** 0 landline (default), 1 virtual, 2 of an operator, 3 400 number (default of those that begin with 400). */
  type?: number;
  /** 1 inbound, 2 outbound, 3 both (default). */
  callType?: number;
}

/** An interface that the service asks about an inbound call. No call of the API shows it. */
export interface CallInInterfaceRecord {
  number: string;
  /** A line, or an internal number. */
  type: "number" | "inner";
  url: string;
}

/** What was bought for the instance; more than this is refused. */
export interface Purchases {
  seats: number;
  sipPhones: number;
  /** Minutes bought; two example packages when left out. */
  packages?: Package[];
  /** Campaigns that may exist at a time, and callees of one; no limit when left out. */
  campaigns?: number;
  calleesPerCampaign?: number;
}

/** Minutes that were bought. Times are Unix seconds. */
export interface Package {
  packageId: string;
  /** 0 outbound calls, 1 inbound calls of a 400 number. */
  type: number;
  size: number;
  remaining: number;
  bought: number;
  ends: number;
}

/** What the instance may use. */
export interface Features {
  /** Every action of predictive dialling. */
  campaigns: boolean;
  /** DescribeProtectedTelCdr. */
  numberProtection: boolean;
}

/** Deleted accounts and groups, with the time in milliseconds. */
export interface Departed {
  staff: { staff: StaffRecord; at: number }[];
  groups: { group: SkillGroupRecord; at: number }[];
}

/** An instance as JSON. */
export interface InstanceJson {
  sdkAppId: number;
  name: string;
  purchases: Purchases;
  staff: StaffRecord[];
  skillGroups: SkillGroupRecord[];
  extensions: ExtensionRecord[];
  calloutTasks: CalloutTaskRecord[];
  numbers: NumberRecord[];
  /** Files that were written before these members were added lack them. */
  campaigns?: CampaignRecord[];
  callInInterfaces?: CallInInterfaceRecord[];
  features?: Features;
}

/** One contact centre (SdkAppId): everything in it, live. What a test changes here, the next call sees. */
export class Instance {
  name: string;
  purchases: Purchases = { seats: 20_000, sipPhones: 20_000 };
  /** By mail, as spelt at creation. */
  readonly staff = new Map<string, StaffRecord>();
  readonly skillGroups = new Map<number, SkillGroupRecord>();
  readonly extensions = new Map<string, ExtensionRecord>();
  readonly calloutTasks = new Map<number, CalloutTaskRecord>();
  readonly numbers = new Map<string, NumberRecord>();
  readonly campaigns = new Map<number, CampaignRecord>();
  /** By `interfaceKey`: "number 008675500000001". */
  readonly callInInterfaces = new Map<string, CallInInterfaceRecord>();
  features: Features = { campaigns: true, numberProtection: true };
  /** What was deleted by calls and may still be remembered. No part of the content: a data file does not have it. */
  readonly departed: Departed = { staff: [], groups: [] };

  constructor(readonly sdkAppId: number) {
    this.name = `centre-${sdkAppId}`;
    for (const number of ["008675500000001", "008675500000002"]) {
      this.numbers.set(number, { number, callOutSkillGroupIds: [], state: 1 });
    }
  }

  toJSON(): InstanceJson {
    return {
      sdkAppId: this.sdkAppId,
      name: this.name,
      purchases: this.purchases,
      staff: [...this.staff.values()],
      skillGroups: [...this.skillGroups.values()],
      extensions: [...this.extensions.values()],
      calloutTasks: [...this.calloutTasks.values()],
      numbers: [...this.numbers.values()],
      campaigns: [...this.campaigns.values()],
      callInInterfaces: [...this.callInInterfaces.values()],
      features: this.features,
    };
  }

  static from(json: InstanceJson): Instance {
    const instance = new Instance(json.sdkAppId);
    instance.name = json.name;
    instance.purchases = json.purchases;
    instance.numbers.clear();
    for (const one of json.staff) instance.staff.set(one.mail, one);
    for (const one of json.skillGroups) instance.skillGroups.set(one.skillGroupId, one);
    for (const one of json.extensions) instance.extensions.set(one.extensionId, one);
    for (const one of json.calloutTasks) instance.calloutTasks.set(one.taskId, one);
    for (const one of json.numbers) instance.numbers.set(one.number, one);
    for (const one of json.campaigns ?? []) instance.campaigns.set(one.campaignId, one);
    for (const one of json.callInInterfaces ?? []) instance.callInInterfaces.set(interfaceKey(one), one);
    instance.features = json.features ?? instance.features;
    return instance;
  }
}

/** A number can have an interface as a line and another one as an internal number. */
export const interfaceKey = ({ type, number }: Pick<CallInInterfaceRecord, "type" | "number">): string =>
  `${type} ${number}`;
