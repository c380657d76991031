import type { Client } from "tencentcloud-sdk-nodejs-ccc/tencentcloud/services/ccc/v20200210/ccc_client";
import {
  addExtension,
  addSkillGroup,
  addStaff,
  type Data,
  type Dialect,
  type Simulator,
} from "../../provider/simulator";
import { app, codeOf, person } from "./support";

export const page = { SdkAppId: app, PageNumber: 0, PageSize: 100 };
export const li = { SdkAppId: app, Email: "Li@example.com" };
export const bindLi = { SdkAppId: app, StaffEmail: "Li@example.com" };

/** Li is in group 1 with priority 2 and online; Wang is offline; groups 1 to 3; a SIP phone in group 1. */
export function seed(data: Data): void {
  const centre = data.instance(app);
  for (const skillGroupId of [1, 2, 3]) addSkillGroup(centre, { skillGroupId, name: `group ${skillGroupId}` });
  addStaff(centre, {
    mail: "Li@example.com",
    staffNumber: "100",
    phone: "008613000000001",
    nick: "li",
    status: "free",
    skillGroups: [{ skillGroupId: 1, priority: 2 }],
  });
  addStaff(centre, { mail: "wang@example.com" });
  addExtension(centre, { extensionId: "8001", skillGroupIds: [1], staff: "Li@example.com" });
  centre.numbers.get("008675500000001")!.callOutSkillGroupIds = [1];
}

export interface Setup {
  client: Client;
  sim: Simulator;
  /** Li's groups as the service keeps them: "1:2 2:3". */
  groups(): string;
}

export type Probe = (setup: Setup) => Promise<unknown>;

export const bind =
  (...StaffSkillGroupList: { SkillGroupId: number; Priority?: number }[]): Probe =>
  async ({ client, groups }) => {
    const code = await codeOf(client.BindStaffSkillGroupList({ ...bindLi, StaffSkillGroupList }));
    return code === "ok" ? groups() : code;
  };
export const modify =
  (change: object, shown: (setup: Setup) => unknown): Probe =>
  async (setup) => {
    await setup.client.ModifyStaff({ ...li, ...change });
    return shown(setup);
  };
export const record = ({ sim }: Setup) => sim.data.instance(app).staff.get("Li@example.com");
export const extension = async ({ client }: Setup, change: object) => {
  await client.ModifyExtension({ SdkAppId: app, ExtensionId: "8001", ...change });
  const [one] = (await client.DescribeExtensions({ SdkAppId: app, PageNumber: 0 })).ExtensionList!;
  return `${one?.SkillGroupId}|${one?.Relation}`;
};
export const first = async ({ client }: Setup) => (await client.DescribeStaffInfoList(page)).StaffList?.[0];
export const mails = async ({ client }: Setup, more: object = {}) =>
  (await client.DescribeStaffInfoList({ ...page, ...more })).StaffList?.map((one) => one.Mail);
export const create = async ({ client, sim }: Setup, ...names: string[]) => {
  const code = await codeOf(client.CreateStaff({ SdkAppId: app, Staffs: names.map((name) => person(name)) }));
  return `${code} ${[...sim.data.instance(app).staff.keys()].slice(2).join(" ")}`;
};
export const task = async ({ client }: Setup, NotBefore: number) => {
  const settings = { SdkAppId: app, Callees: ["0086130"], Callers: ["0086755"], IvrId: 1 };
  return { SdkAppId: app, TaskId: (await client.CreateAutoCalloutTask({ ...settings, NotBefore })).TaskId! };
};
export const past = 1000;
export const future = 4_000_000_000;

/** For a switch: one probe, and what it sees under each value. */
export type Cases = { [K in keyof Dialect]: [Probe, ...[Dialect[K], unknown][]] };
