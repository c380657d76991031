import assert from "node:assert/strict";
import { CREATE, campaign, creates, from, only, records, running, soon, type, UPDATE, withPhones } from "./campaigns";
import { failureOf } from "./centre";
import { winter } from "./lives/campaign";

const adopt = { onExisting: "adopt" };

describe("PredictiveDialingCampaign that exists", () => {
  it("and differs is refused with every way out, and nothing is changed", () =>
    withPhones(async (centre) => {
      await campaign(centre);
      const before = structuredClone(records(centre));
      const { message } = await failureOf(campaign(centre, { ...winter, priority: 1 }));
      assert.match(
        message,
        /^creating PredictiveDialingCampaign "winter": campaign \d+ exists already and differs: priority: wanted 1, found 3\. Campaigns that are equal .*: if it is of this program, under another resource name, give that name as an alias; to take it over and change it, set onExisting: "adopt"; else give this one another name, or delete the other/,
      );
      assert.deepEqual([records(centre), centre.writes()], [before, [CREATE]]);
    }));

  it("is taken over and changed when told to, and says what", () =>
    withPhones(async (centre) => {
      const old = await campaign(centre);
      const adopted = await campaign(centre, {
        ...winter,
        ...adopt,
        priority: 1,
        callees: ["13900139000", "13900139001"],
      });
      const { priority, callees } = only(centre);
      assert.deepEqual([adopted.id, priority, callees], [old.id, 1, ["008613900139000", "008613900139001"]]);
      assert.deepEqual(centre.writes(), [CREATE, UPDATE]);
      const said =
        /took over existing PredictiveDialingCampaign \d+ and changed it: priority: wanted 1, found 3; callees: wanted 2, found 1$/;
      assert.match(centre.said("took over existing").join("\n"), said);
      assert.deepEqual(await adopted.drift(), {});
    }));

  it("renamed without an alias and changed in one edit is the same campaign afterwards, if told so", () =>
    withPhones(async (centre) => {
      const old = await campaign(centre);
      const run = centre.process();
      const renamed = await centre.declare(type, { ...winter, ...adopt, priority: 5 }, "renamed", run);
      await old.remove(run);
      assert.deepEqual([renamed.id, only(centre).priority, only(centre).status], [old.id, 5, 0]);
      assert.deepEqual(centre.writes(), [CREATE, UPDATE]);
    }));

  it("and is another one's of the program, under a name given by hand, is not taken from it", () =>
    withPhones(async (centre) => {
      const first = await campaign(centre);
      only(centre).name = "Spring";
      const run = centre.process();
      assert.equal(await first.change(winter, run), "same");
      const spring = { ...winter, ...adopt, name: "Spring" };
      const { message } = await failureOf(centre.declare(type, spring, "second", run));
      assert.match(
        message,
        /campaign \d+ exists already and belongs to PredictiveDialingCampaign "winter" of this program\. .*: give this one another name; if the other was changed by hand, `pulumi up --refresh` puts that right$/,
      );
      assert.deepEqual(centre.writes(), [CREATE]);
    }));

  it("is refused in any case when told so", () =>
    withPhones(async (centre) => {
      await campaign(centre);
      const { message } = await failureOf(campaign(centre, { ...winter, onExisting: "fail" }));
      assert.match(message, /campaign \d+ exists already, and onExisting is "fail"\. .* give this one another name/);
      assert.deepEqual(centre.writes(), [CREATE]);
    }));

  it("is not changed once it has started, is about to start, or has times of the day", () =>
    withPhones(async (centre) => {
      const times = { timeZone: "Asia/Shanghai", availableTimes: [{ start: "09:00", end: "18:00" }] };
      const fixed = { started: running(), "about to start": from(soon(60)), timed: { ...winter, ...times } };
      for (const [name, inputs] of Object.entries(fixed)) {
        await campaign(centre, { ...inputs, name }, name);
        const { message } = await failureOf(campaign(centre, { ...inputs, ...adopt, name, priority: 1 }, name));
        const why = name === "timed" ? /an update could lose them/ : /has started or starts within 2 minutes/;
        assert.match(message, why);
        assert.doesNotMatch(message, /set onExisting/);
      }
      assert.deepEqual([creates(centre), centre.writes().length], [3, 3]);
      assert.deepEqual(new Set(records(centre).map(({ priority }) => priority)), new Set([3]));
    }));

  it("says how it is dealt with, which is no change of it, also after its start", () =>
    withPhones(async (centre) => {
      const winters = await campaign(centre, running());
      centre.sim.calls.length = 0;
      assert.equal(await winters.change({ ...winters.inputs, ...adopt }), "update");
      assert.deepEqual(centre.writes(), []);
    }));
});
