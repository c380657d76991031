import assert from "node:assert/strict";
import { createSharedList, createTicks, type SharedList } from "../../provider/api/shared-list";
import { type FakeClock, fakeClock } from "./fakes";

/** A list that takes 20 ms, and when each of its loads began. */
function setUp(): { clock: FakeClock; list: SharedList<number>; began: number[]; ask(): Promise<number> } {
  const clock = fakeClock();
  const ticks = createTicks();
  const started = clock.now();
  const began: number[] = [];
  const load = async (): Promise<number> => {
    began.push(clock.now() - started);
    await clock.sleep(20);
    return began.length;
  };
  const list = createSharedList(load, ticks, clock);
  // Somebody who has just written something.
  return { clock, list, began, ask: () => list.after(ticks.next()) };
}

describe("api/shared-list", () => {
  it("lets ten lists follow one another at once, and then one in 750 ms", async () => {
    const { ask, began } = setUp();
    for (let time = 0; time < 15; time++) await ask();
    assert.ok(began[9]! < 300, `the tenth began after ${began[9]} ms`);
    const gaps = began.slice(11).map((at, index) => at - began[index + 10]!);
    for (const gap of gaps) assert.ok(gap > 500 && gap <= 770, `gaps ${gaps.join(", ")}`);
  });

  it("holds nothing back once many wait for it, and nobody pays for that later", async () => {
    const { ask, began, clock } = setUp();
    for (let time = 0; time < 10; time++) await ask();
    for (let time = 0; time < 30; time++) await Promise.all(Array.from({ length: 40 }, ask));
    const crowded = began.at(-1)!;
    assert.ok(crowded < 40 * 25, `30 lists for crowds took until ${crowded} ms`);
    const before = clock.now();
    await ask();
    assert.ok(clock.now() - before <= 800, `the next one alone waited ${clock.now() - before} ms`);
  });

  it("holds nothing back after a quiet time", async () => {
    const { ask, clock } = setUp();
    for (let time = 0; time < 12; time++) await ask();
    await clock.sleep(8_000);
    const before = clock.now();
    for (let time = 0; time < 10; time++) await ask();
    assert.ok(clock.now() - before < 300, `ten lists took ${clock.now() - before} ms`);
  });
});
