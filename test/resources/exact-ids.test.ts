import assert from "node:assert/strict";
import { parseId } from "../../provider/core/ids";
import { urnOf } from "../core/thing";
import { app, withCentre } from "./centre";

const internal = (type: string) => ({ __provider: "text", __identity: urnOf(type, "it") });

const beyond = "9007199254740993";

describe("ids above 2^53 given by a program or an import", () => {
  it("are refused before any call, with the place", async () => {
    await withCentre({}, async ({ process, sim }) => {
      const run = process();
      const inputs = {
        mail: "li@example.com",
        skills: [{ skillGroupId: Number(beyond) }],
        skillGroupIds: [Number(beyond)],
      };
      const checked = await run.Extension.check!(
        {},
        { ...internal("Extension"), extensionId: "1001", name: "n", ...inputs },
      );
      const reasons = (checked.failures ?? []).map(({ property, reason }) => `${property}: ${reason}`).join("\n");
      assert.match(reasons, /skillGroupIds\[0\].*at most 9007199254740991/);
      assert.equal(sim.calls.length, 0);
    });
  });

  it("are refused by an import, and no other object is read in their place", async () => {
    await withCentre({}, async ({ process }) => {
      const run = process();
      for (const type of ["SkillGroup", "PredictiveDialingCampaign", "AutoCalloutTask"] as const) {
        const failure = await run[type].read!(`${app}/${beyond}`, internal(type)).catch(
          (error: Error) => error.message,
        );
        assert.match(
          String(failure),
          /expected a whole number up to 9007199254740991, got about 9007199254740992/,
          type,
        );
      }
      assert.throws(() => parseId(`${beyond}/li@example.com`), /names an instance above 9007199254740991/);
    });
  });
});
