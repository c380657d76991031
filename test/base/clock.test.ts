import assert from "node:assert/strict";
import { systemClock } from "../../provider/base/clock";
import { UserError } from "../../provider/base/errors";

describe("base: clock", () => {
  it("scales every wait, and no timestamp", async () => {
    const clock = systemClock({ TCCC_TIME_SCALE: "0.001" });
    assert.equal(clock.scaled(10_000), 10);
    const before = Date.now();
    await clock.sleep(20_000);
    const took = Date.now() - before;
    assert.ok(took >= 19 && took < 10_000, `${took} ms`);
    assert.ok(Math.abs(clock.now() - Date.now()) < 1000);
  });

  it("waits as it is told where nothing is set", () => {
    assert.equal(systemClock({}).scaled(1500), 1500);
    assert.equal(systemClock({ TCCC_TIME_SCALE: "" }).scaled(1500), 1500);
  });

  for (const text of ["0", "-1", "11", "fast", "NaN"]) {
    it(`refuses a scale of ${text}`, () => {
      assert.throws(
        () => systemClock({ TCCC_TIME_SCALE: text }),
        new UserError(`TCCC_TIME_SCALE: expected a number from 0.0001 to 10, got "${text}"`),
      );
    });
  }
});
