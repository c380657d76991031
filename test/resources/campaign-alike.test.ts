import assert from "node:assert/strict";
import type { Plain } from "../../provider/core/values";
import { CREATE, campaign, creates, from, only, records, running, soon, type, UPDATE, withPhones } from "./campaigns";
import { type Centre, failureOf } from "./centre";
import { winter } from "./lives/campaign";

const ignore = { ...winter, onExisting: "ignore" };

/** A campaign that somebody made in the console: like `inputs`, under another name. */
async function byHand(centre: Centre, inputs: Plain = winter): Promise<number> {
  const { outs } = await campaign(centre, { ...inputs, name: "By hand" }, "console");
  centre.sim.calls.length = 0;
  return Number(outs.campaignId);
}

describe("PredictiveDialingCampaign like one that somebody made in the console under another name", () => {
  it("is refused with its id and every way on, and nothing is made", () =>
    withPhones(async (centre) => {
      const id = await byHand(centre);
      for (const onExisting of [undefined, "identical", "fail"]) {
        const { message } = await failureOf(campaign(centre, onExisting ? { ...winter, onExisting } : winter));
        assert.equal(
          message,
          `creating PredictiveDialingCampaign "winter": campaign ${id} ("By hand") exists already, under another name, with the same skill group, start, end and number of callees (1): the same people may be called twice. Nothing was created. If it is of this program, under another resource name, give that name as an alias; to take it over and change it, set onExisting: "adopt"; to dial beside it on purpose, set onExisting: "ignore"`,
        );
      }
      assert.deepEqual([records(centre).length, centre.writes()], [1, []]);
    }));

  it("is refused while that one runs or is paused, and made once it is over", () =>
    withPhones(async (centre) => {
      const inputs = running();
      const id = await byHand(centre, inputs);
      for (const status of [1, 2]) {
        centre.data.campaigns.get(id)!.status = status;
        assert.match((await failureOf(campaign(centre, inputs))).message, /the same people may be called twice/);
      }
      assert.equal(creates(centre), 0);
      centre.data.campaigns.get(id)!.status = 4;
      await campaign(centre, inputs);
      assert.equal(records(centre).length, 2);
    }));

  it("takes it over when told to, and gives it its name", () =>
    withPhones(async (centre) => {
      const id = await byHand(centre);
      const adopted = await campaign(centre, { ...winter, onExisting: "adopt" });
      assert.deepEqual([adopted.outs.campaignId, only(centre).name, centre.writes()], [id, "Winter", [UPDATE]]);
      assert.match(
        centre.said("took over existing").join("\n"),
        /took over existing PredictiveDialingCampaign \d+ and changed it: name: wanted "Winter", found "By hand"$/,
      );
      assert.deepEqual(await adopted.drift(), {});
    }));

  it("does not take it over where it cannot be changed any more, and says what to do", () =>
    withPhones(async (centre) => {
      const inputs = running();
      await byHand(centre, inputs);
      const { message } = await failureOf(campaign(centre, { ...inputs, onExisting: "adopt" }));
      assert.match(
        message,
        /may be called twice; campaign \d+ exists already and differs: name: wanted "Winter", found "By hand"; it has started .*\. Nothing was created\. Delete it in the console; or, to dial beside it on purpose, set onExisting: "ignore"$/,
      );
      assert.deepEqual([only(centre).status, centre.writes()], [1, []]);
    }));

  it("is made beside it when told so, once, and the other stays", () =>
    withPhones(async (centre) => {
      await byHand(centre);
      const made = await campaign(centre, ignore);
      assert.deepEqual([records(centre).length, centre.writes()], [2, [CREATE]]);
      // Also where the run that made it died, or its answer is lost.
      assert.equal((await campaign(centre, ignore, "renamed")).id, made.id);
      await made.remove();
      centre.sim.faults.push({ action: CREATE, kind: "reset-after" });
      await campaign(centre, ignore);
      assert.deepEqual([records(centre).map(({ name }) => name), creates(centre)], [["By hand", "Winter"], 2]);
    }));

  it("and differs in what says whom it calls and when is made without a word", () =>
    withPhones(async (centre) => {
      await byHand(centre);
      const clear: Record<string, Plain> = {
        start: { startTime: winter.startTime + 60 },
        end: { endTime: winter.endTime + 60 },
        callees: { callees: ["13800138000", "13800138001"] },
        flow: { ivrId: 42 },
      };
      for (const [name, more] of Object.entries(clear)) await campaign(centre, { ...winter, ...more, name }, name);
      assert.deepEqual([records(centre).length, centre.said("may be called twice")], [5, []]);
    }));

  it("is refused where the list does not tell how many it calls", () =>
    withPhones(async (centre) => {
      await byHand(centre);
      Object.assign(only(centre), { callees: { length: undefined } });
      assert.match((await failureOf(campaign(centre))).message, /the same people may be called twice/);
    }));

  it("is made where that one is another resource of the program, made now or long ago", () =>
    withPhones(async (centre) => {
      const names = ["a", "b", "c"];
      const run = centre.process();
      const made = await Promise.all(names.map((name) => centre.declare(type, { ...winter, name }, name, run)));
      assert.deepEqual(records(centre).length, 3);
      const next = centre.process();
      const [, d] = await Promise.all([
        made[0]!.change({ ...winter, name: "a" }, next),
        centre.declare(type, { ...winter, name: "d" }, "d", next).catch((error: Error) => error),
        ...made.slice(1).map((one) => one.change(one.inputs, next)),
      ]);
      assert.ok(!(d instanceof Error), String(d));
      assert.deepEqual([records(centre).length, creates(centre)], [4, 4]);
    }));
});

