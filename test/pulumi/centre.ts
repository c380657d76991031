import assert from "node:assert/strict";
import {
  type CallRecord,
  type ExtensionRecord,
  type Instance,
  type Simulator,
  type SimulatorOptions,
  type SkillGroupRecord,
  type StaffRecord,
  startSimulator,
} from "../../provider/simulator";
import {
  newProject,
  type Project,
  type ProjectOptions,
  type ResourceState,
  type Result,
  type Step,
  type UpOptions,
} from "./harness";

/** The instance of the simulator, and its prefix in every id. */
export const APP = 1400000000;

export interface CentreOptions extends Partial<Omit<ProjectOptions, "program">> {
  /** What the program declares; see `program`. Default: nothing. */
  body?: string;
  /** Default: no rate limit, so that only tests about it wait for it. */
  simulator?: SimulatorOptions;
}

/** The source of a program: `body` with `tccc`, `pulumi` and `config` at hand. */
export function program(body: string): string {
  return [
    'const pulumi = require("@pulumi/pulumi");',
    'const tccc = require("pulumi-tccc");',
    "const config = new pulumi.Config();",
    body,
    "",
  ].join("\n");
}

/** A day from the start of the tests, in Unix seconds: a callout task that does not ring. */
export const SOON = Math.floor(Date.now() / 1000) + 86_400;

/** A contact centre and a project that manages it. */
export class Centre {
  constructor(
    readonly sim: Simulator,
    readonly project: Project,
  ) {}

  /** What the service holds; what is changed here was changed by hand. */
  get live(): Instance {
    return this.sim.data.instance(APP);
  }

  staff(mail: string): StaffRecord {
    return present(this.live.staff.get(mail), `an account ${mail}`, [...this.live.staff.keys()]);
  }

  group(name: string): SkillGroupRecord {
    const groups = [...this.live.skillGroups.values()];
    return present(
      groups.find((one) => one.name === name),
      `a group "${name}"`,
      groups.map((one) => one.name),
    );
  }

  extension(id: string): ExtensionRecord {
    return present(this.live.extensions.get(id), `an extension ${id}`, [...this.live.extensions.keys()]);
  }

  /** Her groups by name, with priorities. */
  skillsOf(mail: string): Record<string, number> {
    const named = this.staff(mail).skillGroups.map(({ skillGroupId, priority }) => {
      return [this.live.skillGroups.get(skillGroupId)?.name ?? String(skillGroupId), priority] as const;
    });
    return Object.fromEntries(named.sort(([a], [b]) => a.localeCompare(b)));
  }

  callsOf(action: string): CallRecord[] {
    return this.sim.calls.filter((call) => call.action === action);
  }

  /** Every call since `forget` that may change something, in order: those that were refused too. */
  get writes(): CallRecord[] {
    return this.sim.calls.filter((call) => !call.action.startsWith("Describe"));
  }

  /** The names of `writes`, sorted, since the engine's order between resources means nothing. */
  get written(): string[] {
    return this.writes.map((call) => call.action).sort();
  }

  forget(): void {
    this.sim.calls.length = 0;
  }

  /** Replaces the program; calls made so far are forgotten. */
  async declare(body: string): Promise<void> {
    await this.project.setProgram(program(body));
    this.forget();
  }

  async up(body?: string, options: UpOptions = {}): Promise<Result> {
    if (body !== undefined) await this.declare(body);
    return this.project.up(options);
  }

  /** The resource in the state: `stateOf("Staff", "li")`. */
  async stateOf(type: string, name: string): Promise<ResourceState> {
    const found = await this.maybeStateOf(type, name);
    return present(
      found,
      `a ${type} "${name}" in the state`,
      (await this.project.resources()).map(({ urn }) => urn),
    );
  }

  async maybeStateOf(type: string, name: string): Promise<ResourceState | undefined> {
    const all = await this.project.resources();
    return all.find(({ urn }) => urn.endsWith(`$tccc:${type}::${name}`) || urn.endsWith(`tccc:${type}::${name}`));
  }

  /** The steps of a preview that do something, those of the stack and of providers left out. */
  async preview(options: UpOptions = {}): Promise<Step[]> {
    const { steps } = await this.project.previewJson(options);
    return steps.filter(({ op, urn }) => op !== "same" && !urn.includes("::pulumi:"));
  }

  /** Neither a refresh nor an `up --refresh` finds anything, and neither writes. */
  async expectQuiet(): Promise<void> {
    this.forget();
    await this.project.expectNoChanges();
    assert.deepEqual(this.written, [], "a refresh or an up without changes wrote something");
    assert.ok(this.sim.calls.length > 0, "nobody asked the service");
  }

  async close(): Promise<void> {
    await this.project.close();
    await this.sim.close();
  }
}

/** A simulator on a free port, and a project with its own folder, state and home that is wired to it. */
export async function newCentre(options: CentreOptions = {}): Promise<Centre> {
  const { body = "", simulator, env, ...project } = options;
  const sim = await startSimulator({ rate: 0, ...simulator });
  try {
    const wired = { ...sim.env, TCCC_TIME_SCALE: "0.01", ...env };
    return new Centre(sim, await newProject({ ...project, program: program(body), env: wired }));
  } catch (error) {
    await sim.close();
    throw error;
  }
}

/** The message that the user sees for one failure, without the engine's frame; no stack may be in it. */
export function expectNoStack(result: Result): void {
  assert.doesNotMatch(
    result.all.replace(PULUMIS_OWN, ""),
    /^\s+at .+[:(]\d+|\.js:\d+:\d+|defect of the provider/m,
    "a stack or a defect was shown",
  );
}

/** Under `everyFailure` Pulumi's SDK throws in the program for each resource that failed: what the stack says of that. */
const PULUMIS_OWN = /^ {2}pulumi:pulumi:Stack (?:(?!^ {0,2}\S)[\s\S])*failed to register[\s\S]*?(?=^ {0,2}\S)/gm;

function present<T>(found: T | undefined, what: string, there: readonly string[]): T {
  if (found === undefined) assert.fail(`expected ${what}; there are: ${there.join(", ") || "none"}`);
  return found;
}
