import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Claim, claimsOf } from "../../bench/claims";
import type { Measure } from "../../bench/measure";
import { plotOf } from "../../bench/plot";
import { type Results, readmeWith } from "../../bench/readme";

const folder = join(__dirname, "../../bench");
const read = (name: string): string => readFileSync(join(folder, name), "utf8");
const results = JSON.parse(read("results.json")) as Results;

describe("bench/README.md", () => {
  it("shows the figures of results.json, and the plot is of them", () => {
    const text = read("README.md");
    assert.equal(readmeWith(text, results), text);
    assert.equal(read("first-up.svg"), plotOf(results.measures));
  });

  it("tells of a run in which every claim held", () => {
    const claims = claimsOf(results.measures, results.sdkLoop);
    assert.ok(claims.length >= 12, `${claims.length} claims`);
    assert.deepEqual(
      claims.filter(({ holds }) => !holds),
      [],
    );
  });
});

describe("the claims of the bench", () => {
  const failing = (change: (one: Measure) => void): Claim[] => {
    const measures = structuredClone(results.measures);
    for (const one of measures) if (one.kind === "provider") change(one);
    return claimsOf(measures, results.sdkLoop).filter(({ holds }) => !holds);
  };

  it("fail where the provider is slow, makes a call too many, is throttled, or needs too much memory", () => {
    const slow = failing((one) => {
      one.seconds *= 3;
      one.ratio = (one.ratio ?? 1) * 3;
    });
    assert.ok(slow.length >= 5, JSON.stringify(slow));
    const chatty = failing((one) => {
      for (const action of Object.keys(one.calls)) one.calls[action]! += 120;
    });
    assert.ok(chatty.length >= 4, JSON.stringify(chatty));
    const throttled = failing((one) => {
      one.throttled = 1;
    });
    assert.match(throttled.map(({ claim }) => claim).join("\n"), /refused for the limit/);
    const fat = failing((one) => {
      one.pluginMegabytes = 401;
    });
    assert.match(fat.map(({ claim }) => claim).join("\n"), /memory/);
  });
});