describe("PredictiveDialingCampaign that was ended by hand", () => {
  it("before its start is finished: not made again under another resource name", () =>
    withPhones(async (centre) => {
      const old = await campaign(centre);
      Object.assign(only(centre), { status: 3, statusReason: 1 });
      assert.equal(await old.change(winter), "same");
      const run = centre.process();
      const renamed = await centre.declare(type, winter, "renamed", run);
      await old.remove(run);
      assert.deepEqual([renamed.id, renamed.outs.status, only(centre).status], [old.id, "terminated", 3]);
      assert.match(
        centre.said("took over existing").join("\n"),
        /which is terminated: nobody is called again unless its name, its times or `run` change/,
      );
      assert.equal(creates(centre), 1);
      assert.deepEqual(await renamed.drift(), {});
      await renamed.change({ ...winter, startTime: winter.startTime + 60, run: "2" });
      assert.deepEqual([creates(centre), only(centre).status], [2, 0]);
    }));
});

describe("PredictiveDialingCampaign with an expectedAbandonRate that no update can carry", () => {
  const low = { ...winter, expectedAbandonRate: 3 };

  it("is replaced before its start, whichever field changes, and updated once its rate is 5 or more", () =>
    withPhones(async (centre) => {
      const declared = await campaign(centre, low);
      const replaced = [
        { ...low, priority: 1 },
        { ...low, callees: ["13900139000"] },
        { ...low, expectedAbandonRate: 4 },
      ];
      for (const [at, inputs] of replaced.entries()) {
        assert.equal(await declared.change(inputs), "replace");
        assert.deepEqual([only(centre).expectedAbandonRate, creates(centre)], [inputs.expectedAbandonRate, at + 2]);
      }
      const { campaignId } = only(centre);
      assert.equal(await declared.change({ ...winter, expectedAbandonRate: 5 }), "update");
      assert.deepEqual([only(centre).campaignId, only(centre).expectedAbandonRate], [campaignId, 5]);
      assert.equal(await declared.change({ ...winter, expectedAbandonRate: 0 }), "replace");
      assert.equal(only(centre).expectedAbandonRate, 0);
    }));

  it("is paused, resumed, renamed and refreshed as any other", () =>
    withPhones(async (centre) => {
      const inputs = running({ expectedAbandonRate: 0, paused: false });
      const declared = await campaign(centre, inputs);
      assert.equal(await declared.change({ ...inputs, paused: true }), "update");
      assert.equal(only(centre).status, 2);
      const renamed = await campaign(centre, { ...inputs, paused: true }, "renamed");
      assert.equal(renamed.id, declared.id);
      assert.deepEqual(await renamed.drift(), {});
    }));

  it("is put right by a replacement where somebody changed it by hand", () =>
    withPhones(async (centre) => {
      const declared = await campaign(centre, low);
      only(centre).expectedAbandonRate = 20;
      assert.deepEqual(await declared.drift(), { expectedAbandonRate: { was: 3, is: 20 } });
      await declared.refresh();
      assert.equal(await declared.change(low), "replace");
      assert.equal(only(centre).expectedAbandonRate, 3);
    }));

  it("is refused in the preview once it has started", () =>
    withPhones(async (centre) => {
      const inputs = running({ expectedAbandonRate: 3 });
      const declared = await campaign(centre, inputs);
      centre.sim.calls.length = 0;
      const { message } = await declared.change({ ...inputs, priority: 1 }).then(
        () => assert.fail("expected a refusal"),
        (error: Error) => error,
      );
      assert.match(message, /^priority: the campaign started .*so a change of its declaration is refused/);
      assert.deepEqual(centre.writes(), []);
    }));

  it("that exists and differs is not taken over by an update", () =>
    withPhones(async (centre) => {
      await campaign(centre, winter);
      const { message } = await failureOf(campaign(centre, { ...low, onExisting: "adopt" }));
      assert.match(
        message,
        /differs: expectedAbandonRate: wanted 3, found 5; no update can carry an expectedAbandonRate below 5/,
      );
      assert.equal(only(centre).expectedAbandonRate, 5);
      only(centre).expectedAbandonRate = 3;
      centre.sim.calls.length = 0;
      await campaign(centre, { ...low, onExisting: "adopt" });
      assert.deepEqual(centre.writes(), []);
    }));

  it("is deleted where its start is near", () =>
    withPhones(async (centre) => {
      const declared = await campaign(centre, { ...from(soon(110)), expectedAbandonRate: 0 });
      await declared.remove();
      assert.deepEqual(records(centre), []);
    }));
});
