import assert from "node:assert/strict";
import type { Client } from "tencentcloud-sdk-nodejs-ccc/tencentcloud/services/ccc/v20200210/ccc_client";
import { addSkillGroup, type Data } from "../../provider/simulator";
import { app, codeOf, withSimulator } from "./support";
import { now, records, withTraffic } from "./traffic-support";

const start = 2_000_000_000;
const body = {
  SdkAppId: app,
  Name: "renewals",
  Callees: ["+8613000000001", "+8613000000002"],
  Callers: ["008675500000001"],
  CallOrder: 1,
  SkillGroupId: 1,
  Priority: 2,
  ExpectedAbandonRate: 5,
  RetryInterval: 600,
  StartTime: start,
  EndTime: start + 3600,
};

function seed(data: Data): void {
  addSkillGroup(data.instance(app), { skillGroupId: 1, name: "sales" });
}

/** Status, reason, callees and how many of them are done, as the list says. */
async function shown(client: Client, CampaignId: number): Promise<(number | undefined)[] | undefined> {
  const list = await client.DescribePredictiveDialingCampaigns({ SdkAppId: app, PageSize: 100, PageNumber: 0 });
  const one = list.CampaignList?.find((item) => item.CampaignId === CampaignId);
  return one && [one.Status, one.StatusReason, one.CalleeCount, one.FinishedCalleeCount];
}

interface Setup {
  client: Client;
  clock: { now: number };
  one: { SdkAppId: number; CampaignId: number };
}

/** With one campaign that starts in 100 seconds. */
function withCampaign(run: (setup: Setup) => Promise<void>): Promise<void> {
  const clock = { now: start - 100 };
  return withSimulator({ seed, now: () => clock.now * 1000 }, async ({ client }) => {
    const { CampaignId } = await client.CreatePredictiveDialingCampaign(body);
    await run({ client, clock, one: { SdkAppId: app, CampaignId: CampaignId! } });
  });
}

