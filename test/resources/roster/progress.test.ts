import assert from "node:assert/strict";
import { createProgress } from "../../../provider/resources/roster/progress";
import type { Context } from "../../../provider/resources/session";

describe("Roster: progress", () => {
  let now: number;
  let lines: string[];
  let calls: number;
  const begin = () => {
    now = 1_000_000;
    lines = [];
    calls = 500;
    const parts = {
      account: { calls: () => calls },
      clock: { now: () => now },
      log: { notice: (line: string) => lines.push(line) },
    };
    return createProgress(parts as unknown as Context, 'Roster "team"');
  };

  it("is told at most once in 10 seconds, with people done of all, calls a second and the time left", () => {
    const progress = begin();
    progress.expect(10_000);
    for (let done = 0; done < 6000; done++) {
      now += 10;
      calls += 2;
      progress.moved();
      progress.done();
    }
    assert.equal(lines.length, 6);
    assert.equal(lines[0], 'Roster "team": 999 of 10,000 people done, 200.0 calls a second, about 2 min left');
    assert.equal(lines[5], 'Roster "team": 5,999 of 10,000 people done, 200.0 calls a second, about 41 s left');
  });

  it("says nothing of what takes less, and no time left before anybody is done", () => {
    const progress = begin();
    progress.expect(10);
    now += 9_999;
    calls += 2;
    progress.moved();
    assert.deepEqual(lines, []);
    now += 1;
    progress.moved();
    assert.deepEqual(lines, ['Roster "team": 0 of 10 people done, 0.2 calls a second']);
  });

  it("never counts anybody twice who takes more than one round", () => {
    const progress = begin();
    progress.expect(100);
    for (let i = 0; i < 100; i++) progress.done();
    progress.expect(20);
    now += 10_000;
    progress.done();
    assert.deepEqual(
      lines.map((line) => line.replace(/,.*/, "")),
      ['Roster "team": 81 of 100 people done'],
    );
  });
});
