import assert from "node:assert/strict";
import { iterateCallRecords, listCallRecords, listProtectedCallRecords } from "../../provider/lookups/call-records";
import { addStaff } from "../../provider/simulator";
import { app, type Call, refusal, withFake, withSimulator } from "./support";

const day = 86_400;
const seconds = (): number => Math.floor(Date.now() / 1000);

interface Row {
  SessionId: string | null;
  Time: number | string;
}

/** A service with records, ends of windows counted in, the newest first, ten days around each call. */
function recordsOf(rows: readonly Row[], more: object = {}) {
  return (request: Record<string, unknown>) => {
    const { StartTimeStamp, EndTimeStamp, PageNumber, PageSize } = request as Record<string, number>;
    const within = rows.filter(({ Time }) => Number(Time) >= StartTimeStamp! && Number(Time) <= EndTimeStamp!);
    const page = within.toReversed().slice(PageNumber! * PageSize!, (PageNumber! + 1) * PageSize!);
    return { TelCdrList: page, ...more };
  };
}

const rowsOver = (from: number, to: number, count: number): Row[] =>
  Array.from({ length: count }, (_, at) => ({
    SessionId: `session-${at}`,
    Time: Math.round(from + ((to - from) * at) / count),
  }));

const windowsOf = (calls: readonly Call[]): number[] =>
  calls.map(({ request }) => Number(request.EndTimeStamp) - Number(request.StartTimeStamp));

