import type { TelCdrInfo } from "tencentcloud-sdk-nodejs-ccc/tencentcloud/services/ccc/v20200210/ccc_models";
import { type Cases, page, type Setup } from "./dialect-support";
import { app, codeOf } from "./support";
import { day, now } from "./traffic-support";

/** Two full days that are over. */
const to = now - day;
const range = { ...page, StartTimeStamp: to - 2 * day, EndTimeStamp: to };

const cdr = async ({ client }: Setup) => (await client.DescribeTelCdr(range)).TelCdrList!;
/** A call that nobody took and that never rang. */
const givenUp = async (setup: Setup): Promise<TelCdrInfo | undefined> =>
  (await cdr(setup)).find((one) => one.EndStatusString === "ivrGiveUp");
const number = "008675500000001";

/** What records, sessions, status and numbers look like under each reading. */
export const records = {
  recordOrder: [
    async (setup) => {
      const times = (await cdr(setup)).map((one) => one.Time!);
      return times.length > 10 && Math.sign(times.at(-1)! - times[0]!);
    },
    ["newest-first", -1],
    ["oldest-first", 1],
  ],
  recordUnset: [
    async (setup) => {
      const one = await givenUp(setup);
      return [one?.AcceptTimestamp, one?.QueuedTimestamp, one?.SkillGroupId, one?.SeatUser?.Mail ?? one?.SeatUser];
    },
    ["zero", [0, 0, 0, ""]],
    ["null", [null, null, null, null]],
    ["absent", [undefined, undefined, undefined, undefined]],
  ],
  protectedWindow: [
    async ({ client }) => {
      const long = { ...page, StartTimeStamp: to - 100 * day, EndTimeStamp: to };
      return [await codeOf(client.DescribeProtectedTelCdr(long)), await codeOf(client.DescribeTelCdr(long))];
    },
    ["free", ["ok", "InvalidParameterValue"]],
    ["limited", ["InvalidParameterValue", "InvalidParameterValue"]],
  ],
  sessionUnknown: [
    async ({ client }) => {
      const call = client.DescribeTelSession({ SdkAppId: app, SessionId: "no-such-session" });
      const code = await codeOf(call);
      return code === "ok" ? (await call).Session : code;
    },
    ["null", null],
    ["empty", {}],
    ["InternalError.DBError", "InternalError.DBError"],
  ],
  groupMetrics: [
    async ({ client }) => {
      const { SkillGroupMetrics } = await client.DescribeCallInMetrics({ SdkAppId: app });
      return SkillGroupMetrics?.map((one) => "Metrics" in one);
    },
    ["present", [true, true, true]],
    ["absent", [false, false, false]],
  ],
  statusCase: [
    async ({ client, sim }) => {
      sim.data.instance(app).staff.get("Li@example.com")!.status = "notReady";
      const StaffList = ["Li@example.com"];
      return (await client.DescribeStaffStatusMetrics({ SdkAppId: app, StaffList })).Metrics?.[0]?.Status;
    },
    ["camel", "notReady"],
    ["lower", "notready"],
    ["capital", "NotReady"],
  ],
  historyPageSize: [
    async ({ client, sim }) => {
      const StaffUserId = "wang@example.com";
      sim.data.instance(app).staff.get(StaffUserId)!.skillGroups = [{ skillGroupId: 1, priority: 1 }];
      const week = { SdkAppId: app, StaffUserId, StartTimestamp: to - 7 * day + 1, EndTimestamp: to };
      const rows = (await client.DescribeStaffStatusHistory(week)).Data!.length;
      const all = (await client.DescribeStaffStatusHistory({ ...week, PageSize: 1000 })).Data!.length;
      return rows === all ? "all" : rows;
    },
    [20, 20],
    [100, 100],
    [1000, "all"],
  ],
  callInOmitted: [
    async ({ client, sim }) => {
      const bind = (CallInInterface?: { URL: string }) =>
        codeOf(
          client.BindNumberCallInInterface({
            SdkAppId: app,
            Number: number,
            ...(CallInInterface === undefined ? {} : { CallInInterface }),
          }),
        );
      await bind({ URL: "https://example.com/call-in" });
      return [await bind(), await bind({ URL: "" }), sim.data.instance(app).callInInterfaces.size];
    },
    ["unbinds", ["ok", "ok", 0]],
    ["ignored", ["ok", "ok", 1]],
    ["InternalError.DBError", ["InternalError.DBError", "InternalError.DBError", 1]],
  ],
} satisfies Partial<Cases>;
