import assert from "node:assert/strict";
import type { Dialect } from "../../provider/simulator";
import { liveUnder } from "./living";
import { type Promised, promises } from "./promises";
import { type Reading, randomReadings, singleReadings } from "./readings";

/** Readings that are harder together than each alone. */
const together: readonly Partial<Dialect>[] = [
  // What a change clears looks like what is never shown, and what is put back comes in another form.
  {
    modifyOmitted: "clear",
    modifyOmittedGroups: "clear",
    emptyTexts: "absent",
    emptyLists: "absent",
    phoneEcho: "plus",
  },
  // A task that is over answers with zeros.
  { stoppedListed: false, describeOneUnknown: "empty", stopGoesTo: "3-then-4" },
  { bindMode: "replace", rebind: "fails", unbindUnknown: "InvalidParameter", numberBindMode: "replace" },
  // The list shows who is deleted and nobody who is over, and only the list has a status.
  {
    campaignNewMembers: "absent",
    campaignDeletedListed: true,
    campaignEndedListed: false,
    describeOneUnknown: "empty",
  },
  { campaignAbortReady: "refuse", campaignAbortEnded: "InvalidParameterValue", campaignUpdateTimes: "clear" },
  { bindMode: "replace", rebind: "ignored", mailCase: "lowered", mailMatch: "ignoreCase", mailFilter: "fuzzy" },
];

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
    const text = ({ reading, field }: Promised): string => `${reading} ${field}`;
    assert.ok(all.length > 0 && all.length <= 12, `${all.length} places`);
    assert.deepEqual([...new Set(reached.map(text))].sort(), all.map(text).sort());
  });
});
