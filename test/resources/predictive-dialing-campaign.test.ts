import assert from "node:assert/strict";
import type { Plain } from "../../provider/core/values";
import type { CampaignRecord } from "../../provider/simulator";
import { type Centre, type CentreOptions, type Declared, failureOf, Refused, withCentre } from "./centre";
import { addPhoneGroup, winter } from "./lives/campaign";

const type = "PredictiveDialingCampaign";
const CREATE = `Create${type}`;
const UPDATE = `Update${type}`;
const REMOVE = [`Abort${type}`, `Delete${type}`];

const soon = (seconds: number): number => Math.floor(Date.now() / 1000) + seconds;
const day = 86_400;
const from = (startTime: number): Plain => ({ ...winter, startTime, endTime: startTime + 30 * day });
/** Its start has passed, and it may ring at once. */
const running = (more: Plain = {}): Plain => ({ ...from(soon(-60)), startNow: true, ...more });

const records = ({ data }: Centre): CampaignRecord[] => [...data.campaigns.values()];
const only = (centre: Centre): CampaignRecord => {
  assert.equal(records(centre).length, 1, "expected exactly one campaign");
  return records(centre)[0]!;
};
const creates = (centre: Centre): number => centre.writes().filter((action) => action === CREATE).length;
const campaign = (centre: Centre, inputs: Plain = winter, name = "winter"): Promise<Declared> =>
  centre.declare(type, inputs, name);
