import assert from "node:assert/strict";
import { createDialect, defaultDialect, dialectValues } from "../../provider/simulator";
import { campaigns } from "./dialect-campaigns";
import { groups } from "./dialect-groups";
import { reads } from "./dialect-reads";
import { records } from "./dialect-records";
import { staff } from "./dialect-staff";
import { type Cases, first, li, seed } from "./dialect-support";
import { tasks } from "./dialect-tasks";
import { writes } from "./dialect-writes";
import { app, withSimulator } from "./support";
import { now } from "./traffic-support";

const table: Cases = { ...writes, ...staff, ...groups, ...reads, ...tasks, ...campaigns, ...records };

describe("simulator: dialects", () => {
  for (const [name, [probe, ...cases]] of Object.entries(table)) {
    it(`reads ${name} in ${cases.length} ways`, async () => {
      const values = dialectValues[name]!;
      if (values.length > 0) assert.deepEqual(new Set(cases.map(([value]) => value)), new Set(values));
      for (const [value, expected] of cases) {
        // Those about calls need some, and a day on which they are known to come.
        const calls = name in records ? { traffic: { callsPerDay: 200 }, now: () => now * 1000 } : {};
        await withSimulator({ seed, dialect: createDialect({ [name]: value }), ...calls }, async ({ sim, client }) => {
          const groupsOfLi = () =>
            sim.data
              .instance(app)
              .staff.get("Li@example.com")!
              .skillGroups.map((one) => `${one.skillGroupId}:${one.priority}`)
              .join(" ");
          assert.deepEqual(await probe({ client, sim, groups: groupsOfLi }), expected, `${name}: ${value}`);
        });
      }
    });
  }

  it("refuses switches and values that do not exist", () => {
    assert.throws(
      () => createDialect({ bindmode: "add" }),
      /^Error: dialect: there is no switch "bindmode"; did you mean "bindMode"\?$/,
    );
    assert.throws(() => createDialect({ constructor: 1 }), /^Error: dialect: there is no switch "constructor"$/);
    assert.throws(
      () => createDialect({ rebind: "no" }),
      /^Error: dialect: rebind: expected updates, ignored, fails, got/,
    );
    assert.throws(() => createDialect({ writeDelayMs: -1 }), /expected a number of milliseconds, got -1/);
    assert.throws(() => createDialect([]), /a dialect is an object/);
    assert.deepEqual(createDialect({}), defaultDialect);
  });

  it("shows what was written once the delay has passed, and changes by hand before it at once", () => {
    let clock = 1_000_000;
    return withSimulator({ seed, now: () => clock, dialect: { writeDelayMs: 500 } }, async (setup) => {
      const named = async () => (await first({ ...setup, groups: () => "" }))?.Name;
      const centre = setup.sim.data.instance(app);
      centre.staff.get("Li@example.com")!.name = "by hand";
      assert.equal(await named(), "by hand");
      await setup.client.ModifyStaff({ ...li, Name: "first" });
      clock += 300;
      await setup.client.ModifyStaff({ ...li, Name: "second" });
      assert.equal(await named(), "by hand");
      clock += 300;
      assert.equal(await named(), "first");
      clock += 300;
      assert.equal(await named(), "second");
    });
  });
});
