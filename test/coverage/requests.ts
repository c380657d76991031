import type { Plain } from "../../provider/core/values";
import type { Handlers } from "../../provider/resources/registry";
import { addSkillGroup, addStaff } from "../../provider/simulator";
import { type Centre, type Declared, withCentre } from "../resources/centre";
import { differences, shows } from "./differences";
import { type Found, type Measured, note } from "./found";
import { places } from "./page";

interface Change {
  /** The field of the declaration, as a user names it. */
  path: string;
  /** The declaration with another value in it. */
  to: Plain;
  /** The field of the service that must then be `sent`. */
  field: string;
  sent: unknown;
}

interface Probe {
  resource: keyof Handlers;
  action: string;
  declared: Plain;
  changes: readonly Change[];
  /** The request as the service took it. */
  request(centre: Centre): unknown;
}

const called =
  (action: string) =>
  ({ sim }: Centre): unknown =>
    sim.calls.find((call) => call.action === action)?.request;

const staff = {
  ...{ mail: "li@example.com", name: "Li", staffNumber: "1001", phone: "+86 138 0013 8000", nick: "Lili" },
  ...{ extensionNumber: "2001", role: "agent", useMobileCallOut: true },
};
const inOf = (path: string, to: Plain, field: string, sent: unknown): Change => ({ path, to, field, sent });

const binding = { staff: "wu@example.com", skillGroups: [{ skillGroupId: 801, priority: 2 }] };

const month = 30 * 86_400;
const soon = Math.floor(Date.now() / 1000) + month;
const callee = { callee: "008613800138000", uui: "one", variables: { city: "Beijing" } };
const callees = [callee];
const variables = { code: "1" };
const dialling = { callees, variables, callers: ["008675500000001"], ivrId: 42 };
const dialChanges: readonly Change[] = [
  inOf(
    "callees[].callee",
    { callees: [{ ...callee, callee: "008613800138001" }] },
    "CalleeAttribute.Callee",
    "008613800138001",
  ),
  inOf("callees[].uui", { callees: [{ ...callee, uui: "two" }] }, "CalleeAttribute.UUI", "two"),
  inOf(
    "callees[].variables",
    { callees: [{ ...callee, variables: undefined }] },
    "CalleeAttribute.Variables",
    undefined,
  ),
  inOf("callees[].variables", { callees: [{ ...callee, variables: { town: "Beijing" } }] }, "Variable.Key", "town"),
  inOf(
    "callees[].variables",
    { callees: [{ ...callee, variables: { city: "Shanghai" } }] },
    "Variable.Value",
    "Shanghai",
  ),
  inOf("variables", { variables: { order: "1" } }, "Variable.Key", "order"),
  inOf("variables", { variables: { code: "2" } }, "Variable.Value", "2"),
];

/** Declarations that send the types of the page. */
export const requestProbes: readonly Probe[] = [
  {
    resource: "Staff",
    action: "CreateStaff",
    declared: staff,
    changes: [
      inOf("name", { name: "Wu" }, "SeatUserInfo.Name", "Wu"),
      inOf("mail", { mail: "wu.li@example.com" }, "SeatUserInfo.Mail", "wu.li@example.com"),
      inOf("staffNumber", { staffNumber: "1002" }, "SeatUserInfo.StaffNumber", "1002"),
      inOf("phone", { phone: "+86 138 0013 8001" }, "SeatUserInfo.Phone", "008613800138001"),
      inOf("nick", { nick: "L" }, "SeatUserInfo.Nick", "L"),
      inOf("role", { role: "inspector" }, "SeatUserInfo.Role", 2),
      inOf("role", { role: "admin" }, "SeatUserInfo.Role", 1),
      inOf("extensionNumber", { extensionNumber: "2002" }, "SeatUserInfo.ExtensionNumber", "2002"),
    ],
    request: called("CreateStaff"),
  },
  {
    resource: "StaffSkillBinding",
    action: "BindStaffSkillGroupList",
    declared: binding,
    changes: [
      inOf(
        "skillGroups[].skillGroupId",
        { skillGroups: [{ skillGroupId: 802, priority: 2 }] },
        "StaffSkillGroupList.SkillGroupId",
        802,
      ),
      inOf(
        "skillGroups[].priority",
        { skillGroups: [{ skillGroupId: 801, priority: 5 }] },
        "StaffSkillGroupList.Priority",
        5,
      ),
    ],
    request: called("BindStaffSkillGroupList"),
  },
  {
    resource: "AutoCalloutTask",
    action: "CreateAutoCalloutTask",
    declared: { ...dialling, notBefore: soon },
    changes: dialChanges,
    // The record of calls shows nobody who is called; the service knows it.
    request: ({ data }) => [...data.calloutTasks.values()][0]?.settings,
  },
  {
    resource: "PredictiveDialingCampaign",
    action: "CreatePredictiveDialingCampaign",
    declared: {
      ...{ ...dialling, name: "Winter", callOrder: "random", skillGroupId: 801, priority: 3, expectedAbandonRate: 5 },
      ...{ retryInterval: 600, startTime: soon, endTime: soon + 3600 },
    },
    changes: dialChanges,
    request: ({ data }) => {
      const [campaign] = [...data.campaigns.values()];
      return campaign && { CalleeAttributes: campaign.calleeAttributes, Variables: campaign.variables };
    },
  },
];

