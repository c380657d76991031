import type { Plain } from "../../provider/core/values";
import type { Type } from "./registered";

/** Declarations of a resource: together the `full` ones name every input; `least` names what must be named. */
export interface Declarations {
  least: Plain;
  [full: `full${string}`]: Plain;
}

const calling = {
  notBefore: "2099-12-01T09:00:00+08:00",
  callers: ["0755 0000 0001"],
  callees: ["+86 138 0013 8000"],
};

const dialing = {
  name: "Winter",
  callees: ["+86 138 0013 8000"],
  callers: ["0755 0000 0001"],
  callOrder: "random",
  skillGroupId: 901,
  priority: 3,
  expectedAbandonRate: 5,
  retryInterval: 600,
  startTime: "2099-12-01T09:00:00+08:00",
  endTime: 4_099_784_400,
};

const credentials = { basicAuth: { basicToken: "example-token" } };

/** Frozen with their golden files: what is declared here is never changed, only added to. */
export const declarations: Readonly<Record<Type, Declarations>> = {
  AutoCalloutTask: {
    least: { ...calling, ivrId: 42 },
    full: {
      ...calling,
      sdkAppId: 1400000000,
      notAfter: 4_099_852_800,
      name: "Reminder",
      description: "Of the first of December",
      callees: [
        "13800138000",
        { callee: "+86 10 1234 5678", uui: "one", variables: { name: "Li", city: "Beijing" } },
        { callee: "+44 20 7946 0123" },
      ],
      ivrId: 42,
      tries: 3,
      retryInterval: 600,
      maxRingSeconds: 30,
      variables: { product: "tea", season: "winter" },
      uui: "all",
      timeZone: "Asia/Shanghai",
      availableTimes: [{ start: "09:00:00", end: "18:00:00" }],
      availableWorkTimes: [
        { dayType: "BusinessDay", times: [{ start: "09:00:00", end: "12:00:00" }] },
        { dayType: "Custom", daysOfWeek: ["Saturday"] },
      ],
      triggerStrategy: [
        {
          interfaceConfig: {
            url: "https://example.com/done",
            headerParams: { "X-Run": "1" },
            async: true,
            ...credentials,
          },
          hangupTypes: ["1"],
          callTags: [{ name: "mood", value: "good" }],
          triggerMode: "ALWAYS_ON_MATCH",
        },
      ],
      run: "2099-12",
      startNow: true,
      paused: false,
    },
    "full with an agent": {
      ...calling,
      aiAgentId: 7,
      retryHangupTypes: ["busy"],
      retryTags: [{ name: "answer", value: "later" }],
      concurrencyLimit: 5,
      onExisting: "ignore",
    },
  },
  Extension: {
    least: { extensionId: "3001", name: "Desk" },
    full: {
      sdkAppId: 1400000000,
      extensionId: "3001",
      name: "Desk",
      skillGroupIds: [902, 901],
      staff: "Han@example.com",
      passwordVersion: 2,
      onExisting: "fail",
    },
  },
  NumberCallInInterface: {
    least: { number: "0755 0000 0001", url: "https://example.com/call-in", onExisting: "adopt" },
    full: {
      sdkAppId: 1400000000,
      number: "0755 0000 0001",
      url: "https://example.com/call-in",
      numberType: "number",
      onExisting: "adopt",
    },
  },
  NumberCallOutBinding: {
    least: { number: "0755 0000 0001", skillGroupIds: [] },
    full: { sdkAppId: 1400000000, number: "+86 755 0000 0001", skillGroupIds: [902, 901], exclusive: true },
  },
  PredictiveDialingCampaign: {
    least: dialing,
    full: {
      ...dialing,
      sdkAppId: 1400000000,
      callees: ["13800138000", { callee: "+86 10 1234 5678", uui: "one", variables: { city: "Beijing" } }],
      ivrId: 42,
      retryTimes: 2,
      variables: { product: "tea" },
      uui: "all",
      timeZone: "Asia/Shanghai",
      availableTimes: [{ start: "09:00:00", end: "18:00:00" }],
      run: "2099-12",
      startNow: false,
      onExisting: "identical",
      paused: false,
    },
  },
  Roster: {
    least: { people: [{ mail: "li@example.com", name: "Li", staffNumber: "1001" }] },
    full: {
      sdkAppId: 1400000000,
      people: {
        "Li@example.com": {
          name: "Li",
          staffNumber: "1001",
          nick: "Lily",
          phone: "+86 138 0013 8001",
          role: "agent",
          extensionNumber: "2001",
          useMobileCallOut: true,
          useMobileAccept: "whenOffline",
          skills: { support: 1, sales: 5 },
        },
        "mei@example.com": { name: "Mei", staffNumber: "1002", phone: "", nick: null, skills: ["sales"] },
        "wu@example.com": { name: "Wu", staffNumber: "1003", role: 11, skills: {} },
      },
      skillGroups: { sales: 901, support: 902 },
      exclusive: true,
      keep: ["*@partner.example.com", "boss@example.com"],
      release: ["zhou@example.com"],
      maxRemovals: "25%",
      allowRecreate: true,
      seats: "warn",
      sendPassword: true,
      whenOnline: "wait",
      onlineWaitSeconds: 60,
      onExisting: "adopt",
    },
  },
  SkillGroup: {
    least: { name: "Sales", type: "phone" },
    full: { sdkAppId: 1400000000, name: "Chat", type: "online", maxConcurrency: 3, onExisting: "adopt" },
    "full of phones": { name: "Ringing", type: "phone", maxConcurrency: 1, ringAll: true },
  },
  Staff: {
    least: { mail: "li@example.com", name: "Li", staffNumber: "1001" },
    full: {
      sdkAppId: 1400000000,
      mail: "Li@example.com",
      name: "Li",
      staffNumber: "1001",
      nick: "Lily",
      phone: "138 0013 8001",
      extensionNumber: "2001",
      role: "agent",
      allowRecreate: true,
      useMobileCallOut: true,
      useMobileAccept: "always",
      forwarding: { enabled: true, when: "conditional", to: { staff: "han@example.com" } },
      sendPassword: true,
      initialPassword: "Example-Pass-1",
      passwordVersion: 1,
      whenOnline: "wait",
      onlineWaitSeconds: 60,
      onExisting: "fail",
    },
  },
  StaffSkillBinding: {
    least: { staff: "han@example.com", skillGroups: [] },
    full: {
      sdkAppId: 1400000000,
      staff: "Han@example.com",
      skillGroups: [{ skillGroupId: 902 }, { skillGroupId: 901, priority: 1 }],
      exclusive: true,
    },
  },
};