describe("simulator: predictive dialling campaigns", () => {
  it("start at their StartTime, can be paused and resumed, and are terminated at EndTime", () =>
    withCampaign(async ({ client, clock, one }) => {
      const { CampaignId: id } = one;
      assert.deepEqual(await shown(client, id), [0, 0, 2, 0]);
      assert.equal(await codeOf(client.PausePredictiveDialingCampaign(one)), "InvalidParameterValue");
      clock.now = start;
      assert.deepEqual(await shown(client, id), [1, 0, 2, 0]);
      await client.PausePredictiveDialingCampaign(one);
      assert.deepEqual(await shown(client, id), [2, 0, 2, 0]);
      assert.equal(await codeOf(client.PausePredictiveDialingCampaign(one)), "InvalidParameterValue");
      await client.ResumePredictiveDialingCampaign(one);
      assert.deepEqual(await shown(client, id), [1, 0, 2, 0]);
      clock.now = start + 3600;
      assert.deepEqual(await shown(client, id), [3, 2, 2, 0]);
      assert.equal(await codeOf(client.ResumePredictiveDialingCampaign(one)), "InvalidParameterValue");
    }));

  it("are terminated at EndTime also when they are paused", () =>
    withCampaign(async ({ client, clock, one }) => {
      clock.now = start;
      await client.PausePredictiveDialingCampaign(one);
      clock.now = start + 3600;
      assert.deepEqual(await shown(client, one.CampaignId), [3, 2, 2, 0]);
    }));

  it("are terminated by hand, and deleted once they have ended", () =>
    withCampaign(async ({ client, clock, one }) => {
      clock.now = start + 10;
      assert.equal(await codeOf(client.DeletePredictiveDialingCampaign(one)), "InvalidParameterValue");
      await client.AbortPredictiveDialingCampaign(one);
      assert.deepEqual(await shown(client, one.CampaignId), [3, 1, 2, 0]);
      await client.AbortPredictiveDialingCampaign(one);
      await client.DeletePredictiveDialingCampaign(one);
      assert.equal(await shown(client, one.CampaignId), undefined);
      assert.equal(await codeOf(client.DescribePredictiveDialingCampaign(one)), "InvalidParameterValue");
      assert.equal(await codeOf(client.DeletePredictiveDialingCampaign(one)), "InvalidParameterValue");
    }));

  it("take a new full body before the start, and none after it", () =>
    withCampaign(async ({ client, clock, one }) => {
      const changed = { ...body, ...one, Name: "changed", Callees: ["+8613000000003"], Priority: 5, IVRId: 9 };
      await client.UpdatePredictiveDialingCampaign(changed);
      const now = await client.DescribePredictiveDialingCampaign(one);
      assert.deepEqual([now.Name, now.Priority, now.IVRId, now.StartTime], ["changed", 5, 9, start]);
      assert.deepEqual(await shown(client, one.CampaignId), [0, 0, 1, 0]);
      const { Callees: _, ...incomplete } = changed;
      const missing = client.UpdatePredictiveDialingCampaign(incomplete as typeof changed);
      assert.equal(await codeOf(missing), "MissingParameter");
      clock.now = start;
      assert.equal(await codeOf(client.UpdatePredictiveDialingCampaign(changed)), "UnsupportedOperation");
      await client.AbortPredictiveDialingCampaign(one);
      assert.equal(await codeOf(client.UpdatePredictiveDialingCampaign(changed)), "UnsupportedOperation");
    }));

  it("are completed when all callees are done, by hand or by traffic, and dial only while they run", () => {
    const clock = { now: start - 100 };
    const Callees = Array.from({ length: 100 }, (_, i) => `+861300000${String(i).padStart(4, "0")}`);
    const options = { seed, traffic: { callsPerDay: 100 }, now: () => clock.now * 1000 };
    return withSimulator(options, async ({ client, sim }) => {
      const { CampaignId } = await client.CreatePredictiveDialingCampaign({ ...body, Callees });
      const one = { SdkAppId: app, CampaignId: CampaignId! };
      clock.now = start + 60;
      assert.deepEqual(await shown(client, one.CampaignId), [1, 0, 100, 10]);
      await client.PausePredictiveDialingCampaign(one);
      clock.now = start + 1000;
      assert.deepEqual(await shown(client, one.CampaignId), [2, 0, 100, 10]);
      await client.ResumePredictiveDialingCampaign(one);
      clock.now = start + 1060;
      assert.deepEqual(await shown(client, one.CampaignId), [1, 0, 100, 20]);
      clock.now = start + 1600;
      assert.deepEqual(await shown(client, one.CampaignId), [4, 0, 100, 100]);
      const other = (await client.CreatePredictiveDialingCampaign({ ...body, EndTime: start + 7200 })).CampaignId!;
      sim.data.instance(app).campaigns.get(other)!.finishedCallees = 2;
      assert.deepEqual(await shown(client, other), [4, 0, 2, 2]);
    });
  });

  it("name the sessions they dialled, whose records have the callees", () => {
    const Callees = Array.from({ length: 50 }, (_, i) => `+861300000${String(i).padStart(4, "0")}`);
    const start = now + 100;
    return withTraffic(async ({ client, clock }) => {
      const times = { StartTime: start, EndTime: start + 3600 };
      const { CampaignId } = await client.CreatePredictiveDialingCampaign({ ...body, ...times, Callees });
      const one = { SdkAppId: app, CampaignId: CampaignId!, PageSize: 8, PageNumber: 0 };
      assert.deepEqual((await client.DescribePredictiveDialingSessions(one)).SessionList, []);
      clock.now = start + 3600;
      const pages = [];
      for (let PageNumber = 0; PageNumber < 7; PageNumber += 1) {
        const page = await client.DescribePredictiveDialingSessions({ ...one, PageNumber });
        assert.equal(page.TotalCount, 50);
        pages.push(...page.SessionList!);
      }
      assert.equal(new Set(pages).size, 50);
      const range = { SdkAppId: app, StartTimeStamp: start, EndTimeStamp: start + 3600, PageNumber: 0, PageSize: 100 };
      const { TelCdrList } = await client.DescribeTelCdr({ ...range, SessionIds: pages });
      assert.deepEqual(new Set(TelCdrList?.map((record) => record.Callee)), new Set(Callees));
      assert.ok(TelCdrList?.every((record) => record.CallType === 5 && record.Direction === 1));
      const taken = TelCdrList!.filter((record) => record.EndStatusString === "ok");
      assert.ok(taken.length > 10 && taken.every((record) => record.SkillGroup === "sales" && record.SeatUser?.Mail));
      const dialled = async () =>
        (await records(client, start, start + 3600)).filter((record) => record.CallType === 5).map((x) => x.SessionId);
      assert.deepEqual((await dialled()).sort(), pages.sort(), "among all records too");
      const tooMany = client.DescribePredictiveDialingSessions({ ...one, PageSize: 1001 });
      assert.equal(await codeOf(tooMany), "InvalidParameterValue");
      await client.DeletePredictiveDialingCampaign({ SdkAppId: app, CampaignId: CampaignId! });
      assert.equal((await dialled()).length, 50, "also when the campaign is deleted");
    });
  });

  it("are listed by pages of 100 at most, filtered by name, group and id", () =>
    withSimulator({ seed }, async ({ client, sim }) => {
      addSkillGroup(sim.data.instance(app), { skillGroupId: 2, name: "service" });
      const ids = [];
      for (const [Name, SkillGroupId] of [
        ["spring sale", 1],
        ["spring survey", 2],
        ["autumn", 2],
      ] as const) {
        ids.push((await client.CreatePredictiveDialingCampaign({ ...body, Name, SkillGroupId })).CampaignId);
      }
      const page = { SdkAppId: app, PageNumber: 0, PageSize: 100 };
      const named = async (filter: object) => {
        const list = await client.DescribePredictiveDialingCampaigns({ ...page, ...filter });
        assert.equal(list.TotalCount, list.CampaignList?.length);
        return list.CampaignList?.map((one) => one.Name);
      };
      assert.deepEqual(await named({ Name: "spring" }), ["spring sale", "spring survey"]);
      assert.deepEqual(await named({ SkillGroupId: 2 }), ["spring survey", "autumn"]);
      assert.deepEqual(await named({ Name: "spring", SkillGroupId: 2 }), ["spring survey"]);
      assert.deepEqual(await named({ CampaignId: ids[2] }), ["autumn"]);
      const second = await client.DescribePredictiveDialingCampaigns({ ...page, PageSize: 2, PageNumber: 1 });
      assert.deepEqual([second.TotalCount, second.CampaignList?.length], [3, 1]);
      const large = client.DescribePredictiveDialingCampaigns({ ...page, PageSize: 101 });
      assert.equal(await codeOf(large), "InvalidParameterValue");
    }));

  it("refuse what the documentation rules out", () =>
    withSimulator({ seed }, async ({ client, sim }) => {
      const create = (change: object) => codeOf(client.CreatePredictiveDialingCampaign({ ...body, ...change }));
      const wrong = [
        { CallOrder: 2 },
        { Priority: 0 },
        { Priority: 6 },
        { ExpectedAbandonRate: 51 },
        { RetryInterval: 59 },
        { RetryInterval: 86_401 },
        { RetryTimes: 3 },
        { EndTime: start },
        { Callees: [] },
        { Callers: [] },
        { Name: "" },
        { SkillGroupId: 9 },
      ];
      for (const change of wrong) assert.equal(await create(change), "InvalidParameterValue", JSON.stringify(change));
      assert.equal(await create({ ExpectedAbandonRate: 0, RetryTimes: 0, RetryInterval: 60 }), "ok");
      const [CampaignId] = sim.data.instance(app).campaigns.keys();
      const update = (change: object) =>
        codeOf(client.UpdatePredictiveDialingCampaign({ ...body, CampaignId: CampaignId!, ...change }));
      assert.deepEqual(
        [await update({ ExpectedAbandonRate: 4 }), await update({ ExpectedAbandonRate: 5 })],
        ["InvalidParameterValue", "ok"],
      );
      sim.data.instance(app).purchases.calleesPerCampaign = 1;
      assert.equal(await create({}), "LimitExceeded.OutOfCountLimit");
      sim.data.instance(app).purchases = { seats: 1, sipPhones: 1, campaigns: 1 };
      assert.equal(await create({}), "LimitExceeded.OutOfCountLimit");
      assert.equal(sim.data.instance(app).campaigns.size, 1);
    }));

  it("keep callees, callers and variables to themselves: in no answer and in no call record", () =>
    withSimulator({ seed }, async ({ client, sim }) => {
      const secret = { UUI: "uui-of-li", Variables: [{ Key: "debt", Value: "much" }] };
      const CalleeAttributes = [{ Callee: "+8613000000001", ...secret }];
      const { CampaignId } = await client.CreatePredictiveDialingCampaign({ ...body, ...secret, CalleeAttributes });
      const one = { SdkAppId: app, CampaignId: CampaignId! };
      await client.UpdatePredictiveDialingCampaign({ ...body, ...one, ...secret, CalleeAttributes });
      const answer = JSON.stringify(await client.DescribePredictiveDialingCampaign(one));
      assert.ok(!answer.includes("13000000001") && !answer.includes("0086755"), answer);
      const calls = JSON.stringify(sim.calls);
      for (const text of ["13000000001", "uui-of-li", "debt", "much"]) assert.ok(!calls.includes(text), text);
      const kept = sim.data.instance(app).campaigns.get(CampaignId!);
      assert.deepEqual(
        [kept?.callees, kept?.uui, kept?.calleeAttributes],
        [body.Callees, "uui-of-li", CalleeAttributes],
      );
    }));
});
