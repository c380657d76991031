import assert from "node:assert/strict";
import { ServiceError } from "../../provider/api/errors";
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
    assert.ok(seconds >= 3 && seconds < 7, `70 calls in ${seconds} s`);
  });

  it("does so too when the process stands still again and again", async () => {
    const at = await departures(20, 90, (nth) => {
      if (nth % 7 === 3) standStill(40 * (nth % 11));
    });
    assert.ok(mostInASecond(at) <= 20, `${mostInASecond(at)} in a second`);
  });

  it("lets others have their turn after a call was refused for the limit, and nobody of another action waits", async () => {
    const limit = createLimiter(1000);
    const refused = new ServiceError({
      ...{ action: "CreateStaff", code: "RequestLimitExceeded", serviceMessage: "Too many.", applied: "no" },
    });
    await assert.rejects(
      limit("CreateStaff", () => Promise.reject(refused)),
      ServiceError,
    );
    const began = performance.now();
    const waited = async (action: string): Promise<number> => limit(action, async () => performance.now() - began);
    const [same, also, other] = await Promise.all([
      waited("CreateStaff"),
      waited("CreateStaff"),
      waited("ModifyStaff"),
    ]);
    assert.ok(same >= 490 && also >= 490, `${same} ms and ${also} ms`);
    assert.ok(other < Math.min(same, also), `${other} ms`);
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
    // One after the other they would take two seconds.
    assert.ok(performance.now() - began < 1900);
  });
});
