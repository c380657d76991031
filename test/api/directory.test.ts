import assert from "node:assert/strict";
import fc from "fast-check";
import { createDirectory, type Directory } from "../../provider/api/directory";
import { createLag } from "../../provider/api/lag";
import { mailKey } from "../../provider/api/mail";
import { createTicks } from "../../provider/api/shared-list";
import { type FakeClock, fakeClock } from "./fakes";

interface Row {
  mail: string;
  version: number;
}

/** A service that shows what it held when a list began, and takes `latency` to answer. */
function setUp(initial: Row[] = [], latency = 10) {
  const clock: FakeClock = fakeClock();
  const live = new Map(initial.map((row) => [row.mail, row]));
  const state = { lists: 0, inFlight: 0, mostInFlight: 0, fail: undefined as Error | undefined, latency };
  const directory: Directory<Row> = createDirectory<Row>({
    clock,
    lag: createLag(clock),
    ticks: createTicks(),
    keyOf: (row) => row.mail,
    normal: mailKey,
    list: async () => {
      state.lists++;
      state.mostInFlight = Math.max(state.mostInFlight, ++state.inFlight);
      const snapshot = [...live.values()];
      const { fail } = state;
      await clock.sleep(state.latency);
      state.inFlight--;
      if (fail) throw fail;
      return snapshot;
    },
    ask: async () => [],
    askSize: 1,
  });
  return { clock, live, state, directory };
}

const li: Row = { mail: "Li@example.com", version: 1 };

describe("api/directory", () => {
  it("serves 300 who ask at once by one list", async () => {
    const { directory, state } = setUp([li]);
    const found = await Promise.all(Array.from({ length: 300 }, () => directory.find(li.mail)));
    assert.ok(found.every((row) => row === li));
    assert.equal(state.lists, 1);
  });

  it("serves 300 pollers who ask at once by one list, and later ones by another", async () => {
    const { directory, state } = setUp([li]);
    await Promise.all(Array.from({ length: 300 }, () => directory.refind(li.mail)));
    assert.equal(state.lists, 1);
    await Promise.all(Array.from({ length: 300 }, () => directory.refind(li.mail)));
    assert.equal(state.lists, 2);
  });

  it("keeps a list for 60 s", async () => {
    const { directory, state, clock } = setUp([li]);
    await directory.find(li.mail);
    await clock.sleep(59_000);
    await directory.all();
    assert.equal(state.lists, 1);
    await clock.sleep(2000);
    await directory.find(li.mail);
    assert.equal(state.lists, 2);
  });

  it("asks again only for those whose key was written", async () => {
    const { directory, state } = setUp([li]);
    await directory.find(li.mail);
    directory.wrote("LI@example.com");
    await directory.find("chen@example.com");
    assert.equal(state.lists, 1);
    await directory.find(li.mail);
    assert.equal(state.lists, 2);
    await directory.all();
    assert.equal(state.lists, 2);
  });

  it("does not serve a list that was under way when the write ended", async () => {
    const { directory, state, live, clock } = setUp([]);
    const early = directory.find(li.mail);
    await clock.sleep(1);
    live.set(li.mail, li);
    directory.wrote(li.mail);
    assert.equal(await directory.find(li.mail), li);
    assert.equal(await early, undefined);
    assert.equal(state.lists, 2);
  });

  it("finds an exact mail first, else the only one without case, else none", async () => {
    const lower = { mail: "li@example.com", version: 2 };
    const { directory } = setUp([li, lower, { mail: "Chen@Example.com", version: 1 }]);
    assert.equal(await directory.find("Li@example.com"), li);
    assert.equal(await directory.find("li@example.com"), lower);
    assert.equal(await directory.find("LI@example.com"), undefined);
    assert.equal((await directory.find("chen@example.com"))?.mail, "Chen@Example.com");
  });

  it("gives a failed list to all who waited for it, and asks anew afterwards", async () => {
    const { directory, state } = setUp([li]);
    state.fail = new Error("refused");
    const asked = await Promise.allSettled([directory.find("a"), directory.find("b")]);
    assert.deepEqual(
      asked.map((each) => each.status),
      ["rejected", "rejected"],
    );
    state.fail = undefined;
    assert.equal(await directory.find(li.mail), li);
    assert.equal(state.lists, 2);
  });

  it("a pending list starts even when the one before it failed", async () => {
    const { directory, state, clock } = setUp([li]);
    state.fail = new Error("refused");
    const first = assert.rejects(directory.find(li.mail));
    await clock.sleep(1);
    state.fail = undefined;
    assert.equal(await directory.refind(li.mail), li);
    await first;
  });

  it("never shows what was there before the caller's last write, in any interleaving", async () => {
    const keys = ["a@example.com", "b@example.com", "c@example.com"];
    const step = fc.record({
      kind: fc.constantFrom("write", "find", "refind", "all", "fresh"),
      key: fc.constantFrom(...keys),
      pause: fc.integer({ min: 0, max: 12 }),
      takes: fc.integer({ min: 0, max: 20 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 25 }),
        fc.integer({ min: 1, max: 15 }),
        async (steps, latency) => {
          const { directory, live, clock, state } = setUp([], latency);
          const ended = new Map<string, number>();
          const at = (key: string) => live.get(key)?.version ?? 0;
          const running: Promise<void>[] = [];
          for (const { kind, key, pause, takes } of steps) {
            const needed = new Map(keys.map((each) => [each, ended.get(each) ?? 0]));
            const now = new Map(keys.map((each) => [each, at(each)]));
            running.push(
              (async () => {
                if (kind === "write") {
                  const version = at(key) + 1;
                  live.set(key, { mail: key, version });
                  await clock.sleep(takes);
                  directory.wrote(key);
                  ended.set(key, Math.max(ended.get(key) ?? 0, version));
                } else if (kind === "find") {
                  assert.ok(((await directory.find(key))?.version ?? 0) >= (needed.get(key) ?? 0));
                } else if (kind === "refind") {
                  assert.ok(((await directory.refind(key))?.version ?? 0) >= (now.get(key) ?? 0));
                } else {
                  const rows = await directory.all({ fresh: kind === "fresh" });
                  const bound = kind === "fresh" ? now : needed;
                  for (const each of keys) {
                    const version = rows.find((row) => row.mail === each)?.version ?? 0;
                    assert.ok(version >= (bound.get(each) ?? 0));
                  }
                }
              })(),
            );
            if (pause > 0) await clock.sleep(pause);
          }
          await Promise.all(running);
          assert.ok(state.mostInFlight <= 1);
        },
      ),
      { numRuns: 150 },
    );
  });
});
