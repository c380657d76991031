/**
 * `npm run bench`: floor, provider and the way that Pulumi's documentation teaches, side by side. `-- --quick` is a look that
 * takes a minute; `-- --only 'Roster of 1,000'` runs the scenarios whose name holds that text. All of it takes about half an hour.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism, totalmem } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { claimsOf } from "./claims";
import { type Measure, measure } from "./measure";
import { plotOf } from "./plot";
import { type Results, readmeWith } from "./readme";
import { quick, scenarios } from "./scenarios";
import { sdkLoop } from "./sdk-loop";
import { rowOf, tableOf } from "./table";

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      quick: { type: "boolean" },
      only: { type: "string" },
      out: { type: "string" },
      keep: { type: "boolean" },
    },
  });
  const chosen = (values.quick ? quick : scenarios).filter(({ name, service }) =>
    `${name} ${service}`.includes(values.only ?? ""),
  );
  const tell = (one: Measure): void => console.error(rowOf(one).join(" | ").replaceAll("\n", ", "));
  const out = values.out ?? (values.quick ? undefined : __dirname);
  const file = out && path.join(out, "results.json");
  const measures: Measure[] =
    values.keep && file
      ? kept(
          file,
          chosen.map(({ name }) => name),
        )
      : [];
  for (const scenario of chosen) measures.push(...(await measure(scenario, tell)));
  const largest = chosen.some(({ count, service }) => count === 10_000 && service === "fast");
  const loop = largest ? await sdkLoop() : undefined;
  console.log(tableOf(measures));
  if (loop) console.log(`A bare loop on the SDK makes ${loop.calls} calls for 10,000 people in ${loop.seconds} s.`);
  for (const { claim, found, holds } of claimsOf(measures, loop)) {
    console.log(`${holds ? "holds" : "FAILS"}: ${claim}; found ${found}`);
  }
  if (!out || !file) return;
  mkdirSync(out, { recursive: true });
  const machine = {
    ...{ cores: availableParallelism(), memoryGiB: Math.round(totalmem() / 2 ** 30) },
    ...{ node: process.version, pulumi: require("@pulumi/pulumi/package.json").version as string },
  };
  const results: Results = { machine, ...(loop ? { sdkLoop: loop } : {}), measures };
  writeFileSync(file, `${JSON.stringify(results, undefined, 1)}\n`);
  writeFileSync(path.join(out, "first-up.svg"), plotOf(measures));
  const readme = path.join(__dirname, "README.md");
  writeFileSync(path.join(out, "README.md"), readmeWith(readFileSync(readme, "utf8"), results));
}

/** Results of an earlier run, without the scenarios that are measured anew. */
function kept(file: string, anew: readonly string[]): Measure[] {
  const { measures } = JSON.parse(readFileSync(file, "utf8")) as { measures: Measure[] };
  return measures.filter(({ scenario }) => !anew.includes(scenario));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
