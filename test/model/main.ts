import fc from "fast-check";
import type { Plain } from "../../provider/core/values";
import { several } from "../faults/product";
import { play, problemsOf, type Report } from "./run";
import { type Command, type Script, scripts } from "./script";

/**
 * `npm run soak`: TCCC_SOAK_RUNS (default 1,000) random scripts from seed TCCC_SOAK_SEED (default: the day) on. A script that
 * fails is made as short as it can be and shown. `npm run replay -- SEED` runs the script of one seed, shows its steps, and the shortest script if it fails.
 */

/** The script of a seed. */
export function scriptOf(seed: number): Script {
  return fc.sample(scripts, { seed, numRuns: 1 })[0]!;
}

export function shown({ dialect, lag, commands }: Script): string {
  return [`dialect ${dialect}, lag ${lag}`, ...commands.map((command) => JSON.stringify(command))].join("\n");
}

/** Most of their time is waiting. */
const AT_A_TIME = 4;
const SHRINKING_MS = 20_000;

/** What kind of problem a script ends in, such as "lost". */
const kindOf = (problems: readonly string[]): string | undefined => problems[0]?.split(":")[0];

/** An `up` that nothing disturbs. */
const calm = {
  ...{ fault: null, kill: null, refresh: false, other: null, failsAt: null, force: null, actor: null },
  ...{ parallel: false, existing: "adopt" as const },
};

/** What of an `up` disturbs it, with what it would be otherwise. */
function disturbing(command: Command): [string, unknown][] {
  const now: Plain = { ...command };
  return Object.entries(calm).filter(([key, value]) => Object.hasOwn(now, key) && now[key] !== value);
}

/**
 * The script without all that it fails without: any part of a script is one too. Whole stretches go first, then single
 * commands, then what disturbs an `up`; and all over again until nothing is left out any more.
 */
async function shortened(script: Script): Promise<Script> {
  const end = performance.now() + SHRINKING_MS;
  const kind = kindOf(problemsOf(await play(script))) ?? "";
  const fails = async (shorter: Script): Promise<boolean> =>
    problemsOf(await play(shorter)).some((one) => one.startsWith(kind));
  let left = script;
  const tryOut = async (shorter: Partial<Script>): Promise<boolean> => {
    if (performance.now() > end || !(await fails({ ...left, ...shorter }))) return false;
    left = { ...left, ...shorter };
    return true;
  };
  if (left.lag !== 0) await tryOut({ lag: 0 });
  if (left.dialect !== 0) await tryOut({ dialect: 0 });
  for (let before = ""; before !== shown(left) && performance.now() < end; ) {
    before = shown(left);
    for (let stretch = 16; stretch >= 1; stretch /= 2) {
      for (let at = left.commands.length - stretch; at >= 0; at -= stretch) {
        await tryOut({ commands: left.commands.toSpliced(at, stretch) });
      }
    }
    for (const at of left.commands.keys()) {
      for (const [key, value] of disturbing(left.commands[at]!)) {
        const other = { ...left.commands[at]!, [key]: value } as Command;
        await tryOut({ commands: left.commands.with(at, other) });
      }
    }
  }
  return left;
}

/** The script of a seed that fails, made as short as it can be, with what was wrong. */
export async function shortest(seed: number): Promise<string> {
  const script = await shortened(scriptOf(seed));
  return [
    `seed ${seed}: npm run replay -- ${seed}`,
    ...problemsOf(await play(script)),
    "the shortest script that fails:",
    shown(script),
  ].join("\n");
}

async function soak(): Promise<void> {
  const runs = Number(process.env.TCCC_SOAK_RUNS ?? 1000);
  const first = Number(process.env.TCCC_SOAK_SEED ?? Math.floor(Date.now() / 86_400_000) * 10_000);
  const sums = {
    lost: 0,
    doubled: 0,
    stuck: 0,
    secrets: 0,
    identity: 0,
    other: 0,
    ups: 0,
    faults: 0,
    kills: 0,
    calls: 0,
  };
  let done = 0;
  const tasks = Array.from({ length: runs }, (_, run) => async () => {
    const report = await play(scriptOf(first + run));
    for (const key of ["lost", "doubled", "stuck", "secrets", "identity", "other"] as const)
      sums[key] += report[key].length > 0 ? 1 : 0;
    for (const key of ["ups", "faults", "kills", "calls"] as const) sums[key] += report[key];
    if (problemsOf(report).length > 0) process.stderr.write(`\n${await shortest(first + run)}\n`);
    done += 1;
    if (done % 50 === 0) process.stderr.write(`${done} of ${runs}\n`);
  });
  await several(tasks, AT_A_TIME);
  const { lost, doubled, stuck, secrets, identity, other, ups, faults, kills, calls } = sums;
  process.stdout.write(`seeds from ${first}: ${ups} ups, ${faults} with a fault, ${kills} killed, ${calls} calls\n`);
  process.stdout.write(
    `${runs} runs, ${lost} lost, ${doubled} doubled, ${stuck} stuck, ${secrets} secrets, ${identity} identities, ${other} other\n`,
  );
  process.exitCode = lost + doubled + stuck + secrets + identity + other > 0 ? 1 : 0;
}

async function replay(seed: number): Promise<void> {
  const script = scriptOf(seed);
  process.stdout.write(`dialect ${script.dialect}\n`);
  const report: Report = await play(script, (line) => process.stdout.write(`${line}\n`));
  const problems = problemsOf(report);
  process.stdout.write(`${problems.length === 0 ? "all is as declared" : problems.join("\n")}\n`);
  if (problems.length > 0) process.stdout.write(`${await shortest(seed)}\n`);
  process.exitCode = problems.length > 0 ? 1 : 0;
}

if (require.main === module) {
  const [what, seed] = process.argv.slice(2);
  if (what === "replay" && !/^\d+$/.test(seed ?? "")) {
    process.stderr.write(`npm run replay -- SEED: expected the number of a seed, got ${seed ?? "nothing"}\n`);
    process.exitCode = 2;
  } else void (what === "replay" ? replay(Number(seed)) : soak());
}
