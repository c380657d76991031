import assert from "node:assert/strict";
import type { SimulatorOptions } from "../../provider/simulator";
import { app, codeOf, person } from "./support";
import { day, now, records, withTraffic } from "./traffic-support";

const from = now - 3 * day;
const page = { SdkAppId: app, PageNumber: 0, PageSize: 100 };
const range = { ...page, StartTimeStamp: from, EndTimeStamp: now };

describe("simulator: call records", () => {
  it("come page by page, without gaps or duplicates, newest first, and only once they are over", () =>
    withTraffic(async ({ client }) => {
      const all = await records(client, from, now);
      assert.equal(new Set(all.map((one) => one.SessionId)).size, all.length);
      assert.equal((await client.DescribeTelCdr(range)).TotalCount, all.length);
      assert.ok(all.length > 4000 && all.length < 8000, `${all.length} in three days`);
      assert.ok(all.every((one, i) => i === 0 || one.Time! <= all[i - 1]!.Time!));
      assert.ok(all.every((one) => one.Time! >= from && one.EndedTimestamp! <= now));
      const one = await client.DescribeTelCdr({ ...range, PageSize: 7, PageNumber: 100 });
      assert.deepEqual(one.TelCdrList, all.slice(700, 707));
      assert.deepEqual((await client.DescribeTelCdr({ ...range, PageNumber: 999 })).TelCdrList, []);
    }));

  it("of two halves of a range are those of the whole", () =>
    withTraffic(async ({ client }) => {
      const middle = from + day + 40_000;
      const halves = [...(await records(client, middle + 1, now)), ...(await records(client, from, middle))];
      assert.deepEqual(halves, await records(client, from, now));
    }));

  it("are the same whenever they are asked for, also after the team changed", () =>
    withTraffic(async ({ client, sim, clock }) => {
      const before = await records(client, from, now);
      clock.now += 600;
      sim.data.instance(app).staff.delete("a0@example.com");
      const StaffEmail = "new@example.com";
      await client.CreateStaff({ SdkAppId: app, Staffs: [person("new")] });
      await client.BindStaffSkillGroupList({ SdkAppId: app, StaffEmail, StaffSkillGroupList: [{ SkillGroupId: 1 }] });
      clock.now += 2 * day;
      const later = await records(client, from, clock.now);
      const older = later.slice(later.findIndex((one) => one.SessionId === before[0]!.SessionId));
      assert.deepEqual(
        older.filter((one) => before.some((x) => x.SessionId === one.SessionId)),
        before,
      );
      const mails = new Set(later.filter((one) => one.Time! > now + 600).map((one) => one.SeatUser?.Mail));
      assert.ok(mails.has("new@example.com") && !mails.has("a0@example.com"));
    }));

  it("are those of the seed, and come from the given agents only", async () => {
    const ids = async (traffic: SimulatorOptions["traffic"] & object) => {
      let found: unknown[] = [];
      const keep = async ({ client }: Parameters<Parameters<typeof withTraffic>[0]>[0]) => {
        found = await records(client, now - day, now);
      };
      await withTraffic(keep, { traffic });
      return found as Awaited<ReturnType<typeof records>>;
    };
    const first = await ids({ callsPerDay: 300, seed: 7 });
    assert.deepEqual(await ids({ callsPerDay: 300, seed: 7 }), first);
    assert.notDeepEqual(await ids({ callsPerDay: 300, seed: 8 }), first);
    const few = await ids({ callsPerDay: 300, agents: ["a2@example.com", "a3@example.com"] });
    const mails = new Set(few.map((one) => one.SeatUser?.Mail).filter(Boolean));
    assert.ok([...mails].every((mail) => mail === "a2@example.com" || mail === "a3@example.com"));
  });

  it("do not exist without traffic", () =>
    withTraffic(
      async ({ client }) => {
        assert.deepEqual(await client.DescribeTelCdr(range).then((x) => [x.TotalCount, x.TelCdrList]), [0, []]);
      },
      { traffic: {} },
    ));

  it("have times in order, an end that fits, and nobody in two calls at once", () =>
    withTraffic(async ({ client }) => {
      const all = await records(client, from, now);
      const spans = new Map<string, [number, number][]>();
      for (const one of all) {
        const order = [one.Time, one.QueuedTimestamp, one.RingTimestamp, one.AcceptTimestamp, one.EndedTimestamp];
        const times = order.filter((at) => at) as number[];
        assert.deepEqual(
          times,
          [...times].sort((a, b) => a - b),
          one.SessionId,
        );
        const talked = one.EndStatusString === "ok" || one.EndStatusString === "clientError";
        assert.equal(one.AcceptTimestamp! > 0, talked, `${one.EndStatusString} ${one.SessionId}`);
        assert.equal(one.Duration, talked ? one.EndedTimestamp! - one.AcceptTimestamp! : 0);
        assert.equal(one.RecordURL !== "", talked);
        if (talked) assert.match(one.RecordURL!, /^https:\/\/recordings\.example\.com\//);
        for (const leg of one.ServeParticipants!) {
          if (leg.Type === "outboundSeat") continue;
          spans.set(leg.Mail!, [...(spans.get(leg.Mail!) ?? []), [leg.StartTimestamp!, leg.EndedTimestamp!]]);
        }
      }
      for (const [mail, own] of spans) {
        own.sort(([a], [b]) => a - b);
        assert.ok(
          own.every(([start], i) => i === 0 || start >= own[i - 1]![1]),
          mail,
        );
      }
      assert.ok(spans.size > 20);
    }));

  it("look like those of a centre: both directions, given up, unanswered, off hours, handed on, with keys and marks", () =>
    withTraffic(async ({ client }) => {
      const all = await records(client, now - 7 * day, now);
      const share = (of: (one: (typeof all)[number]) => unknown) => all.filter(of).length / all.length;
      const between = (value: number, least: number, most: number, what: string) =>
        assert.ok(value >= least && value <= most, `${what}: ${value}`);
      between(
        share((one) => one.Direction === 0),
        0.5,
        0.8,
        "inbound",
      );
      between(
        share((one) => one.EndStatus === 1),
        0.5,
        0.85,
        "ok",
      );
      for (const word of [
        "ivrGiveUp",
        "ringingGiveUp",
        "noSeatOnline",
        "notWorkTime",
        "ivrEnd",
        "notAnswer",
        "userReject",
      ]) {
        assert.ok(share((one) => one.EndStatusString === word) > 0, word);
      }
      assert.ok(all.every((one) => [1, 2].includes(one.CallType!) && one.Direction === (one.CallType === 2 ? 0 : 1)));
      const handedOn = all.filter((one) => one.ServeParticipants!.length === 2);
      between(handedOn.length / all.length, 0.01, 0.08, "handed on");
      const [first, second] = handedOn.find((one) => one.ServeParticipants![1]!.Mail)!.ServeParticipants!;
      assert.deepEqual([first?.TransferTo, second?.TransferFrom, second?.Sequence], [second?.Mail, first?.Mail, 1]);
      assert.ok(handedOn.some((one) => one.ServeParticipants![1]!.Type === "outboundSeat"));
      const keyed = all.find((one) => one.IVRKeyPressed!.length === 2)!;
      assert.deepEqual(
        keyed.IVRKeyPressedEx!.map((x) => x.Key),
        keyed.IVRKeyPressed,
      );
      assert.ok(all.some((one) => one.PostIVRKeyPressed?.[0]?.Label === "very satisfied"));
      assert.ok(all.some((one) => one.VoicemailRecordURL!.length > 0));
      assert.deepEqual(
        new Set(all.map((one) => one.QueuedSkillGroupName)),
        new Set(["", "sales", "service", "nobody"]),
      );
      assert.ok(all.some((one) => one.SeatUser?.SkillGroupNameList?.[0] === "sales"));
    }));

  it("are filtered by phone, in any form, and by session", () =>
    withTraffic(async ({ client }) => {
      const all = await records(client, from, now);
      const customer = all[50]!.Direction === 0 ? all[50]!.Caller! : all[50]!.Callee!;
      const byPhone = (phone: string) => records(client, from, now, { Phones: [phone] });
      const found = await byPhone(customer);
      assert.deepEqual(
        found,
        all.filter((one) => one.Caller === customer || one.Callee === customer),
      );
      assert.deepEqual(await byPhone(customer.replace("0086", "+86")), found);
      const line = "008675500000001";
      const onLine = all.filter((one) => one.Caller === line || one.Callee === line);
      assert.ok(onLine.length > 1000);
      assert.deepEqual(await byPhone(line), onLine);
      const some = [all[900]!, all[3]!, all[77]!];
      const SessionIds = [...some.map((one) => one.SessionId!), "no-such-session"];
      const byId = await client.DescribeTelCdr({ ...range, SessionIds });
      assert.deepEqual([byId.TotalCount, byId.TelCdrList], [3, [all[3], all[77], all[900]]]);
    }));

  it("are asked for in windows of less than 90 days, within the last 180, by pages of 100 at most", () =>
    withTraffic(async ({ client }) => {
      const ask = (change: object) => codeOf(client.DescribeTelCdr({ ...range, ...change }));
      assert.equal(await ask({ StartTimeStamp: now - 90 * day }), "InvalidParameterValue");
      assert.equal(await ask({ StartTimeStamp: now - 90 * day + 1 }), "ok");
      const old = { StartTimeStamp: now - 180 * day - 1, EndTimeStamp: now - 170 * day };
      assert.equal(await ask(old), "InvalidParameterValue");
      assert.equal(await ask({ ...old, StartTimeStamp: now - 180 * day }), "ok");
      assert.equal(await ask({ StartTimeStamp: now, EndTimeStamp: now - 1 }), "InvalidParameterValue");
      assert.equal(await ask({ PageSize: 101 }), "InvalidParameterValue");
      assert.equal(await ask({ PageNumber: -1 }), "InvalidParameterValue");
    }));

  it("of protected numbers have ids in their place, the same one for the same number", () =>
    withTraffic(async ({ client }) => {
      const open = (await client.DescribeTelCdr(range)).TelCdrList!;
      const hidden = (await client.DescribeProtectedTelCdr(range)).TelCdrList!;
      assert.deepEqual(
        hidden.map((one) => one.SessionId),
        open.map((one) => one.SessionId),
      );
      assert.ok(hidden.every((one) => one.Caller === "" && one.Callee === ""));
      assert.ok(!JSON.stringify(hidden).includes("13000"));
      const ids = new Map<string, string>();
      open.forEach(({ Caller }, i) => {
        assert.equal(ids.get(Caller!) ?? hidden[i]!.ProtectedCaller, hidden[i]!.ProtectedCaller);
        ids.set(Caller!, hidden[i]!.ProtectedCaller!);
      });
      assert.equal(new Set(ids.values()).size, ids.size);
    }));

  it("have a detail that says the same", () =>
    withTraffic(async ({ client }) => {
      const one = (await records(client, from, now)).find((x) => x.ServeParticipants!.length === 2)!;
      const asked = { SdkAppId: app, SessionId: one.SessionId!, StartTimestamp: from, EndTimestamp: now };
      const detail = await client.DescribeSessionDetail(asked);
      assert.deepEqual(
        [detail.Caller, detail.CallType, detail.StartTimeStamp, detail.EndStatus, detail.StaffUserId, detail.RecordURL],
        [one.Caller, one.CallType, one.StartTimestamp, one.EndStatus, one.SeatUser?.Mail, one.RecordURL],
      );
      assert.deepEqual(detail.ServeParticipants, one.ServeParticipants);
      const code = (change: object) => codeOf(client.DescribeSessionDetail({ ...asked, ...change }));
      assert.equal(await code({ SessionId: "no-such-session" }), "FailedOperation.SessionNotExists");
      assert.equal(await code({ StartTimestamp: one.Time! + 1 }), "FailedOperation.SessionNotExists");
      assert.equal(await code({ StartTimestamp: now - 90 * day }), "InvalidParameterValue");
    }));

  it("add up to the minutes and seats that DescribeTelCallInfo counts", () =>
    withTraffic(async ({ client }) => {
      // From midnight to midnight in Beijing.
      const StartTimeStamp = Date.UTC(2026, 9, 17, 16) / 1000;
      const EndTimeStamp = StartTimeStamp + 2 * day - 1;
      const days = await records(client, StartTimeStamp, EndTimeStamp);
      const minutes = (direction: number) =>
        days
          .filter((one) => one.Direction === direction)
          .reduce((sum, one) => sum + Math.ceil((one.AcceptTimestamp! > 0 ? one.Duration! : 0) / 60), 0);
      const info = await client.DescribeTelCallInfo({ StartTimeStamp, EndTimeStamp, SdkAppIdList: [app] });
      assert.deepEqual([info.TelCallInCount, info.TelCallOutCount], [minutes(0), minutes(1)]);
      assert.ok(info.SeatUsedCount! > 20 && info.SeatUsedCount! <= 40);
      const ask = (change: object) =>
        codeOf(client.DescribeTelCallInfo({ StartTimeStamp, EndTimeStamp, SdkAppIdList: [app], ...change }));
      assert.equal(await ask({ SdkAppIdList: [1] }), "InvalidParameterValue.InstanceNotExist");
      assert.equal(await ask({ StartTimeStamp: EndTimeStamp - 91 * day }), "InvalidParameter");
    }));

  it("of a month with 10,000 calls a day come in a moment, deep pages too", () =>
    withTraffic(
      async ({ client }) => {
        const month = { ...range, StartTimeStamp: now - 30 * day };
        const first = await client.DescribeTelCdr(month);
        assert.ok(first.TotalCount! > 250_000);
        const times: number[] = [];
        for (let PageNumber = 0; PageNumber < first.TotalCount! / 100; PageNumber += 97) {
          const start = process.cpuUsage();
          const { TelCdrList } = await client.DescribeTelCdr({ ...month, PageNumber });
          times.push(process.cpuUsage(start).user / 1000);
          assert.equal(TelCdrList?.length, 100);
        }
        const median = times.sort((a, b) => a - b)[times.length >> 1]!;
        assert.ok(median < 250, `took ${median} ms`); // some 20 ms on an idle machine, the client's parsing included
      },
      { traffic: { callsPerDay: 10_000 } },
    ));
});
