import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { newProject, type Project } from "../test/pulumi/harness";
import { repository } from "../test/pulumi/harness/suite";
import { FLOOR_HANDLER } from "./floor";
import { peakOfPlugin } from "./memory";
import { type Kind, programOf } from "./programs";
import { leastCalls, type Scenario, services } from "./scenarios";
import { type Calls, type Service, startService } from "./service";

/** What one step of one scenario took in one of the three ways. */
export interface Measure {
  scenario: string;
  service: Scenario["service"];
  checkpoints: boolean;
  people: number;
  shape: Scenario["shape"];
  step: string;
  kind: Kind;
  seconds: number;
  /** Of the floor in the same run. */
  ratio?: number;
  calls: Record<string, number>;
  least: number;
  throttled: number;
  /** Of the exported state, after the first up. */
  bytesPerPerson?: number;
  pluginMegabytes: number;
  /** Why it did not end well. */
  failed?: string;
}

export const steps = ["first up", "no-op preview", "refresh", "change 1 %", "destroy"] as const;

const PARALLEL = 64;
const LIMIT_MS = 20 * 60_000;

/** Each step in all ways one after the other, so that what disturbs the machine disturbs all alike. */
export async function measure(scenario: Scenario, tell: (line: Measure) => void): Promise<Measure[]> {
  const runs: Run[] = [];
  const found: Measure[] = [];
  try {
    for (const kind of scenario.kinds) runs.push(await prepare(kind, scenario));
    for (const step of steps) {
      const floor = { seconds: 0 };
      for (const run of runs) {
        if (run.failed) continue;
        const one = await takeStep(run, scenario, step);
        if (run.kind === "floor") floor.seconds = one.seconds;
        if (floor.seconds > 0) one.ratio = round(one.seconds / floor.seconds);
        found.push(one);
        tell(one);
      }
    }
  } finally {
    for (const { project, service } of runs) {
      await project.close();
      await service?.close();
    }
  }
  return found;
}

interface Run {
  kind: Kind;
  project: Project;
  service: Service | undefined;
  failed?: boolean;
}

async function prepare(kind: Kind, scenario: Scenario): Promise<Run> {
  const service = kind === "floor" ? undefined : await startService(services[scenario.service]);
  const env = { ...service?.env, ...(scenario.checkpoints ? {} : { PULUMI_SKIP_CHECKPOINTS: "true" }) };
  // Where the service has no limit, none of ours shall stand in for it.
  const limits: Record<string, string> = scenario.service === "fast" ? { "tccc:requestsPerSecond": "100000" } : {};
  const config = { ...limits, "tccc:maxDeletes": "100000" };
  const program = programOf(kind, { ...scenario, changed: false });
  const project = await newProject({ program, env, limitMs: LIMIT_MS, config });
  const modules = join(project.folder, "node_modules");
  // A client that is stored with a resource asks for all that it is made of.
  for (const name of readdirSync(join(repository, "node_modules"))) {
    if (!existsSync(join(modules, name))) symlinkSync(join(repository, "node_modules", name), join(modules, name));
  }
  mkdirSync(join(modules, "floor-bench"));
  writeFileSync(join(modules, "floor-bench/handler.js"), FLOOR_HANDLER);
  return { kind, project, service };
}

async function takeStep(run: Run, scenario: Scenario, step: (typeof steps)[number]): Promise<Measure> {
  const { kind, project, service } = run;
  if (step === "change 1 %") await project.setProgram(programOf(kind, { ...scenario, changed: true }));
  await service?.calls();
  const started = performance.now();
  let failed: string | undefined;
  const { megabytes } = await peakOfPlugin(() =>
    command(project, step).catch((error: unknown) => {
      failed = reasonIn(String(error));
      run.failed = true;
    }),
  );
  const seconds = round((performance.now() - started) / 1000);
  const { byAction, throttled }: Calls = (await service?.calls()) ?? { byAction: {}, throttled: 0 };
  const one: Measure = {
    ...{ scenario: scenario.name, service: scenario.service, checkpoints: scenario.checkpoints },
    ...{ people: scenario.count, shape: scenario.shape, step, kind, seconds },
    ...{ calls: byAction, least: kind === "floor" ? 0 : leastCalls(scenario, step), throttled },
    pluginMegabytes: megabytes,
    ...(failed === undefined ? {} : { failed }),
  };
  if (step === "first up" && !failed) {
    const { stdout } = await project.run(["stack", "export"]);
    one.bytesPerPerson = Math.round(stdout.length / scenario.count);
  }
  return one;
}

function command(project: Project, step: (typeof steps)[number]): Promise<unknown> {
  switch (step) {
    case "no-op preview":
      return project.preview({ parallel: PARALLEL });
    case "refresh":
      return project.refresh({ parallel: PARALLEL });
    case "destroy":
      return project.destroy({ parallel: PARALLEL });
    default:
      return project.up({ parallel: PARALLEL });
  }
}

/** The first line that says what went wrong. */
function reasonIn(text: string): string {
  const line = text.split("\n").find((one) => /error:|exceed|was still running/i.test(one)) ?? text.split("\n")[0]!;
  return line.trim().slice(0, 160);
}

export const round = (value: number): number => Math.round(value * 100) / 100;
