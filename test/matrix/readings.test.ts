import assert from "node:assert/strict";
import { liveUnder } from "../resources/living";
import { type Promised, promises } from "../resources/promises";
import { type Reading, randomReadings, singleReadings, together } from "../resources/readings";
import { Ahead } from "./ahead";

/** So many of the random combinations run here; `npm run matrix` runs 200. */
const COMBINATIONS = 12;
const SEED = 20_261;

const all = promises();
const reached: Promised[] = [];

const readings: Reading[] = [
  ["the likeliest reading", {}],
  ...singleReadings(),
  ...together.map((one): Reading => [Object.keys(one).join(", "), one]),
  ...randomReadings(SEED, COMBINATIONS),
];

const lives = new Ahead(readings, ([, reading]) => liveUnder(reading, all));

describe("resources under every reading of the documentation", function () {
  this.timeout(60_000);
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
