import assert from "node:assert/strict";
import { ServiceError } from "../../provider/api/errors";
import { createOwnQuestion, type Listed } from "../../provider/api/own-question";
import { type FakeClock, fakeClock } from "./fakes";

interface World {
  clock: FakeClock;
  /** Ids that exist, and whether they live. */
  live: Map<number, boolean>;
  /** Those of them that the list leaves out. */
  hidden: Set<number>;
  /** How what does not exist is answered for. */
  absentAs: string;
  /** From when to when every question fails, and how. */
  outage: { from: number; to: number; code: string };
  /** Ids whose question always fails, and how. */
  broken: Map<number, string>;
  asked: number[];
}

/** Each question takes a second, as one that is asked again after internal errors does. */
function setUp(changes: Partial<World> = {}) {
  const clock = fakeClock();
  const world: World = {
    clock,
    live: new Map(),
    hidden: new Set(),
    absentAs: "InvalidParameterValue",
    outage: { from: 0, to: 0, code: "InternalError.DBError" },
    broken: new Map(),
    asked: [],
    ...changes,
  };
  const started = clock.now();
  const fail = (code: string): never => {
    throw new ServiceError({ action: "DescribeAutoCalloutTask", code, serviceMessage: "words", applied: "maybe" });
  };
  const ask = createOwnQuestion<{ id: number }>({
    clock,
    ask: async (id) => {
      world.asked.push(id);
      await clock.sleep(1000);
      const now = clock.now() - started;
      if (now >= world.outage.from && now < world.outage.to) fail(world.outage.code);
      const broken = world.broken.get(id);
      if (broken) fail(broken);
      if (world.live.has(id)) return { id };
      return world.absentAs === "empty" ? undefined : fail(world.absentAs);
    },
    list: async (): Promise<Listed[]> =>
      [...world.live].filter(([id]) => !world.hidden.has(id)).map(([id, lives]) => ({ id, lives })),
  });
  return { ask, world };
}

const absences = ["empty", "InvalidParameterValue", "InvalidParameter.X", "ResourceNotFound", "FailedOperation"];
absences.push("UnsupportedOperation", "InternalError", "InternalError.DBError");

describe("api/own-question: the service's answer for one object", () => {
  it("is the object where there is one", async () => {
    const { ask, world } = setUp({ live: new Map([[7, true]]) });
    assert.deepEqual(await ask(7), { id: 7 });
    assert.deepEqual(world.asked, [7]);
  });

  for (const absentAs of absences) {
    it(`says that there is none by ${absentAs}, with and without others that live`, async () => {
      for (const live of [new Map([[8, true]]), new Map([[8, false]]), new Map<number, boolean>()]) {
        assert.equal(await setUp({ absentAs, live }).ask(7), undefined);
      }
    });
  }

  it("is never absence while the service merely fails, whatever it answers for what does not exist", async () => {
    for (const absentAs of absences) {
      for (const code of ["InternalError.DBError", "InternalError", "FailedOperation"]) {
        for (const isHidden of [false, true]) {
          for (const to of [1500, 5000, 9000]) {
            const hidden = new Set(isHidden ? [7] : []);
            const live = new Map([...(isHidden ? [] : [[7, true] as const]), [8, true] as const]);
            if (isHidden) live.set(7, true);
            const { ask } = setUp({ absentAs, live, hidden, outage: { from: 0, to, code } });
            const answer = await ask(7).catch((error: unknown) => error);
            const text = `${absentAs}, ${code} for ${to} ms, ${isHidden ? "not listed" : "listed"}`;
            assert.ok(answer instanceof ServiceError || (answer as { id: number } | undefined)?.id === 7, text);
          }
        }
      }
    }
  });

  it("is never absence where only this object cannot be described", async () => {
    for (const absentAs of ["empty", "InvalidParameterValue", "FailedOperation"]) {
      const live = new Map([7, 8].map((id) => [id, true]));
      const { ask } = setUp({ absentAs, live, hidden: new Set([7]), broken: new Map([[7, "InternalError.DBError"]]) });
      await assert.rejects(ask(7), /^ServiceError: InternalError\.DBError/);
    }
  });

  it("is never absence for one that is listed as living, nor for one that is listed alone", async () => {
    for (const lives of [true, false]) {
      const { ask } = setUp({
        live: new Map([[7, lives]]),
        broken: new Map([[7, "InternalError.DBError"]]),
        absentAs: "InternalError.DBError",
      });
      await assert.rejects(ask(7), /InternalError\.DBError/);
    }
  });

  it("outlives an outage where nothing lives that could be asked for", async () => {
    const { ask } = setUp({
      live: new Map([[7, true]]),
      hidden: new Set([7]),
      outage: { from: 0, to: 8000, code: "InternalError.DBError" },
    });
    assert.deepEqual(await ask(7), { id: 7 });
  });

  it("hands on failures of every other kind", async () => {
    for (const code of ["Network.Broken", "AuthFailure.TokenFailure", "InvalidParameterValue.InstanceNotExist"]) {
      const { ask, world } = setUp({ absentAs: code });
      await assert.rejects(ask(7), ServiceError, code);
      assert.deepEqual(world.asked, [7]);
    }
  });
});
