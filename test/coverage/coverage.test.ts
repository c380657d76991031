import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import * as tccc from "../../provider";
import { listCallRecords, listProtectedCallRecords as protectedOnes } from "../../provider/lookups/call-records";
import { withFake } from "../lookups/support";
import { type Coverage, type Field, isReached, leftOut, measure, neverSent, olderNames, readOnly } from "./coverage";
import { documentOf } from "./document";
import { actionNames, membersOf, places, root, rowType, specification, typeNames, typings } from "./page";

const page = Object.entries(specification.types);

describe('the page "Data Types"', () => {
  it("has 27 types with 211 fields, carried by 17 actions", () => {
    const fields = page.flatMap(([, { fields: one }]) => Object.keys(one));
    assert.deepEqual([page.length, fields.length, actionNames.length], [27, 211, 17]);
  });

  it("names fields and types that the vendor's typings have, as they have them", () => {
    for (const [type, { fields }] of page) {
      const today = new Map(membersOf(type).map((member) => [member.name, member.type]));
      for (const [field, form] of Object.entries(fields)) assert.equal(today.get(field), form, `${type}.${field}`);
    }
  });

  it("names actions that carry their types in the vendor's typings too", () => {
    for (const [type, { actions }] of page) {
      for (const action of actions) {
        const carried = ["Request", "Response"].flatMap((kind) => [...carriedBy(`${action}${kind}`)]);
        assert.ok(carried.includes(type), `${action} carries ${type}`);
      }
    }
  });

  it("lists values of fields that there are", () => {
    for (const field of Object.keys(specification.values)) {
      const [type, name] = field.split(".") as [string, string];
      assert.ok(specification.types[type]?.fields[name], field);
    }
  });
});

describe("coverage", () => {
  let coverage: Coverage;
  before(async function () {
    this.timeout(300_000);
    coverage = await measure();
  });
  const fieldsOf = (type: string): Field[] => coverage.types.find(({ name }) => name === type)!.fields;
  const all = (): Field[] => coverage.types.flatMap(({ fields }) => fields);

  for (const type of typeNames) {
    it(`${type}: every field can be reached, wherever the type stands, and shows what the service said`, () => {
      const fields = fieldsOf(type).filter(({ field }) => !(field in leftOut));
      assert.deepEqual(unreached(fields), []);
      for (const { field, found } of fields) {
        for (const one of found) {
          const where = `${field} of ${one.action}, by ${one.by}, at ${one.paths.join(", ") || "no path"}`;
          assert.ok(one.paths.length > 0 && one.shown, where);
          assert.deepEqual(one.unknown, [], `${where}: values without a word`);
        }
      }
    });
  }

  it("finds a field wherever an action of the page takes or shows it", () => {
    const missing = actionNames.flatMap((action) =>
      [`${action}Request`, `${action}Response`].flatMap((message) =>
        places(message)
          .map(({ field }) => field)
          .filter((field) => field.split(".")[0]! in specification.types)
          .filter((field) => !(field in leftOut) && !(message === "CreateStaffRequest" && field in readOnly))
          .filter((field) => !all().some((one) => one.field === field && one.found.some((f) => f.action === action)))
          .map((field) => `${field} of ${message}`),
      ),
    );
    assert.deepEqual([...new Set(missing)], []);
  });

  it("tells whatever an action of the page tells outside of its types", () => {
    const fields = coverage.actions.flatMap(({ tells }) => tells);
    assert.ok(fields.length > 0);
    assert.deepEqual(unreached(fields.filter(({ field }) => !(field.replace("Response.", ".") in olderNames))), []);
  });

  it("sends every member of a request of the page, but those with a reason", () => {
    const unsent = coverage.actions.flatMap(({ name, members, sent }) =>
      members.filter((member) => !sent.includes(member)).map((member) => `${name}.${member}`),
    );
    assert.deepEqual(unsent, Object.keys(neverSent));
  });

  for (const [action, ask] of Object.entries({
    DescribeTelCdr: listCallRecords,
    DescribeProtectedTelCdr: protectedOnes,
  })) {
    it(`${action}: records under the older name of their list are read too`, async () => {
      const row = { SessionId: "s1", Caller: "008613800138000", Time: 1_793_000_000 };
      for (const answer of [{ TelCdrs: [row] }, { TelCdrs: [row], TelCdrList: null }, { TelCdrList: [row] }]) {
        await withFake({ [action]: () => ({ ...answer, TotalCount: 1 }) }, async () => {
          const found = await ask({ from: Math.floor(Date.now() / 1000) - 60 });
          assert.deepEqual(
            found.map(({ sessionId, caller, timeSeconds }) => [sessionId, caller, timeSeconds]),
            [["s1", "008613800138000", 1_793_000_000]],
          );
        });
      }
    });
  }

  it("is of lookups and resources that the package exports, each lookup with its twin", () => {
    const named = (kind: "lookups" | "resources") => [...new Set(coverage.actions.flatMap((one) => one[kind]))];
    const exported = new Set(Object.keys(tccc));
    const wanted = [...named("lookups").flatMap((name) => [name, `${name}Output`]), ...named("resources")];
    assert.ok(wanted.length > 30, wanted.join());
    assert.deepEqual(
      wanted.filter((name) => !exported.has(name)),
      [],
    );
  });

  it("uses every action of the page", () => {
    const unused = coverage.actions.filter(({ lookups, resources }) => lookups.length + resources.length === 0);
    assert.deepEqual(unused, []);
  });

  it("gives a reason only for what nobody can reach", () => {
    for (const field of Object.keys(leftOut)) {
      const one = all().find((known) => known.field === field);
      assert.ok(one && !isReached(one), `${field} is reachable`);
    }
    for (const field of Object.keys(readOnly)) {
      const { found } = all().find((known) => known.field === field)!;
      assert.deepEqual([...new Set(found.map(({ direction }) => direction))], ["read"], field);
    }
    for (const name of Object.keys(olderNames)) {
      const [action, member] = name.split(".") as [string, string];
      assert.ok(
        membersOf(`${action}Response`).some((one) => one.name === member),
        name,
      );
    }
  });

  it("is what docs/coverage.md says", () => {
    const file = path.join(root, "docs/coverage.md");
    const written = existsSync(file) ? readFileSync(file, "utf8") : "";
    assert.equal(written, documentOf(coverage), "docs/coverage.md is out of date: run node tools/coverage.mjs");
  });
});

const unreached = (fields: readonly Field[]): string[] =>
  fields.filter((field) => !isReached(field)).map(({ field }) => field);

function carriedBy(type: string, seen = new Set<string>()): Set<string> {
  for (const member of typings.get(type) ?? []) {
    const row = rowType(member);
    if (row === undefined || seen.has(row)) continue;
    seen.add(row);
    carriedBy(row, seen);
  }
  return seen;
}
