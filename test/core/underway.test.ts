import assert from "node:assert/strict";
import type { Clock } from "../../provider/base/clock";
import { Underway } from "../../provider/core/underway";

describe("what is under way", () => {
  it("is told of all other types: now while one is at work, then when the last one ended", async () => {
    let now = 1000;
    const clock = { now: () => now } as Clock;
    const underway = new Underway();
    assert.equal(underway.lastBeside("SkillGroup", clock), 0);
    await underway.during("SkillGroup", clock, async () => assert.equal(underway.lastBeside("SkillGroup", clock), 0));
    const failing = underway.during("Staff", clock, async () => {
      await underway.during("Staff", clock, async () => undefined);
      now = 2000;
      assert.equal(underway.lastBeside("SkillGroup", clock), 2000, "one of two is still at work");
      now = 3000;
      throw new Error("no");
    });
    await assert.rejects(failing, /^Error: no$/);
    now = 9000;
    assert.equal(underway.lastBeside("SkillGroup", clock), 3000);
    assert.equal(underway.lastBeside("Staff", clock), 1000);
  });
});