const times = [{ start: "09:00:00", end: "18:00:00" }];
const schedule = { notBefore: soon, notAfter: soon + 3600, name: "All", timeZone: "Asia/Shanghai", tries: 2 };
const agentCall = {
  ...{ callees, callers: dialling.callers, aiAgentId: 7, description: "of an AI agent", concurrencyLimit: 2 },
  ...{ retryHangupTypes: ["USER_REJECT"], retryTags: [{ name: "mood", value: "busy" }] },
  triggerStrategy: [{ hangupTypes: ["USER_REJECT"], interfaceConfig: { url: "https://example.com" } }],
};

/** Resources with what they can declare beside: what they call, and with which members. */
const others: readonly { resource: keyof Handlers; declared: Plain }[] = [
  {
    resource: "AutoCalloutTask",
    declared: {
      ...{ ...dialling, ...schedule, uui: "one", retryInterval: 600, maxRingSeconds: 30, availableTimes: times },
      availableWorkTimes: [{ dayType: "EveryDay", times }],
    },
  },
  { resource: "AutoCalloutTask", declared: { ...agentCall, ...schedule } },
  { resource: "Extension", declared: { extensionId: "3001", name: "Desk", skillGroupIds: [801] } },
  { resource: "NumberCallOutBinding", declared: { number: "008675500000001", skillGroupIds: [801] } },
  { resource: "SkillGroup", declared: { name: "New", type: "phone" } },
];

/** Declares a resource with a fresh service; `wholeLife`: refreshes it, removes it, and looks for it again. */
async function declaring<T>(
  resource: keyof Handlers,
  declared: Plain,
  look: (centre: Centre, made: Declared) => T,
  wholeLife = false,
): Promise<T> {
  let seen: T | undefined;
  await withCentre({}, async (centre) => {
    for (const skillGroupId of [801, 802]) {
      addSkillGroup(centre.data, { skillGroupId, name: `Group ${skillGroupId}`, type: 0 });
    }
    addStaff(centre.data, { mail: "wu@example.com", staffNumber: "9001" });
    const made = await centre.declare(resource, JSON.parse(JSON.stringify(declared)) as Plain);
    if (wholeLife) {
      await made.drift();
      await made.remove();
      await made.drift();
    }
    seen = structuredClone(look(centre, made));
  });
  return seen as T;
}

/** Where the resources' declarations reach the fields of the page's types: each is changed alone, and the request differs. */
export async function measureRequests(): Promise<Measured> {
  const measured: Measured = { found: [], uses: new Map(), sent: new Map() };
  for (const { resource, action, declared, changes, request } of requestProbes) {
    const at = new Map(places(`${action}Request`).map((place) => [place.at, place.field]));
    const before = await declaring(resource, declared, request);
    for (const { path, to, field, sent } of changes) {
      const now = await declaring(resource, { ...declared, ...to }, request);
      const differing = differences(before, now).filter((one) => at.get(one.at) === field);
      const shown = differing.some((one) => (sent === undefined ? one.now === undefined : shows(one.now, sent)));
      const paths = differing.length > 0 ? [path] : [];
      measured.found.push({ field, action, by: resource, direction: "write", paths, shown, unknown: [] });
    }
  }
  for (const { resource, declared } of [...requestProbes, ...others]) {
    const calls = await declaring(resource, declared, ({ sim }) => sim.calls, true);
    for (const call of calls) note(measured, call, resource);
  }
  measured.found.push(await taskIdOfCreate());
  return measured;
}

/** What the answer to a create tells: an output of the resource. */
async function taskIdOfCreate(): Promise<Found> {
  const { resource, action, declared } = requestProbes.find((probe) => probe.action === "CreateAutoCalloutTask")!;
  const [output, made] = await declaring(resource, declared, ({ data }, { outs }) => [
    outs.taskId,
    [...data.calloutTasks.keys()][0],
  ]);
  return {
    ...{ field: `${action}Response.TaskId`, action, by: resource, direction: "read", paths: ["taskId"], unknown: [] },
    shown: made !== undefined && output === made,
  };
}