const withPhones = (body: (centre: Centre) => Promise<void>, options: CentreOptions = {}): Promise<void> =>
  withCentre(options, async (centre) => {
    addPhoneGroup(centre.data);
    await body(centre);
  });

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

  it("that is equal to another one but for what does not identify it is refused", () =>
    withPhones(async (centre) => {
      await campaign(centre);
      const { message } = await failureOf(campaign(centre, { ...winter, priority: 1 }));
      assert.match(
        message,
        /campaign \d+ exists already and differs: priority: wanted 1, found 3\. Campaigns that are equal .* give this one another name, or delete the other/,
      );
      assert.deepEqual([only(centre).priority, creates(centre)], [3, 1]);
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
      assert.equal(centre.said("let go of").length, 1);
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

  it("with another time zone or other times of the day is replaced, the old one deleted first", () =>
    withPhones(async (centre) => {
      const winters = await campaign(centre);
      centre.sim.calls.length = 0;
      assert.equal(await winters.change({ ...winter, timeZone: "Asia/Shanghai" }), "replace");
      assert.deepEqual(centre.writes(), [...REMOVE, CREATE]);
      assert.equal(only(centre).timeZone, "Asia/Shanghai");
    }));

  it("changed after its start, or less than two minutes before, is refused unless run changes too", () =>
    withPhones(async (centre) => {
      for (const inputs of [running(), from(soon(110))]) {
        centre.data.campaigns.clear();
        const declared = await campaign(centre, inputs);
        centre.sim.calls.length = 0;
        const error = await declared.change({ ...inputs, priority: 1, run: undefined }).catch((one: unknown) => one);
        assert.ok(error instanceof Refused);
        assert.match(
          error.message,
          /^priority: the campaign started or starts within 2 minutes \(startTime .*change `run` as well/,
        );
        assert.deepEqual(centre.writes(), []);
        assert.equal(await declared.change({ ...inputs, startNow: true, priority: 1, run: "2" }), "replace");
        assert.deepEqual(centre.writes(), [...REMOVE, CREATE]);
        assert.deepEqual([only(centre).priority, declared.outs.campaignId], [1, only(centre).campaignId]);
      }
    }));

  it("that began earlier than announced is neither changed nor replaced, and not touched", () =>
    withPhones(async (centre) => {
      const winters = await campaign(centre);
      Object.assign(only(centre), { status: 1, runs: [{ from: soon(0), to: null }] });
      centre.sim.calls.length = 0;
      for (const [news, what] of [
        [{ ...winter, priority: 1 }, "changed"],
        [{ ...winter, timeZone: "Asia/Shanghai" }, "replaced"],
      ] as const) {
        const { message } = await failureOf(winters.change(news));
        assert.match(
          message,
          new RegExp(`was to be ${what} before its start, but is running by now; nothing was touched`),
        );
      }
      assert.deepEqual([centre.writes(), only(centre).status], [[], 1]);
    }));

  it("whose start has passed is refused without startNow, in a change too", () =>
    withPhones(async (centre) => {
      const past = from(soon(-60));
      assert.match((await failureOf(campaign(centre, past))).message, /has passed, so phones would ring at once/);
      assert.deepEqual(records(centre), []);
      const winters = await campaign(centre);
      const late = winters.change({ ...winter, startTime: soon(-60) });
      assert.match((await failureOf(late)).message, /^updating .*has passed, so phones would ring at once/);
      assert.deepEqual([only(centre).status, only(centre).startTime], [0, winter.startTime]);
    }));

  it("that a killed run made and that has started since is taken over, not refused and not made again", () =>
    withPhones(async (centre) => {
      const inputs = running();
      const first = await campaign(centre, inputs);
      const { startNow: _, ...without } = inputs;
      assert.equal((await campaign(centre, without)).id, first.id);
      assert.equal(creates(centre), 1);
    }));

  it("is paused and resumed while it runs; what became of it is no difference", () =>
    withPhones(async (centre) => {
      const inputs = running({ paused: false });
      const declared = await campaign(centre, inputs);
      await declared.change({ ...inputs, paused: true });
      assert.equal(only(centre).status, 2);
      only(centre).status = 1;
      assert.deepEqual(await declared.drift(), { paused: { was: true, is: false } });
      Object.assign(only(centre), { status: 3, statusReason: 1 });
      assert.deepEqual(await declared.drift(), {});
      await declared.refresh();
      assert.deepEqual([declared.outs.status, declared.outs.statusReason], ["terminated", "endedManually"]);
    }));

  it("that vanished before its start is gone; after it, it is finished", () =>
    withPhones(async (centre) => {
      const later = await campaign(centre);
      const now = await campaign(centre, running({ name: "Now" }), "now");
      centre.data.campaigns.clear();
      assert.equal(await later.drift(), "gone");
      assert.deepEqual(await now.drift(), {});
      await now.refresh();
      assert.equal(now.outs.status, "completed");
    }));

  it("that is declared paused and cannot be is deleted, and the create says why", () =>
    withPhones(async (centre) => {
      const { message } = await failureOf(campaign(centre, { ...winter, paused: true }));
      assert.match(
        message,
        /Only a campaign in progress can be paused[\s\S]*must not ring, so it was deleted\. Leave out `paused`/,
      );
      assert.deepEqual(records(centre), []);
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

  it("that started after a doubtful update is taken as it is where it shows what is declared, with a notice", () =>
    withPhones(async (centre) => {
      const winters = await campaign(centre);
      centre.sim.faults.push({ action: UPDATE, times: Number.POSITIVE_INFINITY, kind: "reset-before" });
      const callees = ["+86 139 0013 9000"];
      await failureOf(winters.change({ ...winter, callees, priority: 1 }));
      centre.sim.faults.length = 0;
      Object.assign(only(centre), { status: 1, runs: [{ from: soon(0), to: null }] });
      centre.sim.calls.length = 0;
      const { message } = await failureOf(winters.change({ ...winter, callees, priority: 1 }));
      assert.match(
        message,
        /is running by now; nothing was touched\. Different are: priority: wanted 1, found 3\. Put/,
      );
      assert.equal(await winters.change(winter), "update");
      assert.equal(centre.said("whom it calls is not certain").length, 1);
      assert.deepEqual([centre.writes(), await winters.change(winter)], [[], "same"]);
    }));

  it("that is over is deleted, and one that is gone is no failure", () =>
    withPhones(async (centre) => {
      const declared = await campaign(centre, running());
      only(centre).status = 4;
      centre.sim.calls.length = 0;
      await declared.remove();
      assert.deepEqual([centre.writes(), records(centre)], [[`Delete${type}`], []]);
      await declared.remove();
    }));

  it("that cannot be stopped is not deleted", () =>
    withPhones(async (centre) => {
      const declared = await campaign(centre, running());
      centre.sim.faults.push({ action: `Abort${type}`, kind: { code: "InvalidParameterValue", message: "not now" } });
      assert.match(
        (await failureOf(declared.remove())).message,
        /^stopping PredictiveDialingCampaign \d+ failed: .*not now/,
      );
      assert.equal(only(centre).status, 1);
    }));
});
