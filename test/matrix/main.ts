import Table from "cli-table3";
import { type Dialect, defaultDialect } from "../../provider/simulator";
import { type LifeName, liveUnder, resources } from "../resources/living";
import { type Promised, promises } from "../resources/promises";
import { type Reading, randomReadings, singleReadings, switches, together } from "../resources/readings";
import { Ahead } from "./ahead";

/**
 * `npm run matrix`: the life of every resource under every reading of the documentation, as a table.
 *
 * TCCC_MATRIX_ONLY runs the readings whose name it matches, such as `combination (8|16) `.
 * TCCC_MATRIX_COMBINATIONS (default 200) random combinations are drawn with TCCC_MATRIX_SEED (default: the day),
 * which is printed. The exit code is 1 where a life ends neither as declared nor as docs/guarantees.md says.
 */

interface Row {
  name: string;
  /** By resource: empty where all went as declared, else what did not. */
  cells: ReadonlyMap<LifeName, string>;
  calls: number;
  steps: number;
  problems: readonly string[];
}

const all = promises();
const seed = number("TCCC_MATRIX_SEED", Math.floor(Date.now() / 86_400_000));
const combinations = number("TCCC_MATRIX_COMBINATIONS", 200);

function number(variable: string, otherwise: number): number {
  const text = process.env[variable];
  if (text === undefined || text === "") return otherwise;
  if (!/^\d{1,9}$/.test(text)) throw new Error(`${variable}: expected a whole number, got "${text}"`);
  return Number(text);
}

/** What a promise is about. */
function typeOf({ field }: Promised): LifeName {
  return field.split(".")[0] as LifeName;
}

async function rowOf([name, dialect]: Reading): Promise<Row> {
  const problems: string[] = [];
  const cells = new Map<LifeName, string>();
  const run = async (types: readonly LifeName[]): Promise<Pick<Row, "calls" | "steps">> => {
    const { promised, calls, steps } = await liveUnder(dialect, all, types);
    for (const one of promised) cells.set(typeOf(one), "as promised");
    return { calls, steps };
  };
  try {
    return { name, cells, problems, ...(await run(resources)) };
  } catch (failure) {
    // Each by itself, to tell whose it is.
    const sums = { calls: 0, steps: 0 };
    for (const type of resources) {
      try {
        const { calls, steps } = await run([type]);
        sums.calls += calls;
        sums.steps += steps;
      } catch (error) {
        cells.set(type, "FAILED");
        problems.push(`${name}, ${type}: ${(error as Error).message}\n  ${unlikely(dialect)}`);
      }
    }
    if (problems.length === 0) {
      const told = (failure as Error).message;
      problems.push(`${name}, with all resources at once only: ${told}\n  ${unlikely(dialect)}`);
    }
    return { name, cells, problems, ...sums };
  }
}

/** A dialect without what is the likeliest anyway. */
function unlikely(dialect: Partial<Dialect>): string {
  const likely = defaultDialect as unknown as Record<string, unknown>;
  return JSON.stringify(Object.fromEntries(Object.entries(dialect).filter(([name, value]) => value !== likely[name])));
}

/** One line for each switch, and one for all combinations. */
function tableOf(rows: readonly Row[]): string {
  const table = new Table({ head: ["reading", ...resources], style: { head: [], border: [], compact: true } });
  const shown = (row: Row): string[] => resources.map((type) => row.cells.get(type) ?? "ok");
  const combined = rows.filter(({ name }) => name.startsWith("combination"));
  for (const row of rows) if (!combined.includes(row)) table.push([row.name, ...shown(row)]);
  const counted = resources.map((type) => {
    const cells = combined.map(({ cells }) => cells.get(type) ?? "ok");
    return ["ok", "as promised", "FAILED"]
      .map((kind) => [cells.filter((cell) => cell === kind).length, kind] as const)
      .filter(([count]) => count > 0)
      .map(([count, kind]) => `${count} ${kind}`)
      .join(", ");
  });
  if (combined.length > 0) table.push([`${combined.length} random combinations`, ...counted]);
  return table.toString();
}

async function main(): Promise<void> {
  const began = performance.now();
  const hard = together.map((dialect: Partial<Dialect>): Reading => [Object.keys(dialect).join(" + "), dialect]);
  const readings: Reading[] = [
    ["the likeliest", {}],
    ...singleReadings(),
    ...hard,
    ...randomReadings(seed, combinations),
  ].filter(([name]) => new RegExp(process.env.TCCC_MATRIX_ONLY ?? "").test(name as string)) as Reading[];
  const rows: Row[] = [];
  const lives = new Ahead(readings, rowOf);
  for (const index of readings.keys()) {
    rows.push(await lives.at(index));
    if (process.stderr.isTTY) process.stderr.write(`\r${rows.length} of ${readings.length} readings`);
  }
  if (process.stderr.isTTY) process.stderr.write("\n");
  const problems = rows.flatMap((row) => row.problems);
  const values = switches.reduce((sum, [, each]) => sum + each.length, 0);
  const sum = (of: (row: Row) => number): number => rows.reduce((total, row) => total + of(row), 0);
  const promised = sum(({ cells }) => [...cells.values()].filter((cell) => cell === "as promised").length);
  process.stdout.write(`${tableOf(rows)}\n`);
  for (const problem of problems) process.stdout.write(`\n${problem}\n`);
  process.stdout.write(
    [
      `${switches.length} switches with ${values} values; ${resources.length} resources; ${combinations} random combinations of seed ${seed}`,
      `${rows.length} readings, ${sum((row) => row.steps)} steps, ${sum((row) => row.calls)} calls, ${Math.round((performance.now() - began) / 1000)} s`,
      `${rows.length * resources.length} lives: ${promised} ended in a failure that docs/guarantees.md lists, ${problems.length} failed`,
      "",
    ].join("\n"),
  );
  process.exitCode = problems.length > 0 ? 1 : 0;
}

void main();
