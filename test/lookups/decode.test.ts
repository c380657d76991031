import assert from "node:assert/strict";
import fc from "fast-check";
import { bool, coded, id, instant, list, num, nums, spelled, text, texts } from "../../provider/lookups/decode";

describe("reading answers of the service", () => {
  it("reads numbers that come as texts, and nothing from nothing", () => {
    assert.deepEqual([num("42"), num(42), num(0), num("0")], [42, 42, 0, 0]);
    assert.deepEqual([num(null), num(undefined), num(""), num("x"), num({}), num([])], Array(6).fill(undefined));
    assert.deepEqual([id(0), id("0"), id(null), id("7")], [undefined, undefined, undefined, 7]);
  });

  it("reads switches in each of their spellings", () => {
    assert.deepEqual([true, 1, "1", "true"].map(bool), [true, true, true, true]);
    assert.deepEqual([false, 0, "0", "false"].map(bool), [false, false, false, false]);
    assert.deepEqual([null, undefined, 2, "maybe"].map(bool), Array(4).fill(undefined));
  });

  it("reads a list that is null or absent as empty, and leaves out what is no row", () => {
    const read = (value: unknown) => list(value as { A: string }[], (row) => text(row.A));
    assert.deepEqual([read(null), read(undefined), read("x")], [[], [], []]);
    assert.deepEqual(read([{ A: "a" }, null, 3, { B: 1 }]), ["a", ""]);
    assert.deepEqual(texts(["a", 1, null, ""]), ["a", "1"]);
  });

  it("reads ids from an array and from a text", () => {
    assert.deepEqual(nums("1000,1001"), [1000, 1001]);
    assert.deepEqual([nums(""), nums(null), nums(undefined)], [[], [], []]);
    assert.deepEqual(nums([1, "2", null]), [1, 2]);
  });

  it("keeps the seconds of an instant beside its date; 0 is none", () => {
    const read = { at: new Date("2026-11-01T00:00:00Z"), atSeconds: 1793491200 };
    assert.deepEqual(instant("at", 1793491200), read);
    assert.deepEqual(instant("at", "1793491200"), read);
    for (const none of [0, "0", null, undefined, "", "soon"]) assert.deepEqual(instant("at", none), {});
  });

  it("keeps the number of an enumeration beside its word, also of one without a word", () => {
    const words = { 0: "initial", 5: "paused" } as const;
    assert.deepEqual(coded("state", words, "5"), { state: "paused", stateCode: 5 });
    assert.deepEqual(coded("state", words, 77), { state: "unknown", stateCode: 77 });
    assert.deepEqual(coded("state", words, null), {});
    assert.equal(spelled(["notReady", "free"], "NOTREADY"), "notReady");
    assert.equal(spelled(["free"], "training"), "training");
  });

  it("breaks at nothing that an answer may hold", () => {
    const readers = [num, text, bool, nums, texts, id, (value: unknown) => instant("at", value)];
    const lists = (value: unknown) => list(value as object[], (row) => row);
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        for (const read of [...readers, lists]) read(value);
        const { at } = instant("at", value);
        assert.ok(at === undefined || !Number.isNaN(at.getTime()));
      }),
    );
  });
});
