import fc from "fast-check";
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

export function shown({ dialect, commands }: Script): string {
  return [`dialect ${dialect}`, ...commands.map((command) => JSON.stringify(command))].join("\n");
}

/** Most of their time is waiting. */
const AT_A_TIME = 4;
const SHRINKING_MS = 20_000;

const fails = async (script: Script): Promise<boolean> => problemsOf(await play(script)).length > 0;

/**
 * The script without all that it fails without: any part of a script is one too. Whole stretches go first, then single
 * commands, then what disturbs an `up`.
 */
async function shortened(script: Script): Promise<Script> {
  const end = performance.now() + SHRINKING_MS;
  let left = script;
  const tryOut = async (commands: Command[]): Promise<boolean> => {
    if (performance.now() > end || !(await fails({ ...left, commands }))) return false;
    left = { ...left, commands };
    return true;
  };
  if (left.dialect !== 0 && (await fails({ ...left, dialect: 0 }))) left = { ...left, dialect: 0 };
  for (let stretch = 16; stretch >= 1; stretch /= 2) {
    for (let at = left.commands.length - stretch; at >= 0; at -= stretch) {
      await tryOut(left.commands.toSpliced(at, stretch));
    }
  }
  for (const [at, command] of left.commands.entries()) {
    if (command.do !== "up") continue;
    for (const calm of [{ fault: null }, { kill: null }, { other: null }, { refresh: false }]) {
      await tryOut(left.commands.with(at, { ...(left.commands[at] as typeof command), ...calm }));
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
  const sums = { lost: 0, doubled: 0, stuck: 0, secrets: 0, other: 0, ups: 0, faults: 0, kills: 0, calls: 0 };
  let done = 0;
  const tasks = Array.from({ length: runs }, (_, run) => async () => {
    const report = await play(scriptOf(first + run));
    for (const key of ["lost", "doubled", "stuck", "secrets", "other"] as const)
      sums[key] += report[key].length > 0 ? 1 : 0;
    for (const key of ["ups", "faults", "kills", "calls"] as const) sums[key] += report[key];
    if (problemsOf(report).length > 0) process.stderr.write(`\n${await shortest(first + run)}\n`);
    done += 1;
    if (done % 50 === 0) process.stderr.write(`${done} of ${runs}\n`);
  });
  await several(tasks, AT_A_TIME);
  const { lost, doubled, stuck, secrets, other, ups, faults, kills, calls } = sums;
  process.stdout.write(`seeds from ${first}: ${ups} ups, ${faults} with a fault, ${kills} killed, ${calls} calls\n`);
  process.stdout.write(
    `${runs} runs, ${lost} lost, ${doubled} doubled, ${stuck} stuck, ${secrets} secrets, ${other} other\n`,
  );
  process.exitCode = lost + doubled + stuck + secrets + other > 0 ? 1 : 0;
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
