import assert from "node:assert/strict";
import { createLimiter } from "../../provider/api/limiter";

/** The most of these moments (milliseconds) within any second. */
function mostInASecond(at: readonly number[]): number {
  return Math.max(...at.map((from) => at.filter((time) => time >= from && time - from < 1000).length));
}

/** Keeps this process from doing anything else. */
function standStill(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

async function departures(perSecond: number, calls: number, disturb: (nth: number) => void): Promise<number[]> {
  const limit = createLimiter(perSecond);
  const at: number[] = [];
  await Promise.all(
    Array.from({ length: calls }, (_, nth) =>
      limit("CreateStaff", async () => {
        // As a request: it leaves when the process next has time for it.
        await new Promise((resolve) => setImmediate(resolve));
        at.push(performance.now());
        disturb(nth);
      }),
    ),
  );
  return at;
}

describe("the limiter", function () {
  this.timeout(30_000);

  it("lets no more calls of an action leave in a second than are allowed, and no fewer than it must", async () => {
    const at = await departures(20, 70, () => undefined);
    assert.ok(mostInASecond(at) <= 20, `${mostInASecond(at)} in a second`);
    const seconds = (at.at(-1)! - at[0]!) / 1000;
    assert.ok(seconds >= 3 && seconds < 4.5, `70 calls in ${seconds} s`);
  });

  it("does so too when the process stands still again and again", async () => {
    const at = await departures(20, 90, (nth) => {
      if (nth % 7 === 3) standStill(40 * (nth % 11));
    });
    assert.ok(mostInASecond(at) <= 20, `${mostInASecond(at)} in a second`);
  });

  it("holds back nobody of another action, and gives results and errors to whom they belong", async () => {
    const limit = createLimiter(1);
    const began = performance.now();
    const all = await Promise.allSettled([
      limit("A", async () => 1),
      limit("B", async () => 2),
      limit("C", () => Promise.reject(new Error("no"))),
    ]);
    assert.deepEqual(
      all.map((one) => (one.status === "fulfilled" ? one.value : String(one.reason))),
      [1, 2, "Error: no"],
    );
    assert.ok(performance.now() - began < 900);
  });
});
