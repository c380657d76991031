import assert from "node:assert/strict";
import { several } from "../faults/product";
import { scriptOf, shortest } from "./main";
import { play, problemsOf } from "./run";

/** The first of these seeds; `npm run soak` runs a thousand from the day's on. */
const FIRST = 1;
const RUNS = 40;

describe("random programs, edits, changes by hand, faults and kills", function () {
  this.timeout(600_000);
  it(`end as declared after at most three runs: nothing lost, nothing twice, no secret told (${RUNS} scripts)`, async () => {
    const sums = { ups: 0, faults: 0, kills: 0 };
    const runs = Array.from({ length: RUNS }, (_, run) => async () => {
      const report = await play(scriptOf(FIRST + run));
      for (const key of ["ups", "faults", "kills"] as const) sums[key] += report[key];
      return problemsOf(report).length > 0 ? FIRST + run : undefined;
    });
    // Most of their time is waiting.
    const failed = (await several(runs, 4)).find((seed) => seed !== undefined);
    if (failed !== undefined) assert.fail(await shortest(failed));
    const { ups, faults, kills } = sums;
    assert.ok(ups > RUNS && faults > RUNS / 2 && kills > RUNS / 4, JSON.stringify(sums));
  });
});
