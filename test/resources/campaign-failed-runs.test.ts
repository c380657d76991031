import assert from "node:assert/strict";
import type { Plain } from "../../provider/core/values";
import { campaign, creates, only, records, running, soon, type, UPDATE, withPhones } from "./campaigns";
import { type Centre, type Declared, failureOf } from "./centre";
import { winter } from "./lives/campaign";

const listA = { ...winter, callees: ["13800138000"] };
const listB = { ...winter, callees: ["13900139000", "13900139001"] };
const listC = { ...winter, callees: ["13700137000"] };

const always = Number.POSITIVE_INFINITY;

/** Whom the service calls, and whom the state says that it calls. */
function calls(centre: Centre, declared: Declared, inputs: Plain): void {
  const numbers = (inputs.callees as string[]).map((number) => `0086${number}`);
  assert.deepEqual(only(centre).callees, numbers, "the service");
  assert.deepEqual(declared.outs.callees, numbers, "the state");
  assert.equal(declared.outs.calleeCount, numbers.length);
  assert.equal(declared.outs.unsure, undefined);
}

describe("PredictiveDialingCampaign after a run that failed", () => {
  it("because it could not be paused calls the new list, once the program is corrected", () =>
    withPhones(async (centre) => {
      const declared = await campaign(centre, listA);
      const { message } = await failureOf(declared.change({ ...listA, paused: true }));
      assert.match(message, /Only a campaign in progress can be paused/);
      assert.equal(await declared.change(listB), "update");
      calls(centre, declared, listB);
      assert.deepEqual([creates(centre), await declared.drift(), await declared.change(listB)], [1, {}, "same"]);
    }));

  it("halfway calls whom the third run declares, whether it goes on, back or elsewhere", () =>
    withPhones(async (centre) => {
      for (const [third, isRefreshed] of [listA, listB, listC].flatMap((list) => [
        [list, false] as const,
        [list, true] as const,
      ])) {
        centre.data.campaigns.clear();
        const declared = await campaign(centre, listA);
        await failureOf(declared.change({ ...listB, paused: true }));
        assert.equal(only(centre).callees.length, 2);
        if (isRefreshed) await declared.refresh();
        await declared.change(third);
        calls(centre, declared, third);
        assert.equal(await declared.change(third), "same");
      }
    }));

  it("since its update was refused is as it was, in the service and in the state", () =>
    withPhones(async (centre) => {
      const declared = await campaign(centre, listA);
      const refusal = { action: UPDATE, kind: { code: "InvalidParameterValue", message: "not this" } } as const;
      centre.sim.faults.push({ ...refusal });
      assert.match((await failureOf(declared.change(listB))).message, /not this/);
      calls(centre, declared, listA);
      await declared.refresh();
      assert.equal(await declared.change(listA), "same");
      centre.sim.faults.push({ ...refusal });
      await failureOf(declared.change(listB));
      await declared.refresh();
      assert.equal(await declared.change(listB), "update");
      calls(centre, declared, listB);
    }));

  for (const kind of ["reset-before", "reset-after", "internal"] as const) {
    it(`with an update of which nobody knows calls whom the next declares, also after a refresh: ${kind}`, () =>
      withPhones(async (centre) => {
        for (const [next, isRefreshed] of [listA, listB, listC].flatMap((list) => [
          [list, false] as const,
          [list, true] as const,
        ])) {
          centre.data.campaigns.clear();
          const declared = await campaign(centre, listA);
          centre.sim.faults.push({ action: UPDATE, times: always, kind });
          await failureOf(declared.change(listB));
          centre.sim.faults.length = 0;
          if (isRefreshed) {
            assert.deepEqual(Object.keys(await declared.drift()), ["callees"]);
            await declared.refresh();
          }
          assert.equal(await declared.change(next), "update");
          calls(centre, declared, next);
          assert.deepEqual([await declared.drift(), await declared.change(next)], [{}, "same"]);
        }
      }));
  }

  it("with such an update, and a start since, is taken as it is with a notice, also after a refresh", () =>
    withPhones(async (centre) => {
      const declared = await campaign(centre, listA);
      centre.sim.faults.push({ action: UPDATE, times: always, kind: "reset-before" });
      await failureOf(declared.change(listB));
      centre.sim.faults.length = 0;
      Object.assign(only(centre), { status: 1, runs: [{ from: soon(0), to: null }] });
      await declared.refresh();
      centre.sim.calls.length = 0;
      assert.equal(await declared.change(listB), "update");
      assert.equal(centre.said("whom it calls is not certain").length, 1);
      assert.deepEqual([centre.writes(), await declared.change(listB)], [[], "same"]);
    }));

  it("with such an update is replaced by another run, and only the new one lives", () =>
    withPhones(async (centre) => {
      const declared = await campaign(centre, listA);
      centre.sim.faults.push({ action: UPDATE, times: always, kind: "reset-after" });
      await failureOf(declared.change(listB));
      centre.sim.faults.length = 0;
      assert.equal(await declared.change({ ...listA, run: "2" }), "replace");
      calls(centre, declared, listA);
    }));

  it("in the middle of its replacement is replaced by the next, or put back, and lives once", () =>
    withPhones(async (centre) => {
      const timed = { ...listA, timeZone: "Asia/Shanghai" };
      for (const action of [`Abort${type}`, `Delete${type}`]) {
        for (const kind of ["internal", "reset-after", { code: "InvalidParameterValue" }] as const) {
          centre.data.campaigns.clear();
          const declared = await campaign(centre, listA);
          centre.sim.faults.push({ action, times: always, kind });
          await declared.change(timed).catch(() => undefined);
          centre.sim.faults.length = 0;
          await declared.change(timed);
          assert.deepEqual(
            [records(centre).length, only(centre).timeZone, only(centre).status],
            [1, "Asia/Shanghai", 0],
          );
        }
      }
    }));

  it("that changed run while it ran dials the new one only when told, and once", () =>
    withPhones(async (centre) => {
      const inputs = running();
      const declared = await campaign(centre, inputs);
      centre.sim.faults.push({ action: `Delete${type}`, times: always, kind: { code: "InvalidParameterValue" } });
      await failureOf(declared.change({ ...inputs, run: "2" }));
      centre.sim.faults.length = 0;
      // Put back: what was stopped stays so, and nobody is called again.
      assert.equal(await declared.change(inputs), "same");
      assert.equal(creates(centre), 1);
      assert.equal(await declared.change({ ...inputs, run: "2" }), "replace");
      assert.deepEqual([creates(centre), only(centre).status], [2, 1]);
    }));
});
