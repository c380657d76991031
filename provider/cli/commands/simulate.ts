import { readFileSync } from "node:fs";
import { type Command, InvalidArgumentError } from "commander";
import type { Dialect, TrafficOptions } from "../../simulator";

interface Options {
  port: number;
  data?: string;
  latency: number;
  rate: number;
  dialect?: string;
  sdkAppId: number;
  traffic?: TrafficOptions;
  json?: boolean;
}

const examples = `
Examples:
  $ tccc simulate                              on a free port, empty, until Ctrl-C
  $ tccc simulate --port 8080 --data centre.json
                                               keeps its content in centre.json
  $ tccc simulate > centre.env &               in the background; then: . ./centre.env
  $ tccc simulate --traffic 2000               with call records, live calls and status, to develop a dashboard against
  $ tccc simulate --rate 0 --json              no rate limit; the environment as JSON`;

/** `tccc simulate`: the service on this machine, for programs to be tried against. */
export function simulate(program: Command): void {
  program
    .command("simulate")
    .description(
      "run a contact centre of your own on this machine, and print the environment that points clients to it",
    )
    .option("--port <number>", "port to listen on; 0 = any free one", whole(0, 65535), 0)
    .option("--data <file>", "keep the content in this JSON file over restarts; made if missing")
    .option("--latency <ms>", "delay of each answer in milliseconds", whole(0, 600_000), 0)
    .option("--rate <calls>", "calls per second and action; 0 = unlimited", whole(0, 1_000_000), 20)
    .option("--dialect <file>", "JSON file of switches: how to read what the service's documentation leaves open")
    .option("--sdk-app-id <number>", "the instance that exists", whole(1, Number.MAX_SAFE_INTEGER), 1400000000)
    .option(
      "--traffic <calls[:seed]>",
      "calls a day that the agents of the instance take; one takes some 80. Another seed makes other calls",
      traffic,
    )
    .option("--json", "print the environment as one JSON object")
    .addHelpText("after", examples)
    .action(run);
}

/** Half of the start of any other command would be spent on it. */
const simulator = () => require("../../simulator") as typeof import("../../simulator");

async function run(options: Options): Promise<void> {
  const sim = await simulator().startSimulator({
    port: options.port,
    latencyMs: options.latency,
    rate: options.rate,
    sdkAppId: options.sdkAppId,
    ...(options.traffic === undefined ? {} : { traffic: options.traffic }),
    ...(options.data === undefined ? {} : { dataFile: options.data }),
    ...(options.dialect === undefined ? {} : { dialect: readDialect(options.dialect) }),
  });
  const lines = Object.entries(sim.env).map(([name, value]) => `export ${name}=${value}`);
  process.stdout.write(`${options.json ? JSON.stringify(sim.env) : lines.join("\n")}\n`);
  process.stderr.write(`tccc simulate: listening on ${sim.url}; Ctrl-C stops it\n`);
  await stopSignal();
  await sim.close();
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
}

function readDialect(file: string): Dialect {
  try {
    return simulator().createDialect(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    throw new Error(`--dialect ${file}: ${(error as Error).message}`);
  }
}

/** Such as "2000" or "2000:7". */
function traffic(text: string): TrafficOptions {
  const [, callsPerDay, seed] = /^(\d{1,6})(?::(\d{1,9}))?$/.exec(text) ?? [];
  if (callsPerDay === undefined) {
    throw new InvalidArgumentError("Expected calls a day, up to 999999, and a seed if wanted: 2000 or 2000:7.");
  }
  return { callsPerDay: Number(callsPerDay), ...(seed === undefined ? {} : { seed: Number(seed) }) };
}

/** A parser of whole numbers from `least` to `most`. */
function whole(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`Expected a whole number from ${least} to ${most}.`);
  };
}
