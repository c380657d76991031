import assert from "node:assert/strict";
import fc from "fast-check";
import { UserError } from "../../provider/base/errors";
import { createLog } from "../../provider/base/log";
import { type Job, type LoopOptions, RefusedThenAccepted, type View } from "../../provider/core/job";
import { NotReached, wasAccepted } from "../../provider/core/not-reached";
import { reconcile } from "../../provider/core/reconcile";

type Values = Record<string, number>;
type Step = { call: "create" } | { call: "set"; values: Values } | { call: "set one"; key: string; value: number };

/** A service in memory. All its times are in the milliseconds of the loop's own waits. */
interface Service {
  held: Values | undefined;
  /** Milliseconds after which a write shows. */
  lag: number;
  /** What becomes of the n-th call (from 0); "ok" when there is nothing for it. */
  fates: readonly Fate[];
  /** Whether `set` takes away what it does not name. */
  replaces: boolean;
}
type Fate = "ok" | "refused" | "doubtful, applied" | "doubtful, not applied" | "fatal" | Again;
/** Refused, and accepted in another spelling: for the object that is meant, or for one that nobody knows. */
type Again = "refused, then applied" | "refused, then passed over";

class Fails extends UserError {
  constructor(readonly fate: Fate) {
    super(`the service says ${fate}`);
  }
}

interface Played {
  result: Values | undefined;
  failure: NotReached<Values | undefined> | undefined;
  held: Values | undefined;
  /** What was sent, and when. */
  sent: { step: Step; at: number; fate: Fate }[];
  plans: number;
  waited: number;
}

async function play(start: Service, want: Values, planner = plan): Promise<Played> {
  let held = start.held;
  let now = 0;
  const shown: { at: number; value: Values | undefined }[] = [{ at: Number.NEGATIVE_INFINITY, value: held }];
  const sent: Played["sent"] = [];
  const rounds = new Set<number>();
  const options: LoopOptions = {
    clock: {
      now: () => now,
      scaled: (ms) => ms,
      sleep: async (ms) => {
        now += ms;
      },
    },
    log: createLog({}, () => undefined),
    judge: (error) => {
      const fate = (error as Fails).fate;
      return fate === "refused" ? "refused" : fate === "fatal" ? "fatal" : "doubtful";
    },
    explain: (doing, error) => `${doing} failed: ${(error as Error).message}`,
  };
  const job: Job<Values | undefined, Step> = {
    doing: "making it",
    observe: async () => structuredClone(shown.findLast(({ at }) => at <= now - start.lag)?.value),
    plan: (view) => planner(want, view),
    differences: ({ live }) =>
      Object.entries(want).flatMap(([key, value]) =>
        live?.[key] === value ? [] : [`${key}: wanted ${value}, found ${live?.[key]}`],
      ),
    apply: async (step) => {
      const drawn = start.fates[sent.length] ?? "ok";
      // What does not exist yet has one spelling.
      const fate = step.call === "create" && drawn.startsWith("refused, then") ? "refused" : drawn;
      sent.push({ step, at: now, fate });
      if (fate === "ok" || fate === "doubtful, applied" || fate === "refused, then applied") {
        held = applied(held, step, start.replaces);
        shown.push({ at: now, value: held });
      }
      if (fate.startsWith("refused, then")) throw new RefusedThenAccepted(new Fails("refused"));
      if (fate !== "ok") throw new Fails(fate);
    },
  };
  const played = (): Omit<Played, "result" | "failure"> => ({ held, sent, plans: rounds.size, waited: now });
  try {
    return { result: await reconcile(job, options), failure: undefined, ...played() };
  } catch (error) {
    if (!(error instanceof NotReached)) throw error;
    return { result: undefined, failure: error, ...played() };
  }
}

function applied(held: Values | undefined, step: Step, replaces: boolean): Values {
  if (step.call === "create") return held ?? {};
  if (step.call === "set") return replaces ? step.values : { ...held, ...step.values };
  return { ...held, [step.key]: step.value };
}

/** Sets what differs; where that took something away, each alone. */
function plan(want: Values, { live, round, tried }: View<Values | undefined, Step>): Step[] {
  if (!live) return [{ call: "create" }];
  const wrong = Object.keys(want).filter((key) => live[key] !== want[key]);
  if (wrong.length === 0) return [];
  // What this round sent may not show yet: only an earlier round is a reason for another way.
  if (!tried.some((attempt) => attempt.step.call === "set" && attempt.round < round)) {
    return [{ call: "set", values: Object.fromEntries(wrong.map((key) => [key, want[key]!])) }];
  }
  return wrong.map((key) => ({ call: "set one", key, value: want[key]! }));
}