describe("call records", () => {
  it("come once each and the oldest first over more time than the service answers for at once", async () => {
    const to = seconds();
    const from = to - 170 * day;
    const rows = rowsOver(from, to, 3000);
    await withFake({ DescribeTelCdr: recordsOf(rows) }, async (calls) => {
      const found = await listCallRecords({ from, to });
      assert.deepEqual(
        found.map(({ sessionId }) => sessionId),
        rows.map(({ SessionId }) => SessionId),
      );
      assert.ok(windowsOf(calls).every((length) => length < 90 * day));
      assert.ok(calls.every(({ request }) => Number(request.PageSize) <= 100));
    });
  });

  it("are the same by another reading of totals: absent, zero, too many", async () => {
    const to = seconds();
    const rows = rowsOver(to - 3 * day, to, 250);
    for (const more of [{}, { TotalCount: 0 }, { TotalCount: 602 }, { TotalCount: null }]) {
      await withFake({ DescribeTelCdr: recordsOf(rows, more) }, async () => {
        assert.equal((await listCallRecords({ from: to - 3 * day, to })).length, 250);
      });
    }
  });

  it("are not lost where a session has several, nor where they have no id, and repeated ones are given once", async () => {
    const to = seconds();
    const at = to - day;
    const rows: Row[] = [
      ...[at, at, at].map((Time, leg) => ({ SessionId: "one", Time, Callee: `800${leg}` })),
      ...["a", "b"].map((Caller) => ({ SessionId: null, Time: at, Caller })),
    ];
    await withFake({ DescribeTelCdr: () => ({ TelCdrList: [...rows, ...rows] }) }, async () => {
      assert.equal((await listCallRecords({ from: at, to })).length, rows.length);
    });
  });

  it("are read as they are consumed", async () => {
    const to = seconds();
    await withFake({ DescribeTelCdr: recordsOf(rowsOver(to - 30 * day, to, 20_000)) }, async (calls) => {
      let seen = 0;
      for await (const { sessionId } of iterateCallRecords({ from: to - 30 * day, to })) {
        assert.equal(sessionId, `session-${seen}`);
        if (++seen === 1000) break;
      }
      assert.ok(calls.length < 100, `${calls.length} calls for the first thousand of 20,000`);
    });
  });

  it("are none where the service knows none, in whatever words", async () => {
    for (const answer of [{ TelCdrList: null }, {}, { TelCdrList: [] }, { TelCdrs: null }]) {
      await withFake({ DescribeTelCdr: () => answer }, async (calls) => {
        assert.deepEqual(await listCallRecords({ from: seconds() - 100 * day }), []);
        assert.ok(calls.length < 15);
      });
    }
  });

  it("are refused before a call where the service could only refuse", async () => {
    await withFake({}, async (calls) => {
      const to = seconds();
      assert.match(
        await refusal(listCallRecords({ from: to - 181 * day })),
        /^reading call records failed: from: the service answers about the last 180 days only/,
      );
      assert.match(
        await refusal(listCallRecords({ from: to, to: to - day })),
        /^reading call records failed: to: .* is before from:/,
      );
      assert.match(await refusal(listCallRecords({ from: "2026-11-01" })), /from: expected a Date/);
      assert.deepEqual(await listCallRecords({ from: to - day, phones: [] }), []);
      assert.deepEqual(calls, []);
    });
  });

  it("are asked for by number and by session", async () => {
    await withFake({ DescribeTelCdr: () => ({ TelCdrList: [] }) }, async (calls) => {
      await listCallRecords({ from: seconds() - 60, phones: ["13800000000"], sessionIds: ["s1"] });
      assert.deepEqual(calls[0]?.request.Phones, ["13800000000"]);
      assert.deepEqual(calls[0]?.request.SessionIds, ["s1"]);
    });
  });

  it("without their numbers may reach back as far as the service lets them", async () => {
    const from = seconds() - 400 * day;
    await withFake({ DescribeProtectedTelCdr: recordsOf([{ SessionId: "old", Time: from + 5 }]) }, async (calls) => {
      const found = await listProtectedCallRecords({ from });
      assert.deepEqual(
        found.map(({ sessionId }) => sessionId),
        ["old"],
      );
      assert.ok(windowsOf(calls).every((length) => length < 90 * day));
    });
  });

  it("carry every member under one name", async () => {
    const to = seconds();
    const row = {
      ...{ SessionId: "s", Time: String(to - 60), Direction: "1", CallType: 5, Duration: "33", EndStatus: 999 },
      ...{ Caller: "1", Callee: "2", ProtectedCaller: "p1", ProtectedCallee: "p2", EndStatusString: "new" },
      ...{ SeatUser: { Mail: "li@example.com", Name: "Li", SkillGroupNameList: null, Role: "3", Unheard: {} } },
      ...{ ServeParticipants: [{ Mail: "li@example.com", RingTimestamp: to - 50, SkillGroupName: "Sales" }] },
      ...{ IVRKeyPressedEx: [{ Key: "1", Label: "happy", Timestamp: 1793491200123 }], PostIVRKeyPressed: null },
      ...{ UUI: null, Uui: "hidden", VoicemailRecordURL: null, SkillGroupId: 0, Unheard: [1] },
    };
    await withFake({ DescribeTelCdr: () => ({ TelCdrList: [row] }) }, async () => {
      const [record] = await listCallRecords({ from: to - 600, to });
      assert.deepEqual(record?.time, new Date((to - 60) * 1000));
      assert.equal(record?.timeSeconds, to - 60);
      assert.equal(record?.direction, "outbound");
      assert.equal(record?.callType, "predictiveOutbound");
      assert.equal(record?.duration, 33);
      assert.deepEqual([record?.endStatus, record?.endStatusCode, record?.endStatusText], ["unknown", 999, "new"]);
      assert.equal(record?.agent?.mail, "li@example.com");
      assert.deepEqual([record?.agent?.role, record?.agent?.skillGroups], [3, []]);
      assert.deepEqual(
        [record?.participants[0]?.ringingSeconds, record?.participants[0]?.skillGroup],
        [to - 50, "Sales"],
      );
      assert.deepEqual(record?.ivrKeys[0]?.at, new Date(1793491200123));
      assert.deepEqual([record?.surveyKeys, record?.voicemailRecordUrls, record?.uui], [[], [], "hidden"]);
      assert.equal(record?.skillGroupId, undefined);
    });
  });

  for (const recordOrder of ["newest-first", "oldest-first"] as const) {
    it(`of the simulator are the same day by day and at once, ${recordOrder}`, async () => {
      const options = { traffic: { callsPerDay: 400, seed: 7 }, dialect: { recordOrder } };
      const seed = (data: Parameters<NonNullable<import("../../provider/simulator").SimulatorOptions["seed"]>>[0]) => {
        for (const name of ["li", "wang"]) addStaff(data.instance(app), { mail: `${name}@example.com` });
      };
      await withSimulator({ ...options, seed }, async () => {
        const to = seconds() - day;
        const ids = async (from: number, end: number) =>
          (await listCallRecords({ from, to: end })).map(({ sessionId }) => sessionId);
        const whole = await ids(to - 5 * day, to);
        const parts: string[] = [];
        for (let at = to - 5 * day; at < to; at += day) parts.push(...(await ids(at, at + day)));
        assert.ok(whole.length > 500, `${whole.length} records`);
        assert.deepEqual(whole, [...new Set(parts)]);
        assert.equal(new Set(whole).size, whole.length);
      });
    });
  }
});
