import assert from "node:assert/strict";
import { tool } from "./support";

describe("tools: the audit of dependencies", () => {
  const verdict = async (answer: unknown, stderr = "") => {
    const { verdict } = await tool("lib/audit.mjs");
    return verdict(typeof answer === "string" ? answer : JSON.stringify(answer), stderr) as {
      failed: boolean;
      text: string;
    };
  };
  const answer = (counts: Record<string, number>, vulnerabilities: object = {}) => ({
    vulnerabilities,
    metadata: { vulnerabilities: counts, dependencies: { prod: 60 } },
  });

  it("fails on a high or critical finding, and names it", async () => {
    const found = { ajv: { name: "ajv", severity: "high", range: "<8.1.0", fixAvailable: true } };
    const { failed, text } = await verdict(answer({ high: 1, low: 2 }, found));
    assert.ok(failed);
    assert.match(text, /high: ajv <8\.1\.0, `npm audit fix` mends it/);
    assert.ok((await verdict(answer({ critical: 1 }))).failed, "also when only counted");
  });

  it("passes on lesser ones and on none", async () => {
    const harmless: Record<string, number>[] = [{}, { low: 3, moderate: 1 }];
    for (const counts of harmless) assert.equal((await verdict(answer(counts))).failed, false);
  });

  it("says so when the registry could not be asked, which is no failure", async () => {
    const refused = { message: "405 Method Not Allowed - POST https://registry.example.com/", statusCode: 405 };
    for (const [said, stderr, expected] of [
      [refused, "", /could not be asked.*405 Method Not Allowed/],
      ["", "npm warn x\nnpm error network", /could not be asked.*npm error network/],
      ["<html>", "", /could not be asked.*no answer/],
    ] as const) {
      const { failed, text } = await verdict(said, stderr);
      assert.equal(failed, false);
      assert.match(text, expected);
    }
  });
});
