import assert from "node:assert/strict";
import { sameValue } from "../../provider/core/values";
import { liveUnder, resources } from "../resources/living";
import { type Promised, promises } from "../resources/promises";
import { type Reading, randomReadings, singleReadings, together } from "../resources/readings";
import { Ahead } from "./ahead";
import { affectedBy, askedSwitches } from "./asked";

/** So many of the random combinations run here; `npm run matrix` runs 200. */
const COMBINATIONS = 12;
const SEED = 20_261;

const all = promises();
const reached: Promised[] = [];

const whole: Reading[] = [
  ["the likeliest reading", {}],
  ...together.map((one): Reading => [Object.keys(one).join(", "), one]),
  ...randomReadings(SEED, COMBINATIONS),
];
const single = singleReadings();
const readings = [...whole, ...single];

/**
 * A switch alone is lived by those resources only that it can reach, and one that reaches none by itself in a combination;
 * `npm run matrix` has all of them live under each.
 */
const reach = askedSwitches();
const lives = new Ahead(readings, async (reading) => {
  const isSingle = single.includes(reading);
  const types = isSingle ? affectedBy(reading, await reach) : resources;
  const isCombined = (): boolean => whole.some(([, one]) => sameValue({ ...one, ...reading[1] }, one));
  assert.ok(types.length > 0 || isCombined(), "it reaches no resource, and is in no combination");
  return liveUnder(reading[1], all, types);
});

describe("resources under every reading of the documentation", function () {
  // Many lives at a time, on a machine that may be loaded.
  this.timeout(240_000);
  for (const [index, [name]] of readings.entries()) {
    it(`live their lives under ${name}`, async () => {
      const { promised } = await lives.at(index);
      reached.push(...promised);
    });
  }

  it("fail nowhere but where docs/guarantees.md says so, which is at most twelve places, each of them real", () => {
    const text = ({ reading, field }: Promised): string => `${reading.join(" with ")} ${field}`;
    assert.ok(all.length > 0 && all.length <= 12, `${all.length} places`);
    assert.deepEqual([...new Set(reached.map(text))].sort(), all.map(text).sort());
  });
});
