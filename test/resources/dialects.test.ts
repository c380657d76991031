import assert from "node:assert/strict";
import { liveUnder } from "./living";
import { type Promised, promises } from "./promises";
import { type Reading, randomReadings, singleReadings, together } from "./readings";

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

describe("resources under every reading of the documentation", function () {
  this.timeout(60_000);
  for (const [name, dialect] of readings) {
    it(`live their lives under ${name}`, async () => {
      const { promised } = await liveUnder(dialect, all);
      reached.push(...promised);
    });
  }

  it("fail nowhere but where docs/guarantees.md says so, which is at most twelve places, each of them real", () => {
    const text = ({ reading, field }: Promised): string => `${reading.join(" with ")} ${field}`;
    assert.ok(all.length > 0 && all.length <= 12, `${all.length} places`);
    assert.deepEqual([...new Set(reached.map(text))].sort(), all.map(text).sort());
  });
});
