import assert from "node:assert/strict";
import fc from "fast-check";
import { formatId, parseId } from "../../provider/core/ids";
import { pathText } from "../../provider/core/issues";
import { nearest } from "../../provider/core/nearest";
import { hasUnknown, UNKNOWN } from "../../provider/core/unknown";
import { canonical, sameValue, shown, stripUndefined } from "../../provider/core/values";
import { noUndefined } from "./thing";

describe("core: values", () => {
  it("writes one text for one value, which is frozen: digests of it are stored", () => {
    const value = { b: [1, { z: null, a: "ü" }], a: undefined, B: true, "10": 1.5, "9": "x" };
    assert.equal(canonical(value), '{"9":"x","10":1.5,"B":true,"b":[1,{"a":"ü","z":null}]}');
    assert.equal(canonical(undefined), "null");
    assert.equal(canonical("text"), '"text"');
    assert.equal(canonical([undefined, 1]), "[null,1]");
  });

  it("finds values the same whatever the order of their members, and only those", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        assert.ok(sameValue(a, reversed(a)));
        const equal = JSON.stringify(a) === JSON.stringify(b);
        if (equal) assert.ok(sameValue(a, b));
        else if (sameValue(a, b)) assert.deepEqual(JSON.parse(canonical(a)), JSON.parse(canonical(b)));
      }),
    );
  });

  it("strips undefined at every depth and keeps everything else", () => {
    const kept = stripUndefined({ a: undefined, b: [1, undefined, { c: undefined, d: null }], e: "" });
    noUndefined(kept);
    assert.deepEqual(kept, { b: [1, { d: null }], e: "" });
  });

  it("finds an unknown at any depth", () => {
    assert.ok(hasUnknown({ a: [{ b: UNKNOWN }] }));
    assert.ok(!hasUnknown({ a: [{ b: `${UNKNOWN}!` }] }));
  });

  it("shows values shortly", () => {
    assert.equal(shown("a"), '"a"');
    assert.equal(shown(undefined), "nothing");
    assert.equal(shown(12n), "12");
    assert.equal(shown("x".repeat(500)).length, 118);
  });

  it("writes paths as Pulumi does", () => {
    assert.equal(pathText(["people", 3, "skills", "after sales"]), 'people[3].skills["after sales"]');
    assert.equal(pathText(["li@example.com", "name"]), '["li@example.com"].name');
  });

  it("guesses a mistyped word, and does not guess wildly", () => {
    const known = ["name", "nick", "phone", "skillGroups"];
    assert.equal(nearest("nmae", known), "name");
    assert.equal(nearest("SkillGroup", known), "skillGroups");
    assert.equal(nearest("colour", known), undefined);
    assert.equal(nearest("x", ["ab"]), undefined);
  });
});

describe("core: ids", () => {
  it("come back as they went, whatever the key holds", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1 }), fc.string({ minLength: 1 }), (sdkAppId, key) => {
        assert.deepEqual(parseId(formatId(sdkAppId, key)), { sdkAppId, key });
      }),
    );
    assert.equal(formatId(1400000000, "li@example.com"), "1400000000/li@example.com");
  });

  it("refuse what is none, with the form that is expected", () => {
    for (const id of ["", "li@example.com", "1400000000", "1400000000/", "/li"]) {
      assert.throws(
        () => parseId(id),
        (error: Error) =>
          error.message ===
          `the id ${JSON.stringify(id)} is not one of this provider: expected "<sdkAppId>/<key>", such as "1400000000/li@example.com"`,
      );
    }
  });
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, reversed(item)]),
  );
}