const service = (more: Partial<Service> = {}): Service => ({ held: {}, lag: 0, fates: [], replaces: false, ...more });
const calls = ({ sent }: Played): string[] => sent.map(({ step }) => step.call);

describe("core: the loop observe, plan, apply, confirm", () => {
  it("sends nothing where nothing differs", async () => {
    assert.deepEqual(await play(service({ held: { a: 1, b: 2 } }), { a: 1 }), {
      ...{ result: { a: 1, b: 2 }, failure: undefined, held: { a: 1, b: 2 } },
      ...{ sent: [], plans: 0, waited: 0 },
    });
  });

  it("goes on at once from one call to the next that rests on it", async () => {
    const played = await play(service({ held: undefined }), { a: 1 });
    assert.deepEqual([calls(played), played.held, played.waited], [["create", "set"], { a: 1 }, 0]);
  });

  it("waits for a lagging service and sends nothing again meanwhile", async () => {
    const played = await play(service({ held: undefined, lag: 3000 }), { a: 1 });
    assert.deepEqual([calls(played), played.held], [["create", "set"], { a: 1 }]);
    assert.ok(played.waited >= 6000 && played.waited < 20_000, String(played.waited));
  });

  it("gives a call whose success does not show the time in which its other effects would", async () => {
    // What is set cannot be read; the call takes away what it does not name, and that shows after two seconds.
    const blind = (want: Values, { live, tried }: View<Values | undefined, Step>): Step[] => {
      if (tried.length === 0) return [{ call: "set", values: { unseen: 1 } }];
      return Object.keys(want).flatMap((key) =>
        live?.[key] === want[key] ? [] : [{ call: "set one" as const, key, value: want[key]! }],
      );
    };
    const played = await play(service({ held: { a: 1 }, lag: 2000, replaces: true }), { a: 1 }, blind);
    assert.deepEqual([calls(played), played.held], [["set", "set one"], { unseen: 1, a: 1 }]);
  });

  it("never creates twice, however long the object does not show", async () => {
    const played = await play(service({ held: undefined, lag: 1e9 }), { a: 1 });
    assert.deepEqual(calls(played), ["create"]);
    assert.equal(played.waited, 10_000);
    assert.ok(wasAccepted(played.failure, "create"));
  });

  for (const fate of ["refused", "doubtful, applied", "doubtful, not applied"] as const) {
    it(`never creates twice where the create is ${fate}`, async () => {
      const played = await play(service({ held: undefined, fates: [fate] }), { a: 1 });
      assert.deepEqual(calls(played).filter((call) => call === "create").length, 1);
      if (fate === "doubtful, applied") assert.deepEqual(played.held, { a: 1 });
      else assert.equal(played.failure!.message, `making it failed: the service says ${fate}`);
    });
  }

  it("plans another way where a call was refused, without waiting for what will not show", async () => {
    const played = await play(service({ fates: ["refused"] }), { a: 1, b: 2 });
    assert.deepEqual([calls(played), played.held, played.waited], [["set", "set one", "set one"], { a: 1, b: 2 }, 0]);
  });

  for (const lag of [0, 2000]) {
    it(`believes of a call that was refused, then accepted in another spelling, what comes to show after ${lag} ms`, async () => {
      const [wanted, start] = [
        { a: 1, b: 2 },
        { lag, held: { a: 0 } },
      ];
      const done = await play(service({ ...start, fates: ["refused, then applied"] }), wanted);
      assert.deepEqual([calls(done), done.held], [["set"], wanted]);
      const passed = await play(service({ ...start, fates: ["refused, then passed over"] }), wanted);
      assert.deepEqual([calls(passed), passed.held], [["set", "set one", "set one"], wanted]);
    });
  }

  it("waits for what was accepted where the call after it was refused", async () => {
    const both = (want: Values, view: View<Values | undefined, Step>): Step[] => {
      const steps = plan(want, view);
      return steps.length > 0 && view.round === 0 ? [...steps, { call: "set one", key: "z", value: 1 }] : steps;
    };
    const played = await play(service({ lag: 2000, fates: ["ok", "refused"] }), { a: 1 }, both);
    assert.deepEqual([calls(played), played.failure], [["set", "set one"], undefined]);
  });

  it("finds another way where the service reads a call otherwise", async () => {
    const played = await play(service({ held: { a: 1, b: 0 }, replaces: true }), { a: 1, b: 2, c: 3 });
    assert.deepEqual(calls(played), ["set", "set one"]);
    assert.deepEqual(played.held, { a: 1, b: 2, c: 3 });
  });

  it("tries a refused call again where others came before it", async () => {
    // Refused together with what is there; right once that was taken away.
    const steps: Step[][] = [
      [{ call: "set", values: { a: 1 } }],
      [{ call: "set one", key: "a", value: 0 }],
      [
        { call: "set one", key: "a", value: 0 },
        { call: "set", values: { a: 1 } },
      ],
    ];
    const planner = (want: Values, { live, round }: View<Values | undefined, Step>): Step[] =>
      live?.a === want.a ? [] : (steps[round] ?? []);
    const played = await play(service({ held: { a: 5 }, fates: ["refused"] }), { a: 1 }, planner);
    assert.deepEqual(calls(played), ["set", "set one", "set one", "set"]);
    assert.deepEqual(played.held, { a: 1 });
  });

  it("makes a call again that was seen to work and was undone by the next round's", async () => {
    // `set` takes away what it does not name: first c, unnoticed, then b, which its own call had set.
    const planner = (want: Values, { live, round }: View<Values | undefined, Step>): Step[] => {
      const set: Step = { call: "set", values: round === 0 ? { a: want.a! } : { a: want.a!, c: want.c! } };
      const one: Step = { call: "set one", key: "b", value: want.b! };
      const settled = live?.a === want.a && live?.c === want.c;
      return [...(settled ? [] : [set]), ...(live?.b === want.b ? [] : [one])];
    };
    const played = await play(service({ held: { a: 0, c: 3 }, replaces: true }), { a: 1, b: 2, c: 3 }, planner);
    assert.deepEqual(calls(played), ["set", "set one", "set", "set one"]);
    assert.deepEqual(played.held, { a: 1, b: 2, c: 3 });
  });

  it("ends at once where nobody else could fare better, with what is live so far", async () => {
    const played = await play(service({ held: undefined, fates: ["ok", "fatal"] }), { a: 1 });
    assert.deepEqual(calls(played), ["create", "set"]);
    assert.equal(played.failure!.message, "making it failed: the service says fatal");
    assert.deepEqual(played.failure!.live, {});
    assert.ok(wasAccepted(played.failure, "create"));
    assert.ok(!wasAccepted(played.failure, "set"));
  });

  it("says which field wanted what and found what, and what to do", async () => {
    const deaf = (want: Values, view: View<Values | undefined, Step>): Step[] =>
      view.live?.a === want.a ? [] : [{ call: "set", values: { b: view.tried.length } }];
    const played = await play(service({ held: { a: 5 } }), { a: 1 }, deaf);
    assert.equal(
      played.failure!.message,
      "making it: the service accepted every call, but what it shows is not what was declared. Still different: a: wanted 1, found 5. " +
        "Run `pulumi up` again if the service was slow; otherwise change it in the console",
    );
    assert.equal(played.sent.length, 3);
  });

  it("under any lag and any fate of any call: as wanted, or a failure; few calls, none repeated while it waits", () => {
    const fate = fc.constantFrom<Fate[]>(
      "ok",
      "ok",
      "ok",
      "refused",
      "doubtful, applied",
      "doubtful, not applied",
      "fatal",
      "refused, then applied",
      "refused, then passed over",
    );
    const values = fc.dictionary(fc.constantFrom("a", "b", "c"), fc.integer({ min: 1, max: 3 }));
    const services = fc.record({
      held: fc.option(values, { nil: undefined }),
      lag: fc.constantFrom(0, 50, 500, 3000, 9000, 30_000),
      fates: fc.array(fate, { maxLength: 5 }),
      replaces: fc.boolean(),
    });
    return fc.assert(
      fc.asyncProperty(services, values, async (start, want) => {
        const played = await play(start, want);
        if (!played.failure) for (const [key, value] of Object.entries(want)) assert.equal(played.result?.[key], value);
        if (!played.failure && start.lag <= 9000) {
          for (const [key, value] of Object.entries(want)) assert.equal(played.held?.[key], value);
        }
        const creates = played.sent.filter(({ step }) => step.call === "create");
        assert.ok(creates.length <= 1);
        assert.ok(played.sent.length <= 1 + 1 + 3 + 3, JSON.stringify(played.sent));
        assert.ok(played.waited <= 45_000);
        // The same call again, after it was accepted, only once the patience with the first was over.
        for (const [index, { step, fate: was, at }] of played.sent.entries()) {
          const later = played.sent
            .slice(index + 1)
            .find((other) => JSON.stringify(other.step) === JSON.stringify(step));
          if (later && was === "ok") assert.ok(later.at - at >= 10_000 || start.replaces, JSON.stringify(played.sent));
        }
      }),
      { numRuns: 3000 },
    );
  });
});
