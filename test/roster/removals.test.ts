import assert from "node:assert/strict";
import fc from "fast-check";
import { allowedRemovals, brake, lossesOf } from "../../provider/roster/removals";
import { people } from "../resources/roster/support";

const stock = fc.integer({ min: 0, max: 20_000 });

describe("the brake of a roster", () => {
  it("allows by default 10 %, raised to 2, cut to half, and always 1", () => {
    const table: [of: number, allowed: number][] = [
      ...([
        [0, 1],
        [1, 1],
        [2, 1],
        [3, 1],
        [4, 2],
        [5, 2],
        [19, 2],
        [20, 2],
        [29, 2],
        [30, 3],
        [99, 9],
      ] as [number, number][]),
      [10_000, 1000],
    ];
    for (const [of, allowed] of table) assert.equal(allowedRemovals(of, undefined), allowed, `of ${of}`);
    fc.assert(
      fc.property(stock, (of) => {
        const allowed = allowedRemovals(of, undefined);
        assert.ok(Number.isInteger(allowed) && allowed >= 1);
        assert.ok(allowed <= Math.max(1, of / 2), "never more than half, but 1");
        assert.ok(of < 4 || allowed >= 2);
        assert.ok(of < 20 || allowed === Math.floor(of / 10));
        assert.ok(allowedRemovals(of + 1, undefined) >= allowed, "more people never allow less");
      }),
    );
  });

  it("takes a number as it is, and a share of the stock to the last one, whatever binary fractions make of it", () => {
    fc.assert(
      fc.property(stock, fc.integer({ min: 0, max: 9_999 }), (of, hundredths) => {
        const share = `${hundredths / 100}%` as const;
        assert.equal(
          allowedRemovals(of, share),
          Number((BigInt(of) * BigInt(hundredths)) / 10_000n),
          `${share} of ${of}`,
        );
        assert.equal(allowedRemovals(of, hundredths), hundredths);
      }),
    );
    for (const all of ["100%", "unlimited"] as const) assert.equal(allowedRemovals(3, all), Number.POSITIVE_INFINITY);
    assert.equal(allowedRemovals(1000, "2.3%"), 23);
  });

  it("holds exactly where more would go than are allowed, people and memberships apart", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.nat(60), fc.nat(60), fc.nat(30), (n, go, bare, limit) => {
        const all = Array.from({ length: n }, (_, i) => ({
          mail: `p${i}@example.com`,
          name: "P",
          skills: { a: 1, b: 2 },
        }));
        const left = all.slice(Math.min(go, n));
        const now = left.map((person, i) => (i < bare ? { ...person, skills: { a: 1 } } : person));
        const losses = lossesOf(people(...all), people(...now), () => false);
        assert.equal(losses.people.length, Math.min(go, n));
        assert.equal(losses.memberships.length, Math.min(bare, left.length));
        assert.deepEqual(losses.of, { people: n, memberships: 2 * n });
        const stops = losses.people.length > limit || losses.memberships.length > limit;
        assert.equal(brake(losses, losses.of, limit, undefined) !== undefined, stops);
        assert.equal(brake(losses, losses.of, "100%", undefined), undefined);
        assert.deepEqual(
          lossesOf(people(...all), people(...now), () => true).people,
          [],
          "who keeps her account is no loss",
        );
      }),
    );
  });
});
