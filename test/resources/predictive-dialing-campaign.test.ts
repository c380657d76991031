import assert from "node:assert/strict";
import { CREATE, campaign, creates, only, REMOVE, records, running, type, UPDATE, withPhones } from "./campaigns";
import { failureOf, Refused } from "./centre";
import { winter } from "./lives/campaign";

describe("PredictiveDialingCampaign", () => {
  it("is made once, shows nobody who is called, and counts them", () =>
    withPhones(async (centre) => {
      const { outs, drift } = await campaign(centre, {
        ...winter,
        ...{ callees: ["008613800138765"], uui: "secret-uui", variables: { code: "secret-variable" } },
      });
      const { campaignId, calleeCount, finishedCalleeCount, status, statusReason, calleesDigest } = outs;
      assert.deepEqual(
        [campaignId, calleeCount, finishedCalleeCount, status, statusReason],
        [only(centre).campaignId, 1, 0, "ready", "normal"],
      );
      const seen = [String(calleesDigest), ...centre.lines, JSON.stringify(centre.sim.calls)].join("\n");
      assert.doesNotMatch(seen, /13800138765|secret-uui|secret-variable/);
      assert.deepEqual(await drift(), {});
    }));

  it("is refused with all that is wrong, and shows no secret", () =>
    withPhones(async (centre) => {
      const wrong = {
        ...{ name: "", callees: ["hunter2"], callers: [], callOrder: "shuffled", skillGroupId: 0, priority: 6 },
        ...{
          expectedAbandonRate: 51,
          retryInterval: 59,
          startTime: "noon",
          endTime: 7,
          retryTimes: 3,
          timeZone: "Moon",
        },
      };
      const error = await campaign(centre, wrong).catch((reason: unknown) => reason);
      assert.ok(error instanceof Refused);
      const fields = error.failures.map((failure) => failure.split(":")[0]).sort();
      const named = Object.keys(wrong).filter((key) => key !== "endTime" && key !== "callees");
      assert.deepEqual(fields, [...named, "callees[0]"].sort());
      assert.doesNotMatch(error.message, /hunter2/);
      const backwards = { ...winter, endTime: winter.startTime };
      const second = await campaign(centre, backwards).catch((reason: unknown) => reason);
      assert.match((second as Refused).message, /^endTime: expected an instant after startTime \(\d+\), got \d+$/);
      assert.deepEqual(centre.writes(), []);
    }));

  it("is never made twice when the answer was lost, whether it starts later or at once", () =>
    withPhones(async (centre) => {
      for (const [name, inputs] of Object.entries({ later: winter, now: running() })) {
        centre.sim.faults.push({ action: CREATE, kind: "reset-after" });
        const made = await campaign(centre, { ...inputs, name }, name);
        assert.equal(made.outs.campaignId, records(centre).at(-1)!.campaignId);
      }
      assert.deepEqual([creates(centre), records(centre).length], [2, 2]);
    }));

  it("that may or may not have been made is searched for, not sent again, and the next run makes it", () =>
    withPhones(async (centre) => {
      centre.sim.faults.push({ action: CREATE, kind: "reset-before" });
      const { message } = await failureOf(campaign(centre));
      assert.match(
        message,
        /creating PredictiveDialingCampaign "winter": the answer was lost .*no campaign "Winter" of this skill group, start and end showed within 10 s\. Nothing was sent again/,
      );
      assert.deepEqual([creates(centre), records(centre).length], [1, 0]);
      await campaign(centre);
      only(centre);
    }));

  it("that a killed run made is taken over by the next, and calls whom it declares now", () =>
    withPhones(async (centre) => {
      const first = await campaign(centre);
      const second = await campaign(centre, { ...winter, callees: ["+86 139 0013 9000"] });
      assert.deepEqual([creates(centre), second.id], [1, first.id]);
      assert.deepEqual(only(centre).callees, ["008613900139000"]);
      assert.equal(centre.said("took over existing PredictiveDialingCampaign").length, 1);
    }));

  it("declared twice in one program is refused the second time", () =>
    withPhones(async (centre) => {
      const run = centre.process();
      await centre.declare(type, winter, "first", run);
      const { message } = await failureOf(centre.declare(type, winter, "second", run));
      assert.match(
        message,
        /PredictiveDialingCampaign "first" declares campaign "Winter" of skill group 801 from .* too/,
      );
      only(centre);
    }));

  it("renamed without an alias is the same campaign afterwards", () =>
    withPhones(async (centre) => {
      const old = await campaign(centre);
      const run = centre.process();
      const renamed = await centre.declare(type, winter, "renamed", run);
      await old.remove(run);
      assert.deepEqual([renamed.id, only(centre).status], [old.id, 0]);
      assert.equal(centre.said("released").length, 1);
    }));

  it("changed before its start is updated with the full body", () =>
    withPhones(async (centre) => {
      const winters = await campaign(centre);
      const { campaignId } = only(centre);
      centre.sim.calls.length = 0;
      const news = { ...winter, name: "Spring", callees: ["13900139000"], startTime: winter.startTime + 60 };
      assert.equal(await winters.change(news), "update");
      const { name, callees, startTime } = only(centre);
      assert.deepEqual(
        [only(centre).campaignId, name, callees, startTime],
        [campaignId, "Spring", ["008613900139000"], news.startTime],
      );
      assert.deepEqual(centre.writes(), [UPDATE]);
      assert.deepEqual(await winters.drift(), {});
    }));

  it("is refreshed with all others by one list", () =>
    withPhones(async (centre) => {
      const first = centre.process();
      const declare = (name: string) => centre.declare(type, { ...winter, name }, name, first);
      const many = await Promise.all(["a", "b", "c", "d"].map(declare));
      centre.sim.calls.length = 0;
      const run = centre.process();
      assert.deepEqual(await Promise.all(many.map((one) => one.drift(run))), [{}, {}, {}, {}]);
      const lists = centre.sim.calls.filter(({ action }) => action === "DescribePredictiveDialingCampaigns");
      assert.equal(lists.length, 1);
    }));

  it("that somebody deletes between the list and the look at it is gone, which is no failure", () =>
    withPhones(async (centre) => {
      const winters = await campaign(centre);
      const hold = centre.sim.hold({ action: `Describe${type}` });
      const drift = winters.drift();
      await hold.arrived;
      centre.data.campaigns.clear();
      hold.release();
      assert.equal(await drift, "gone");
    }));

  it("with another time zone or other times of the day is replaced, the old one deleted first", () =>
    withPhones(async (centre) => {
      const winters = await campaign(centre);
      centre.sim.calls.length = 0;
      assert.equal(await winters.change({ ...winter, timeZone: "Asia/Shanghai" }), "replace");
      assert.deepEqual(centre.writes(), [...REMOVE, CREATE]);
      assert.equal(only(centre).timeZone, "Asia/Shanghai");
    }));

  it("keeps after a doubtful update that it must be sent again, also when the program is put back", () =>
    withPhones(async (centre) => {
      const winters = await campaign(centre);
      const callees = ["+86 139 0013 9000"];
      centre.sim.faults.push({ action: UPDATE, times: Number.POSITIVE_INFINITY, kind: "reset-after" });
      const { reasons } = await failureOf(winters.change({ ...winter, callees }));
      assert.match(reasons!.join("\n"), /Nobody can tell from this whether the service carried it out/);
      assert.deepEqual(only(centre).callees, ["008613900139000"]);
      centre.sim.faults.length = 0;
      assert.equal(await winters.change(winter), "update");
      assert.deepEqual(only(centre).callees, ["008613800138000"]);
      assert.equal(await winters.change(winter), "same");
    }));
});
