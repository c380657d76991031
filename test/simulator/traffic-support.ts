import type { Client } from "tencentcloud-sdk-nodejs-ccc/tencentcloud/services/ccc/v20200210/ccc_client";
import type { TelCdrInfo } from "tencentcloud-sdk-nodejs-ccc/tencentcloud/services/ccc/v20200210/ccc_models";
import { addSkillGroup, addStaff, type Data, type Simulator, type SimulatorOptions } from "../../provider/simulator";
import { app, withSimulator } from "./support";

/** A Tuesday, 10:30 in Beijing: everybody is at work. */
export const now = Date.UTC(2026, 9, 20, 2, 30) / 1000;
export const day = 24 * 3600;

/** Agents in three groups for phones, one of which nobody is in, beside one for chats. */
export function team(data: Data, agents = 40): void {
  const centre = data.instance(app);
  for (const [skillGroupId, name] of [
    [1, "sales"],
    [2, "service"],
    [3, "nobody"],
  ] as const) {
    addSkillGroup(centre, { skillGroupId, name });
  }
  addSkillGroup(centre, { skillGroupId: 4, name: "chats", type: 1 });
  for (let i = 0; i < agents; i += 1) {
    const skillGroups = [{ skillGroupId: 1 + (i % 2), priority: 3 }];
    addStaff(centre, { mail: `a${i}@example.com`, staffNumber: String(100 + i), lastModified: 1, skillGroups });
  }
}

export interface Centre {
  client: Client;
  sim: Simulator;
  /** The clock of the simulator, in Unix seconds. */
  clock: { now: number };
}

/** Runs `body` against a centre of forty agents with 2,000 calls a day. */
export function withTraffic(body: (centre: Centre) => Promise<void>, options: SimulatorOptions = {}): Promise<void> {
  const clock = { now };
  const settings = {
    seed: (data: Data) => team(data),
    traffic: { callsPerDay: 2000 },
    now: () => clock.now * 1000,
    ...options,
  };
  return withSimulator(settings, ({ sim, client }) => body({ sim, client, clock }));
}

/** Every record of the time range, page by page. */
export async function records(client: Client, from: number, to: number, more: object = {}): Promise<TelCdrInfo[]> {
  const all: TelCdrInfo[] = [];
  for (let PageNumber = 0; ; PageNumber += 1) {
    const range = { SdkAppId: app, StartTimeStamp: from, EndTimeStamp: to };
    const page = await client.DescribeTelCdr({ ...range, PageSize: 100, PageNumber, ...more });
    all.push(...page.TelCdrList!);
    if (page.TelCdrList!.length < 100) return all;
  }
}
