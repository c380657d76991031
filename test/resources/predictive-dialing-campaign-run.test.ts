import assert from "node:assert/strict";
import {
  CREATE,
  campaign,
  creates,
  from,
  only,
  REMOVE,
  records,
  running,
  soon,
  type,
  UPDATE,
  withPhones,
} from "./campaigns";
import { failureOf, Refused } from "./centre";
import { winter } from "./lives/campaign";

describe("PredictiveDialingCampaign after its start", () => {
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

  it("whose start passes while its create or its update waits for its turn is refused, and nothing is sent", () =>
    withPhones(
      async (centre) => {
        const passed = (doing: string) =>
          new RegExp(
            `^${doing} [^:]*: startTime \\(.*\\) has passed while the call waited for its turn \\(nothing was sent\\), so phones would ring at once\\. Set a later startTime, or startNow: true to dial now`,
          );
        const times = Number.POSITIVE_INFINITY;
        centre.sim.faults.push({ action: [CREATE, UPDATE], kind: "throttle", times });
        const { message } = await failureOf(campaign(centre, from(soon(3))));
        assert.match(message, passed("creating"));
        assert.deepEqual(records(centre), []);
        centre.sim.faults.length = 0;
        const winters = await campaign(centre);
        centre.sim.faults.push({ action: UPDATE, kind: "throttle", times });
        const late = await failureOf(winters.change({ ...winter, callees: ["13900139000"], startTime: soon(3) }));
        assert.match(late.message, passed("updating"));
        const { startTime, callees } = only(centre);
        assert.deepEqual([startTime, callees], [winter.startTime, ["008613800138000"]]);
        centre.sim.faults.length = 0;
        await winters.change(winter);
        assert.deepEqual([only(centre).callees, await winters.change(winter)], [["008613800138000"], "same"]);
      },
      { env: { TCCC_TIME_SCALE: "0.2" } },
    ));

  it("that a killed run made and that has started since is taken over, not refused and not made again", () =>
    withPhones(async (centre) => {
      const inputs = running();
      const first = await campaign(centre, inputs);
      const { startNow: _, ...without } = inputs;
      assert.equal((await campaign(centre, without)).id, first.id);
      assert.equal(creates(centre), 1);
    }));

  it("that may start now starts in a minute where the service takes no start that has passed", () =>
    withPhones(
      async (centre) => {
        const inputs = running();
        const declared = await campaign(centre, inputs);
        const { startTime, status } = only(centre);
        assert.ok(startTime > soon(30) && startTime <= soon(60), String(startTime - soon(0)));
        assert.deepEqual([status, await declared.drift()], [0, {}]);
        assert.equal((await campaign(centre, inputs)).id, declared.id);
        only(centre);
      },
      { dialect: { campaignStartPast: "refuse" }, now: Date.now },
    ));

  it("is paused and resumed while it runs; what became of it is no difference", () =>
    withPhones(async (centre) => {
      const inputs = running({ paused: false });
      const declared = await campaign(centre, inputs);
      centre.sim.calls.length = 0;
      await declared.change({ ...inputs, paused: true, startNow: false });
      assert.deepEqual(centre.writes(), ["PausePredictiveDialingCampaign"]);
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
