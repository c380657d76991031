import assert from "node:assert/strict";
import type { Client } from "tencentcloud-sdk-nodejs-ccc/tencentcloud/services/ccc/v20200210/ccc_client";
import type { StaffStatus } from "tencentcloud-sdk-nodejs-ccc/tencentcloud/services/ccc/v20200210/ccc_models";
import { addStaff } from "../../provider/simulator";
import { app, codeOf, withSimulator } from "./support";
import { day, now, records, team, withTraffic } from "./traffic-support";

const instance = { SdkAppId: app };

async function sessions(client: Client) {
  const all = [];
  for (let Offset = 0; ; Offset += 25) {
    const page = await client.DescribePSTNActiveSessionList({ ...instance, Offset, Limit: 25 });
    all.push(...page.Sessions!);
    if (page.Sessions!.length < 25) return { all, Total: page.Total };
  }
}

describe("simulator: what happens now", () => {
  it("shows sessions in progress, 25 at most on a page, and each of them by its id until and after its end", () =>
    withTraffic(
      async ({ client, clock }) => {
        const { all, Total } = await sessions(client);
        assert.ok(all.length > 25, `${all.length} sessions`);
        assert.equal(Total, all.length);
        assert.equal(new Set(all.map((one) => one.SessionID)).size, all.length);
        const one = all.find((item) => item.SessionStatus === "inProgress")!;
        assert.deepEqual(
          [typeof one.StartTimestamp, typeof one.AcceptTimestamp, typeof one.RingTimestamp],
          ["string", "string", "number"],
        );
        const single = await client.DescribeTelSession({ ...instance, SessionId: one.SessionID! });
        assert.deepEqual(
          [single.Session?.StartTimestamp, single.Session?.StaffEmail, single.Session?.SessionStatus],
          [Number(one.StartTimestamp), one.StaffEmail, "inProgress"],
        );
        clock.now += 2 * 3600;
        const later = await client.DescribeTelSession({ ...instance, SessionId: one.SessionID! });
        assert.deepEqual([later.Session?.SessionStatus, later.Session?.StaffEmail !== ""], ["finished", true]);
        const SessionIds = [one.SessionID!];
        assert.equal((await records(client, now - day, clock.now, { SessionIds })).length, 1);
        const large = client.DescribePSTNActiveSessionList({ ...instance, Offset: 0, Limit: 26 });
        assert.equal(await codeOf(large), "LimitExceeded.OutOfCountLimit");
        const beyond = await client.DescribePSTNActiveSessionList({ ...instance, Offset: 9999, Limit: 25 });
        assert.deepEqual(beyond.Sessions, []);
      },
      { traffic: { callsPerDay: 10_000 }, seed: (data) => team(data, 200) },
    ));

  it("counts the same inbound calls as there are sessions, in all, by group and by number", () =>
    withTraffic(
      async ({ client, clock }) => {
        let queued = 0;
        for (let i = 0; i < 30; i += 1) {
          clock.now += 61;
          const { all } = await sessions(client);
          const inbound = (status: string) =>
            all.filter((one) => one.Direction === 0 && one.SessionStatus === status).length;
          const metrics = await client.DescribeCallInMetrics({ ...instance, EnabledNumber: true });
          const total = metrics.TotalMetrics!;
          assert.equal(metrics.Timestamp, clock.now);
          assert.deepEqual([total.AcceptCount, total.RingCount], [inbound("inProgress"), inbound("seatJoining")]);
          assert.ok(total.MaxAcceptDuration! >= total.AvgAcceptDuration!);
          const sum = (
            parts: { Metrics?: { AcceptCount?: number; QueueCount?: number } }[],
            of: "AcceptCount" | "QueueCount",
          ) => parts.reduce((all, one) => all + one.Metrics![of]!, 0);
          for (const of of ["AcceptCount", "QueueCount"] as const) {
            assert.equal(sum(metrics.SkillGroupMetrics!, of), total[of]);
            assert.equal(sum(metrics.NumberMetrics!, of), total[of]);
          }
          queued += total.QueueCount!;
        }
        assert.ok(queued > 0, "somebody waited now and then");
        const groups = await client.DescribeCallInMetrics({ ...instance, GroupIdList: [2, 99] });
        assert.deepEqual([groups.SkillGroupMetrics?.map((one) => one.Name), groups.NumberMetrics], [["service"], []]);
        const none = await client.DescribeCallInMetrics({ ...instance, EnabledSkillGroup: false });
        assert.deepEqual(none.SkillGroupMetrics, []);
      },
      { traffic: { callsPerDay: 4000 } },
    ));

  it("shows agents at work, busy while they are in a session, with durations that add up", () =>
    withTraffic(async ({ client }) => {
      const { Metrics } = await client.DescribeStaffStatusMetrics(instance);
      const { all } = await sessions(client);
      const busy = new Set(Metrics!.filter((one) => one.Status === "busy").map((one) => one.Email));
      const inCall = all.filter((one) => one.StaffEmail !== "").map((one) => one.StaffEmail);
      assert.ok(inCall.length > 5);
      for (const mail of inCall) assert.ok(busy.has(mail), mail);
      const online = Metrics!.filter((one) => one.Status !== "offline");
      assert.ok(online.length > 15 && online.length < 40, `${online.length} of 40`);
      const midnight = Date.UTC(2026, 9, 19, 16) / 1000;
      for (const one of online) {
        const parts = [
          one.FreeDuration,
          one.BusyDuration,
          one.NotReadyDuration,
          one.RestDuration,
          one.AfterCallWorkDuration,
        ];
        assert.equal(
          parts.reduce((sum: number, part) => sum + part!, 0),
          one.OnlineDuration,
        );
        assert.equal(one.OnlineDuration, now - one.LastOnlineTimestamp!);
        assert.ok(one.LastOnlineTimestamp! > midnight && one.LastStatusTimestamp! <= now);
        assert.equal(one.StatusExtra?.Type, one.Status === "busy" ? "TEL" : "");
        assert.equal(Object.keys(one).length, 17);
      }
      const StatusList = ["busy"];
      assert.deepEqual(
        (await client.DescribeStaffStatusMetrics({ ...instance, StatusList })).Metrics?.length,
        busy.size,
      );
    }));

  it("keeps those from being deleted who are at work, until they are forced offline", () =>
    withTraffic(async ({ client, sim }) => {
      const { Metrics } = await client.DescribeStaffStatusMetrics({ ...instance, StatusList: ["busy"] });
      const mail = Metrics![0]!.Email!;
      const remove = () => client.DeleteStaff({ ...instance, StaffList: [mail] });
      assert.deepEqual((await remove()).OnlineStaffList, [mail]);
      await client.ForceMemberOffline({ ...instance, UserId: mail });
      assert.deepEqual((await remove()).OnlineStaffList, []);
      assert.equal(sim.data.instance(app).staff.has(mail), false);
    }));

  it("holds a status that was set, and since when, also without traffic", () => {
    let clock = now;
    return withSimulator({ now: () => clock * 1000 }, async ({ client, sim }) => {
      const mail = "li@example.com";
      addStaff(sim.data.instance(app), { mail, status: "free", lastModified: now - 500 });
      addStaff(sim.data.instance(app), { mail: "off@example.com" });
      const shown = async () => (await client.DescribeStaffStatusMetrics(instance)).Metrics!;
      clock += 100;
      const [free, off] = await shown();
      assert.deepEqual([free?.FreeDuration, free?.OnlineDuration, free?.LastStatusTimestamp], [600, 600, now - 500]);
      assert.deepEqual([off?.OnlineDuration, off?.LastOnlineTimestamp, off?.LastStatusTimestamp], [0, null, null]);
      const StaffStatusList = [{ StaffUserId: mail, Status: "rest", Reason: "lunch" }];
      const [set] = (await client.SetStaffStatus({ ...instance, StaffStatusList })).StaffStatusList!;
      assert.deepEqual([set?.Status, set?.PreviousStatus, set?.Reason], ["rest", "free", "lunch"]);
      clock += 40;
      const [rest] = await shown();
      assert.deepEqual(
        [rest?.Status, rest?.Reason, rest?.RestDuration, rest?.LastStatusTimestamp],
        ["rest", "lunch", 40, now + 100],
      );
    });
  });
});

