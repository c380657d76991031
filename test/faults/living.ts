import assert from "node:assert/strict";
import type { CallRecord, Instance } from "../../provider/simulator";
import { type Centre, type Failure, withCentre } from "../resources/centre";
import { addBystanders, lifeIn } from "../resources/lives/life";
import { assertClear, assertKept } from "./clear";
import type { Ending } from "./kinds";
import { type LifeName, lives } from "./lives";
import { passwords } from "./more-lives";
import { type Verb, withNextRuns } from "./next-run";

/** Every wait takes a two-thousandth of its time. */
export const SCALE = 0.0005;

/** One verb of a life as it went: its calls, and what the service held afterwards. */
export interface Past {
  verb: Verb;
  calls: CallRecord[];
  held: string;
}

/** What disturbs a life. */
export interface Disturbance {
  /** The environment in which a verb is tried. */
  before?(
    centre: Centre,
    verb: number,
    run: number,
  ): { ending?: Ending; env?: NodeJS.ProcessEnv | undefined } | undefined;
  /** Further runs that a verb may need. Default 2. */
  furtherRuns?: number;
}

export interface Lived {
  past: Past[];
  /** What was not as it must be. */
  problems: string[];
  /** Attempts that failed. */
  failed: number;
}

/**
 * A whole life under disturbances. Where a verb fails, what Pulumi runs next is run. `undisturbed` is the same life without
 * them: after each verb the service must hold the same.
 */
export async function live(name: LifeName, disturbance: Disturbance = {}, undisturbed?: Lived): Promise<Lived> {
  const lived: Lived = { past: [], problems: [], failed: 0 };
  const dialect = { pauseInitial: "ok", campaignPauseReady: "ok" } as const;
  await withCentre({ dialect, env: { TCCC_TIME_SCALE: String(SCALE) } }, async (centre) => {
    addBystanders(centre);
    let ending: Ending | undefined;
    const problem = (verb: Verb, error: unknown): void => {
      const calls = centre.sim.calls.map(({ action, outcome, fault }) =>
        [action, fault ?? "", outcome].join(" ").trim(),
      );
      const told = error instanceof Error ? error.message : String(error);
      lived.problems.push(`${name}, verb ${lived.past.length} (${verb}): ${told}\n    calls: ${calls.join(", ")}`);
    };
    const noting = (verb: Verb, assertion: () => void): void => {
      try {
        assertion();
      } catch (error) {
        problem(verb, error);
      }
    };
    const around = withNextRuns(centre, {
      furtherRuns: disturbance.furtherRuns ?? 2,
      before(_, run) {
        const given = disturbance.before?.(centre, lived.past.length, run);
        ending = given?.ending;
        return given?.env;
      },
      after: async () => ending?.(),
      failed(verb, failure) {
        lived.failed += 1;
        noting(verb, () => assertClear(failure, secretsOf(centre)));
        if (failure.id !== undefined) noting(verb, () => assertKept(failure.properties!));
      },
      done(verb) {
        const calls = centre.sim.calls.splice(0);
        const now: Past = { verb, calls, held: held(centre.data) };
        const then = undisturbed?.past[lived.past.length];
        if (then) {
          noting(verb, () => assert.equal(now.held, then.held, "the service does not hold the same as undisturbed"));
          noting(verb, () => onlyOnce(now, then));
        }
        lived.past.push(now);
      },
    });
    const life = lifeIn(around, name);
    try {
      await lives[name](life);
    } catch (error) {
      lived.problems.push(`${name}, after verb ${lived.past.length}: ${describe(error)}`);
    }
    for (const [step, message] of Object.entries(life.failures))
      lived.problems.push(`${step}: did not end: ${message}`);
    for (const line of centre.lines) {
      const secret = secretsOf(centre).find((one) => line.includes(one));
      if (secret !== undefined) lived.problems.push(`${name}: a secret in the log: ${line}`);
    }
  });
  return lived;
}

/** What was made is made once: no create was carried out more often than it would have been. */
function onlyOnce(now: Past, then: Past): void {
  assert.deepEqual(made(now), made(then), "creates that were carried out");
}

/** People are made several at a time, and after a failure fewer at a time. */
function made({ calls }: Past): string[] {
  return calls
    .filter(({ action, applied }) => applied && action.startsWith("Create"))
    .flatMap(({ action, request }) => {
      const people = (request as { Staffs?: { Mail: string }[] }).Staffs;
      return people ? people.map(({ Mail }) => `${action} ${Mail}`) : [action];
    })
    .sort();
}

function describe(error: unknown): string {
  const { message, reasons } = error as Failure;
  return (reasons ?? [message]).join("\n");
}

/** What no message and no log line may hold: keys, passwords, and whom a task calls. */
function secretsOf({ sim, data }: Centre): string[] {
  const phones = [...data.extensions.values()].map(({ password }) => password);
  return [sim.env.TENCENTCLOUD_SECRET_KEY!, ...passwords, ...phones, ...CALLEES];
}

/** Of the lives' tasks and campaigns. */
const CALLEES = ["13800138000"];

/** Ids above this were given by the simulator, in the order of creation. */
const GIVEN = 5000;

/** All that the service holds, but for times, what it makes up, and how often a password was set. */
function held(data: Instance): string {
  const ids = new Map<number, string>();
  return JSON.stringify(
    data,
    (key, value: unknown) => {
      if (/^(lastModified|statusSince|created|endsAt|password.*|runs|sessions)$/.test(key)) return undefined;
      if (typeof value !== "number" || value <= GIVEN || value > GIVEN + 10_000) return value;
      if (!ids.has(value)) ids.set(value, `id ${ids.size + 1}`);
      return ids.get(value);
    },
    1,
  );
}
