import assert from "node:assert/strict";
import fc from "fast-check";
import type { Range } from "../../provider/lookups/instants";
import { nextLength, type Outcome, walk, windowAt } from "../../provider/lookups/windows";

interface Row {
  id: number;
  at: number;
}

const lengths = { first: 100, longest: 900, shortest: 10 };

/** A service that holds rows and shows those of a window, with its end or without, in some order. */
function service(rows: readonly Row[], endIncluded: boolean, newestFirst: boolean) {
  const windows: Range[] = [];
  let held = 0;
  return {
    windows,
    mostHeld: () => held,
    read: async (window: Range, mayGiveUp: boolean) => {
      windows.push(window);
      const within = rows.filter(({ at }) => at >= window.from && (endIncluded ? at <= window.to : at < window.to));
      if (mayGiveUp && within.length > 20) return undefined;
      held = Math.max(held, within.length);
      return newestFirst ? within.toReversed() : within;
    },
  };
}

async function walked(range: Range, source: ReturnType<typeof service>): Promise<Row[]> {
  const found: Row[] = [];
  const how = { keyOf: ({ id }: Row) => String(id), timeOf: ({ at }: Row) => at, few: 5, many: 15 };
  for await (const row of walk<Row>(range, { lengths, read: source.read, ...how })) found.push(row);
  return found;
}

const instants = fc.array(fc.integer({ min: 0, max: 5000 }), { maxLength: 120 });
const rowsOf = (times: readonly number[]): Row[] => [...times].sort((a, b) => a - b).map((at, id) => ({ id, at }));

describe("walking over a range of time", () => {
  it("gives every row once and the oldest first, whether the end of a window counts or not", async () => {
    const property = fc.asyncProperty(instants, fc.boolean(), fc.boolean(), async (times, endIncluded, newestFirst) => {
      const rows = rowsOf(times);
      const found = await walked({ from: 0, to: 5001 }, service(rows, endIncluded, newestFirst));
      assert.deepEqual(
        found.map(({ at }) => at),
        rows.map(({ at }) => at),
      );
      assert.equal(new Set(found.map(({ id }) => id)).size, rows.length);
    });
    await fc.assert(property, { numRuns: 200 });
  });

  it("asks for windows that follow one another without a gap, none longer than allowed, and ends with the range", async () => {
    const ends = fc.tuple(fc.nat(3000), fc.nat(6000)).map(([from, more]) => ({ from, to: from + more }));
    const property = fc.asyncProperty(ends, instants, async (range, times) => {
      const source = service(rowsOf(times), true, true);
      await walked(range, source);
      let reached = range.from;
      for (const { from, to } of source.windows) {
        assert.equal(from, reached, "a window begins where those before it were read to");
        assert.ok(to - from <= lengths.longest && to <= range.to);
        // A window that was given up is followed by one from the same instant.
        const next = source.windows[source.windows.findIndex((one) => one.from === from && one.to === to) + 1];
        if (next?.from !== from) reached = to;
      }
      assert.equal(reached, range.to);
    });
    await fc.assert(property, { numRuns: 200 });
  });

  it("reads an instant by one window", async () => {
    const source = service([{ id: 1, at: 7 }], true, false);
    assert.deepEqual(await walked({ from: 7, to: 7 }, source), [{ id: 1, at: 7 }]);
    assert.equal(source.windows.length, 1);
  });

  it("gives both of two rows of one second at the edge of a window", async () => {
    const rows = [90, 100, 100, 100, 101].map((at, id) => ({ id, at }));
    const found = await walked({ from: 0, to: 1000 }, service(rows, true, true));
    assert.deepEqual(found.map(({ id }) => id).sort(), [0, 1, 2, 3, 4]);
  });

  it("holds little at once where much has happened, except within the shortest window", async () => {
    const busy = Array.from({ length: 5000 }, (_, id) => ({ id, at: 1000 + Math.floor(id / 2) }));
    const source = service(busy, true, true);
    assert.equal((await walked({ from: 0, to: 5000 }, source)).length, 5000);
    assert.ok(source.mostHeld() <= 22, `${source.mostHeld()} rows were held`);
    const crowd = Array.from({ length: 500 }, (_, id) => ({ id, at: 50 }));
    assert.equal((await walked({ from: 0, to: 5000 }, service(crowd, true, true))).length, 500);
  });

  it("strides over quiet times: half a year without anything costs few windows", async () => {
    const source = service([], true, true);
    const half = { first: 21_600, longest: 90 * 86_400 - 1, shortest: 60 };
    const how = { lengths: half, keyOf: () => "", timeOf: () => 0, few: 5, many: 15 };
    for await (const _ of walk<Row>({ from: 0, to: 180 * 86_400 }, { read: source.read, ...how })) assert.fail();
    assert.ok(source.windows.length <= 12, `${source.windows.length} windows`);
  });

  it("keeps the length of windows within its bounds", () => {
    const outcomes = fc.constantFrom<Outcome>("much", "little", "fitting", "too much");
    const property = fc.property(fc.array(outcomes), (seen) => {
      let length = lengths.first;
      for (const outcome of seen) {
        length = nextLength(length, outcome, lengths);
        assert.ok(length >= lengths.shortest && length <= lengths.longest);
        assert.ok(windowAt(5, { from: 0, to: 50 }, length).to <= 50);
      }
    });
    fc.assert(property);
  });
});