describe("simulator: status history", () => {
  const StaffUserId = "a1@example.com";
  const week = { ...instance, StaffUserId, StartTimestamp: now - 7 * day + 1, EndTimestamp: now };

  it("comes by cursor, oldest first, without gaps or duplicates, and tells of the calls in the records", () =>
    withTraffic(async ({ client }) => {
      const rows: StaffStatus[] = [];
      for (let Cursor: string | undefined; ; ) {
        const page = await client.DescribeStaffStatusHistory({ ...week, PageSize: 30, ...(Cursor ? { Cursor } : {}) });
        rows.push(...page.Data!);
        if (page.Data!.length < 30) break;
        Cursor = page.Data!.at(-1)!.Cursor;
      }
      assert.ok(rows.length > 200, `${rows.length} rows`);
      assert.ok(rows.every((one, i) => i === 0 || one.Timestamp! > rows[i - 1]!.Timestamp!));
      assert.deepEqual((await client.DescribeStaffStatusHistory({ ...week, PageSize: 1000 })).Data, rows);
      assert.deepEqual(
        new Set(rows.map((one) => one.Status)),
        new Set(["free", "busy", "afterCallWork", "rest", "offline"]),
      );
      const busy = rows.filter((one) => one.Status === "busy");
      const calls = await records(client, week.StartTimestamp - day, now);
      const hers = calls.filter((one) => one.ServeParticipants?.some((leg) => leg.Mail === StaffUserId));
      const ids = new Set(hers.map((one) => one.SessionId));
      const open = busy.filter((one) => !ids.has(one.SessionId));
      assert.ok(open.length <= 1, "all but the call that she is in now have a record");
      assert.ok(rows.every((one) => one.StaffEmail === StaffUserId && one.StaffNo === "101"));
    }));

  it("is asked for in windows of less than 7 days, within the last 180", () =>
    withTraffic(async ({ client }) => {
      const ask = (change: object) => codeOf(client.DescribeStaffStatusHistory({ ...week, ...change }));
      assert.equal(await ask({}), "ok");
      assert.equal(await ask({ StartTimestamp: now - 7 * day }), "InvalidParameterValue");
      const old = { StartTimestamp: now - 180 * day - 1, EndTimestamp: now - 179 * day };
      assert.equal(await ask(old), "InvalidParameterValue");
      assert.equal(await ask({ ...old, StartTimestamp: now - 180 * day }), "ok");
      assert.equal(await ask({ EndTimestamp: week.StartTimestamp - 1 }), "InvalidParameterValue");
      assert.equal(await ask({ StaffUserId: "x@example.com" }), "InvalidParameterValue");
      assert.equal(await ask({ Cursor: "nonsense" }), "InvalidParameterValue");
      assert.equal(await ask({ PageSize: 1001 }), "InvalidParameterValue");
    }));

  it("is empty without traffic", () =>
    withTraffic(async ({ client }) => assert.deepEqual((await client.DescribeStaffStatusHistory(week)).Data, []), {
      traffic: {},
    }));
});
