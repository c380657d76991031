import assert from "node:assert/strict";
import { rangeOf, secondsOf } from "../../provider/lookups/instants";

const now = Date.parse("2026-11-22T12:00:00Z") / 1000;
const day = 86_400;

describe("instants in arguments", () => {
  it("may be dates, Unix seconds or ISO 8601 with an offset", () => {
    assert.equal(secondsOf("from", new Date(now * 1000 + 999)), now);
    assert.equal(secondsOf("from", now), now);
    assert.equal(secondsOf("from", "2026-11-22T20:00:00+08:00"), now);
    assert.equal(secondsOf("from", "2026-11-22T12:00Z"), now);
  });

  it("are refused by name where they could mean several things", () => {
    const forms = 'expected a Date, Unix seconds, or ISO 8601 with an offset or Z such as "2026-11-01T08:00:00+08:00"';
    const refused: [unknown, string][] = [
      ["2026-11-22", '"2026-11-22"'],
      ["2026-11-22T12:00:00", '"2026-11-22T12:00:00"'],
      ["yesterday", '"yesterday"'],
      [new Date("nonsense"), "an invalid Date"],
      [-1, "-1"],
      [1.5, "1.5"],
      [now * 1000, `${now * 1000} (these look like milliseconds)`],
    ];
    for (const [given, shown] of refused) {
      assert.throws(() => secondsOf("modifiedSince", given as string), {
        message: `modifiedSince: ${forms}, got ${shown}`,
      });
    }
  });

  it("make a range that ends now when no end is given", () => {
    assert.deepEqual(rangeOf(now - day, undefined, now, "180 days"), { from: now - day, to: now });
  });

  it("refuse an end before the start", () => {
    assert.throws(() => rangeOf(now, now - 1, now, "any"), {
      message: "to: 2026-11-22T11:59:59Z is before from: 2026-11-22T12:00:00Z",
    });
  });

  it("refuse what the service no longer knows, but not half a year to the second", () => {
    assert.throws(() => rangeOf(now - 181 * day, now, now, "180 days"), {
      message:
        "from: the service answers about the last 180 days only, so not before 2026-05-26T12:00:00Z, got 2026-05-25T12:00:00Z",
    });
    const { from } = rangeOf(now - 180 * day, now, now, "180 days");
    assert.ok(from > now - 180 * day && from - (now - 180 * day) <= 60, "a little later, since the call takes time");
    assert.equal(rangeOf(now - 400 * day, now, now, "any").from, now - 400 * day);
  });

  it("do not ask about years to come", () => {
    assert.ok(rangeOf(now, now + 4000 * day, now, "180 days").to <= now + day);
  });
});
