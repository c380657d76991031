import assert from "node:assert/strict";
import { generator } from "../resources/readings";
import { passing } from "./kinds";
import { type LifeName, lives } from "./lives";
import { type Lived, live } from "./living";
import { allKinds, type Choice, everyCell, liveUnder, type Outcome, several } from "./product";

/**
 * TCCC_FAULTS=all strikes at every call with every kind; otherwise each life is lived so many times with a fault of one kind
 * or another at each of its verbs, always the same ones, and once with faults that cost a time-out.
 */
const ALL = process.env.TCCC_FAULTS === "all";
const SAMPLES = 4;
/** Lives under faults at random; TCCC_FAULT_SEED draws others. */
const RUNS = Number(process.env.TCCC_FAULT_RUNS ?? 1);
const SEED = Number(process.env.TCCC_FAULT_SEED ?? 20_261);
const CHANCE = 0.1;
/** What takes this long waits for time-outs, which cost no work. */
const AT_A_TIME = 3;

const quick = allKinds.filter(({ slow, env }) => !slow && !env);
const slow = allKinds.filter((kind) => kind.slow);

/** A fault at each verb of a life, or at some. */
function sampled(random: () => number, kinds: typeof allKinds, chance = 1): Choice {
  const chosen = new Map<number, ReturnType<Choice>>();
  return (verb, calls) => {
    if (!chosen.has(verb)) {
      const kind = kinds[Math.floor(random() * kinds.length)]!;
      const nth = 1 + Math.floor(random() * calls);
      chosen.set(verb, calls > 0 && random() < chance ? { kind, nth } : undefined);
    }
    return chosen.get(verb);
  };
}

function choices(undisturbed: Lived, name: string): [string, Choice][] {
  if (ALL) return [...everyCell(undisturbed)];
  const random = generator(SEED + name.length * 1000 + name.charCodeAt(0));
  const some = Array.from({ length: SAMPLES }, (_, run): [string, Choice] => [`sample ${run}`, sampled(random, quick)]);
  return [...some, ["time-outs", sampled(random, slow, 0.1)]];
}

const outcomes: Outcome[] = [];

/** One life under faults at random; the same for a seed, as far as calls come in the same order. */
function liveAtRandom(name: LifeName, undisturbed: Lived, seed: number): Promise<Lived> {
  const random = generator(seed);
  const disturb = (centre: Parameters<NonNullable<Parameters<typeof live>[1]>["before"] & object>[0]) => {
    const faults = passing.map((kind) => {
      const match = (): boolean => random() < CHANCE / passing.length;
      return { match, times: Number.POSITIVE_INFINITY, kind };
    });
    centre.sim.faults.push(...faults);
    return {
      ending: () => {
        centre.sim.faults.length = 0;
      },
    };
  };
  // A verb of many calls may meet several that it does not outlast.
  return live(name, { before: disturb, furtherRuns: 6 }, undisturbed);
}

/** What was not as it must be in the lives of one resource. */
async function troubles(name: LifeName): Promise<string[]> {
  const undisturbed = await live(name);
  if (undisturbed.problems.length > 0) return undisturbed.problems;
  const struck = choices(undisturbed, name).map(([title, choose]) => async () => {
    const outcome = await liveUnder(name, undisturbed, choose);
    outcomes.push(outcome);
    return outcome.problems.map((problem) => `${title}: ${problem}`);
  });
  const random = Array.from({ length: RUNS }, (_, run) => async () => {
    const { problems } = await liveAtRandom(name, undisturbed, SEED + run);
    return problems.map((problem) => `TCCC_FAULT_SEED=${SEED + run}: ${problem}`);
  });
  return (await several([...struck, ...random], AT_A_TIME)).flat();
}

describe("a fault at any call", function () {
  this.timeout(ALL ? 3_600_000 : 300_000);
  const names = Object.keys(lives) as LifeName[];
  const found = new Map<LifeName, Promise<string[]>>();
  before("live all lives at once: most of their time is waiting", () => {
    for (const name of names) {
      found.set(name, troubles(name));
      found.get(name)!.catch(() => undefined);
    }
  });
  for (const name of names) {
    it(`of ${name}: nothing is lost or doubled, each failure is one clear message, and the next run comes to its end`, async () => {
      assert.deepEqual(await found.get(name), []);
    });
  }

  it("did strike, and did make verbs fail", () => {
    const [met, failed] = (["met", "failed"] as const).map((key) => outcomes.reduce((sum, one) => sum + one[key], 0));
    console.log(`      ${met} faults of ${allKinds.length} kinds struck, ${failed} attempts failed`);
    assert.ok(met! > 300 && failed! > 100, `${met} struck, ${failed} failed`);
  });
});
