import { listCallRecords, listProtectedCallRecords } from "../../provider/lookups/call-records";
import * as ask from "../../provider/lookups/questions";
import { withFake } from "../lookups/support";
import { differences, shows } from "./differences";
import { filtered } from "./filters";
import { type Found, type Measured, note } from "./found";
import { type Member, membersOf, type Place, places, rowType, specification } from "./page";

export type Answer = Record<string, unknown>;

interface Probe {
  lookup: string;
  action: string;
  /** Asks about an instance that nobody has asked about before. */
  ask(sdkAppId: number, answer: Answer): Promise<unknown>;
}

const from = (): number => Math.floor(Date.now() / 1000) - 60;
const first = (answer: Answer, list: string): Answer => (answer[list] as Answer[])[0]!;

/** The lookups that show the types of the page. */
export const probes: readonly Probe[] = [
  {
    lookup: "getCalloutTask",
    action: "DescribeAutoCalloutTask",
    ask: (id) => ask.getCalloutTask({ sdkAppId: id, taskId: 1 }),
  },
  {
    lookup: "listCalloutTasks",
    action: "DescribeAutoCalloutTasks",
    ask: (id) => ask.listCalloutTasks({ sdkAppId: id }),
  },
  { lookup: "getPurchases", action: "DescribeCCCBuyInfoList", ask: () => ask.getPurchases() },
  {
    lookup: "getCallInMetrics",
    action: "DescribeCallInMetrics",
    ask: (id) => ask.getCallInMetrics({ sdkAppId: id, byNumber: true }),
  },
  { lookup: "listExtensions", action: "DescribeExtensions", ask: (id) => ask.listExtensions({ sdkAppId: id }) },
  {
    lookup: "getExtension",
    action: "DescribeExtensions",
    ask: (id, answer) =>
      ask.getExtension({ sdkAppId: id, extensionId: String(first(answer, "ExtensionList").ExtensionId) }),
  },
  { lookup: "listNumbers", action: "DescribeNumbers", ask: (id) => ask.listNumbers({ sdkAppId: id }) },
  {
    lookup: "getNumber",
    action: "DescribeNumbers",
    ask: (id, answer) => ask.getNumber({ sdkAppId: id, number: String(first(answer, "Numbers").Number) }),
  },
  {
    lookup: "listActiveSessions",
    action: "DescribePSTNActiveSessionList",
    ask: (id) => ask.listActiveSessions({ sdkAppId: id }),
  },
  {
    lookup: "listCampaigns",
    action: "DescribePredictiveDialingCampaigns",
    ask: (id) => ask.listCampaigns({ sdkAppId: id }),
  },
  {
    lookup: "getCampaign",
    action: "DescribePredictiveDialingCampaign",
    ask: (id, answer) => ask.getCampaign({ sdkAppId: id, campaignId: Number(answer.CampaignId) }),
  },
  {
    lookup: "listProtectedCallRecords",
    action: "DescribeProtectedTelCdr",
    ask: (id) => listProtectedCallRecords({ sdkAppId: id, from: from() }),
  },
  {
    lookup: "listSkillGroups",
    action: "DescribeSkillGroupInfoList",
    ask: (id) => ask.listSkillGroups({ sdkAppId: id }),
  },
  {
    lookup: "getSkillGroup",
    action: "DescribeSkillGroupInfoList",
    ask: (id, answer) =>
      ask.getSkillGroup({ sdkAppId: id, skillGroupId: Number(first(answer, "SkillGroupList").SkillGroupId) }),
  },
  { lookup: "listStaff", action: "DescribeStaffInfoList", ask: (id) => ask.listStaff({ sdkAppId: id }) },
  {
    lookup: "getStaff",
    action: "DescribeStaffInfoList",
    ask: (id, answer) => ask.getStaff({ sdkAppId: id, mail: String(first(answer, "StaffList").Mail) }),
  },
  { lookup: "getStaffStatus", action: "DescribeStaffStatusMetrics", ask: (id) => ask.getStaffStatus({ sdkAppId: id }) },
  { lookup: "listCallRecords", action: "DescribeTelCdr", ask: (id) => listCallRecords({ sdkAppId: id, from: from() }) },
  {
    lookup: "getTelSession",
    action: "DescribeTelSession",
    ask: (id) => ask.getTelSession({ sdkAppId: id, sessionId: "s1" }),
  },
];

/** An older field, and the newer one beside which it is not read. */
export const olderThan: Readonly<Record<string, string>> = {
  "StaffInfo.RoleId": "RoleList",
  "StaffInfo.RoleIdList": "RoleList",
  "TelCdrInfo.PostIVRKeyPressed": "PostIVRKeyPressedEx",
  "TelCdrInfo.Uui": "UUI",
};

/** Two values of a field that only some values make sense for; of all others any text or number will do. */
const chosen: Readonly<Record<string, readonly [unknown, unknown]>> = {
  "ExtensionInfo.SkillGroupId": ["501,502", "601,602"],
  "NumberInfo.Number": ["075500000001", "075500000002"],
  "NumberInfo.CostType": [0, 1],
  "PSTNSessionInfo.StartTimestamp": ["1793000001", "1793000002"],
  "PSTNSessionInfo.AcceptTimestamp": ["1793000003", "1793000004"],
  "SkillGroupInfoItem.UsingLastSeat": [0, 1],
  "TelCdrInfo.CallType": [1, 2],
  "DescribeAutoCalloutTaskResponse.State": [0, 1],
  "ForwardingTarget.Type": [3, 3],
  "ForwardingConfig.Condition": [2, 1],
};

/** Members that are older names of others of one answer: `TelCdrs` of `TelCdrList`. */
const otherNames = new Set(["TelCdrs"]);

/** Values of its own for every field: each time another number. */
function valuesOf(type: string, member: Member, serial: () => number): unknown[] {
  const field = `${type}.${member.name}`;
  const listed = specification.values[field];
  if (listed && listed.length > 1) return listed;
  const given = chosen[field];
  if (given) return [...given];
  if (/^Total(Count)?$/.test(member.name)) return [1, 1];
  const one = (): unknown => {
    if (member.type.endsWith("Integer")) return 1_793_000_000 + serial();
    return member.type.endsWith("Boolean") ? false : `${field} ${serial()}`;
  };
  const two = member.type === "Boolean" ? [false, true] : [listed?.[0] ?? one(), one()];
  return member.type.startsWith("Array of ") ? two.map((value) => [value]) : two;
}

/** An answer in which every field of every type is there with a value of its own, each list with one row. */
export function fullAnswer(type: string, serial: () => number): Answer {
  const shown = membersOf(type).filter(({ name }) => !otherNames.has(name));
  return Object.fromEntries(
    shown.map((member) => {
      const row = rowType(member);
      if (row === undefined) return [member.name, valuesOf(type, member, serial)[0]];
      const inner = fullAnswer(row, serial);
      return [member.name, member.type.startsWith("Array of ") ? [inner] : inner];
    }),
  );
}

/** A copy of an answer, with another value at a place; `undefined` takes it away. */
function changed(answer: Answer, keys: Place["keys"], value: unknown): Answer {
  const copy = structuredClone(answer);
  const path = keys.slice(0, -1);
  const holder = path.reduce<Answer>((inner, key) => inner[key as string] as Answer, copy);
  const name = keys.at(-1) as string;
  if (value === undefined) delete holder[name];
  else holder[name] = value;
  return copy;
}

/** The answer in which a place is read: without the newer fields beside which it, or what it stands in, is not. */
function readable(answer: Answer, place: Place | undefined): Answer {
  if (!place) return answer;
  const newer = olderThan[place.field];
  const outer = readable(answer, place.inside);
  return newer === undefined ? outer : changed(outer, [...place.keys.slice(0, -1), newer], undefined);
}

type Ask = (answer: Answer) => Promise<unknown>;

/** Changes one field alone: where the result changes is where it can be read. */
async function read(ask: Ask, base: Answer, place: Place, serial: () => number): Promise<Omit<Found, "action" | "by">> {
  const [type] = place.field.split(".") as [string];
  const isRow = rowType(place.member) !== undefined;
  const values = isRow ? [undefined] : valuesOf(type, place.member, serial);
  const listed = specification.values[place.field] ?? [];
  // Each value after another one; of what is no enumeration two will do.
  const steps = isRow ? values : listed.length > 1 ? [...values, values[0]] : values.slice(0, 2);
  const found = { paths: new Set<string>(), shown: true, unknown: [] as unknown[] };
  const words: [unknown, string][] = [];
  let before = await ask(isRow ? readable(base, place) : changed(readable(base, place), place.keys, steps.shift()));
  for (const sent of steps) {
    const now = await ask(changed(readable(base, place), place.keys, sent));
    const differing = differences(before, now);
    for (const { at } of differing) found.paths.add(at.replace(/^\[\]\.?/, ""));
    if (differing.some((one) => one.now === "unknown")) found.unknown.push(sent);
    const word = differing.find((one) => typeof one.now === "string")?.now;
    if (listed.length > 1 && typeof word === "string") words.push([sent, word]);
    const wholes = [...Map.groupBy(differing, ({ at }) => at).values()].map((items) => items.map((one) => one.now));
    found.shown &&= isRow ? differing.length > 0 : wholes.some((whole) => shows(whole, sent));
    before = now;
  }
  return { field: place.field, direction: "read", ...found, words, paths: [...found.paths] };
}

/** Where the lookups show the fields of the page's types. */
export async function measureAnswers(): Promise<Measured> {
  const measured: Measured = { found: [], uses: new Map(), sent: new Map() };
  const serial = counter(0);
  const instance = counter(1_400_000_000);
  const actions = [...new Set([...probes.map(({ action }) => action), "DescribeExtension"])];
  const said = new Map(actions.map((action) => [action, fullAnswer(`${action}Response`, serial)]));
  const answers = Object.fromEntries(actions.map((action) => [action, () => said.get(action)!]));
  await withFake(answers, async (calls) => {
    for (const { action, lookup, ask } of probes) {
      const base = said.get(action)!;
      const asked: Ask = (answer) => {
        said.set(action, answer);
        return ask(instance(), answer);
      };
      calls.length = 0;
      await asked(base);
      for (const call of calls) note(measured, call, lookup);
      const here = places(`${action}Response`).filter(({ keys }) => !otherNames.has(String(keys[0])));
      for (const place of here) {
        measured.found.push({ action, by: lookup, ...(await read(asked, base, place, serial)) });
      }
      said.set(action, base);
    }
    for (const { lookup, ask } of filtered) {
      calls.length = 0;
      await ask(instance());
      for (const call of calls) note(measured, call, lookup);
    }
  });
  return measured;
}

function counter(from: number): () => number {
  let last = from;
  return () => ++last;
}
