import { kinds } from "../faults/kinds";
import { type Change, changeByHand, changePersonByHand } from "./by-hand";
import { type Around, type Declaration, Engine, Killed, type Type } from "./engine";
import { type Command, declare, type Kill, type Script } from "./script";
import {
  ABROAD,
  campaignText,
  emptySpec,
  mailOf,
  type OtherSpec,
  otherProgramOf,
  otherSpec,
  PASSWORD,
  programOf,
  type Spec,
  taskText,
  type Who,
} from "./spec";
import { judge } from "./truth";
import { bystanders, type Centre, inWorld, STRANGE, secretsOf } from "./world";

/** What was not as it must be after a script; empty lists where all was. */
export interface Report {
  lost: string[];
  doubled: string[];
  stuck: string[];
  secrets: string[];
  other: string[];
  ups: number;
  faults: number;
  kills: number;
  calls: number;
}

export const problemsOf = ({ lost, doubled, stuck, secrets, other }: Report): string[] => [
  ...lost.map((one) => `lost: ${one}`),
  ...doubled.map((one) => `doubled: ${one}`),
  ...stuck.map((one) => `stuck: ${one}`),
  ...secrets.map((one) => `secret: ${one}`),
  ...other,
];

/** Undisturbed runs that it may take until all is as declared. */
const MOST_RUNS = 3;

/** Carries out a script, and then runs until all is as declared. `tell` is told each step with the calls it made. */
export async function play(script: Script, tell: (line: string) => void = () => undefined): Promise<Report> {
  const report: Report = {
    lost: [],
    doubled: [],
    stuck: [],
    secrets: [],
    other: [],
    ups: 0,
    faults: 0,
    kills: 0,
    calls: 0,
  };
  await inWorld(script.dialect, async (centre) => {
    const player = new Player(centre, report, tell);
    for (const command of script.commands) await player.carryOut(command);
    await player.end();
  });
  return report;
}

class Player {
  readonly #engine = new Engine();
  /** The other stack, once it has been brought up. */
  readonly #abroad = new Engine("abroad");
  #other: OtherSpec | undefined;
  readonly #spec: Spec = emptySpec();
  readonly #untouched: string;
  /** Sent to be made in a run that died or failed before it was noted. */
  readonly #mayRemain = new Set<string>();
  /** Tasks that somebody has stopped, or a run that failed before it had made another in their place. */
  readonly #stopped = new Set<string>();
  /** A run that died or failed may have bound somebody to a group, and no state knows of it. */
  #boundInDoubt = false;

  constructor(
    readonly centre: Centre,
    readonly report: Report,
    readonly tell: (line: string) => void,
  ) {
    this.#untouched = bystanders(centre);
  }

  async carryOut(command: Command): Promise<void> {
    this.tell(JSON.stringify(command));
    if (this.#isTaken(command))
      return this.tell("  left out: a run that died has made a group of this name, and nobody knows of it");
    const why = this.#isSenseless(command);
    if (why !== undefined) return this.tell(`  left out: ${why}`);
    if (command.do === "up") await this.#disturbedUp(command);
    else if (command.do === "by hand") changePersonByHand(this.centre, mailOf(command.who), command.change);
    else if (command.do === "by hand at") this.#changeByHand(command.change, command.which);
    else declare(this.#spec, command);
    this.centre.settle();
  }

  /** A group cannot be renamed to what another one is called: that is for the user to clear up. */
  #isTaken(command: Command): boolean {
    if (command.do !== "declare group") return false;
    const now = this.#spec.groups.get(command.group);
    const next = `${command.group} ${command.name}`;
    return now !== undefined && now !== next && this.#mayRemain.has(next);
  }

  /** What no program could bring about: a group with members whom nobody manages is never deleted. */
  #isSenseless(command: Command): string | undefined {
    if (command.do === "take out" && command.what === "groups") {
      if (this.#boundInDoubt) return "a run that died may have bound somebody to it, and nobody knows of it";
      if (this.#spec.released.size > 0) return "somebody who was released may still be in it";
    }
    if (command.do !== "release") return undefined;
    if (!this.#isIn(command.who)) return "the roster does not hold her yet";
    const declared = new Set([...this.#spec.groups.values(), ...STRANGE]);
    const { data } = this.centre;
    const groups = data.staff.get(mailOf(command.who))?.skillGroups ?? [];
    const staying = groups.every((one) => declared.has(data.skillGroups.get(one.skillGroupId)?.name ?? ""));
    return staying ? undefined : "she is in a group that is about to go";
  }

  /** Whether the roster's state has her, and nobody else's. */
  #isIn(who: Who): boolean {
    const people = this.#engine.outsOf("Roster", "team")?.people ?? {};
    return (
      this.#spec.people.get(who)?.home === "Roster" &&
      Object.hasOwn(people, mailOf(who)) &&
      !this.#engine.holds("Staff", mailOf(who))
    );
  }

  #changeByHand(change: Change, which: number): void {
    const known = (type: Type, key: string | number): boolean =>
      this.#engine.holds(type, key) || this.#abroad.holds(type, key);
    const stopped = changeByHand(this.centre, change, which, known);
    if (stopped !== undefined) this.#stopped.add(stopped);
  }

  /** Whatever happened: the next runs bring all to what is declared, and then there is nothing more to do. */
  async end(): Promise<void> {
    let failures: string[] = [];
    for (let run = 1; run <= MOST_RUNS; run++) {
      this.tell(`the ${run}. run without disturbance`);
      failures = await this.#up({ refresh: true });
      this.centre.settle();
      if (failures.length === 0) break;
    }
    if (failures.length > 0) return void this.report.stuck.push(`after ${MOST_RUNS} runs: ${failures.join("; ")}`);
    // A roster that has just become the whole instance removes nobody whom no refresh has shown.
    if (this.#spec.exclusive) failures = await this.#up({ refresh: true });
    if (failures.length > 0)
      return void this.report.stuck.push(`the run that removes strangers: ${failures.join("; ")}`);
    const doubts = { mayRemain: this.#mayRemain, stopped: this.#stopped };
    const { lost, doubled } = judge(this.centre, this.#spec, this.#other, doubts);
    this.report.lost.push(...lost);
    this.report.doubled.push(...doubled);
    this.tell("a run that finds nothing to do");
    const { sim } = this.centre;
    const before = sim.calls.length;
    const again = await this.#up({ refresh: true });
    const written = sim.calls.slice(before).filter(({ action }) => !action.startsWith("Describe"));
    if (again.length > 0) this.report.stuck.push(`the run after that: ${again.join("; ")}`);
    if (written.length > 0)
      this.report.other.push(`a run without changes wrote: ${written.map(({ action }) => action)}`);
    for (const engine of [this.#engine, this.#abroad]) {
      for (const drift of await engine.drift(this.centre.process())) this.report.other.push(`drift: ${drift}`);
    }
    this.report.calls = sim.calls.length;
  }

  async #disturbedUp({ refresh, fault, kill, other }: Command & { do: "up" }): Promise<void> {
    const { sim } = this.centre;
    const kind = fault && kinds.find(({ name }) => name === fault.kind);
    const ending = kind?.strike(sim, fault!.call);
    if (kind) this.report.faults += 1;
    const next = other === null ? undefined : otherSpec(other);
    const isTaken = this.#other?.name !== next?.name && this.#mayRemain.has(next?.name ?? "");
    if (next && !isTaken) this.#other = next;
    try {
      const around = kill ? this.#dying(kill) : undefined;
      const failures = await this.#up({ refresh, ...(around ? { around } : {}), alone: other === null });
      for (const failure of failures) this.tell(`  failed: ${failure}`);
    } finally {
      await ending?.();
      sim.faults.length = 0;
    }
  }

  async #up(options: { refresh: boolean; around?: Around; alone?: boolean }): Promise<string[]> {
    const { sim, lines } = this.centre;
    const program = programOf(this.#spec);
    const other = options.alone ? undefined : this.#otherUp(options.refresh);
    const from = { call: sim.calls.length, line: lines.length };
    this.report.ups += 1;
    let failures: string[];
    try {
      const around = this.#noting(program, options.around ?? ((_, run) => run()));
      failures = await this.#engine.up(program, this.centre.process(), around, options.refresh);
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
      this.report.kills += 1;
      this.tell(`  killed: ${error.message}`);
      failures = ["it was killed"];
    }
    if (failures.length === 0) this.#boundInDoubt = false;
    failures.push(...((await other) ?? []));
    const calls = sim.calls.slice(from.call);
    this.tell(
      `  ${calls.map(({ action, outcome, fault }) => `${action}${fault ? ` (${fault})` : ""} ${outcome}`).join(", ")}`,
    );
    this.#watch(calls, failures, from.line);
    return failures;
  }

  /** The other stack, in a process of its own. */
  async #otherUp(refresh: boolean): Promise<string[]> {
    if (!this.#other) return [];
    const spec = this.#other;
    const failures = await this.#abroad.up(otherProgramOf(spec), this.centre.process(), (_, run) => run(), refresh);
    // A program that is changed after a failure leaves what was being made, as in this stack.
    if (failures.length > 0) {
      for (const one of [spec.name, taskText("abroad", spec.callees)]) this.#mayRemain.add(one);
      for (const callees of [4, 5]) this.#stopped.add(taskText("abroad", callees));
      for (const who of spec.people) this.#mayRemain.add(`${who}@${ABROAD}`);
    }
    return failures.map((failure) => `abroad: ${failure}`);
  }

  /** Notes what a create was about to make, where it was not noted in the state. */
  #noting(program: readonly Declaration[], around: Around): Around {
    return async (verb, run) => {
      try {
        return await around(verb, run);
      } catch (error) {
        const known = (error as { id?: string }).id !== undefined;
        const [, stopped] = /^delete AutoCalloutTask (.*?)(?:-\d+)?$/.exec(verb) ?? [];
        for (const callees of stopped ? [1, 2, 3] : []) this.#stopped.add(taskText(stopped!, callees));
        const [, what] = /^(?:create|update) (.*)$/.exec(verb) ?? [];
        const declared = program.find(({ type, name }) => `${type} ${name}` === what);
        this.#boundInDoubt ||= declared?.type === "Roster" || declared?.type === "StaffSkillBinding";
        if (!known && declared) for (const one of this.#made(declared)) this.#mayRemain.add(one);
        throw error;
      }
    };
  }

  #made({ type, name }: Declaration): string[] {
    const key = name.replace(/-\d+$/, "");
    const { groups, people, tasks, campaigns } = this.#spec;
    if (type === "SkillGroup") return [...groups].flatMap(([group, called]) => (group === key ? [called] : []));
    if (type === "AutoCalloutTask") {
      return [...tasks].flatMap(([task, spec]) => (task === key ? [taskText(task, spec.callees)] : []));
    }
    if (type === "PredictiveDialingCampaign")
      return [...campaigns].flatMap(([one, spec]) => (one === key ? [campaignText(one, spec.callees)] : []));
    if (type === "Roster") return [...people].flatMap(([who, { home }]) => (home === "Roster" ? [mailOf(who)] : []));
    return type === "Staff" ? [`${key}@example.com`] : [key];
  }

  /** What must hold at the end of every run, however it ended. */
  #watch(calls: Centre["sim"]["calls"], failures: readonly string[], firstLine: number): void {
    // Whoever was released keeps her account for as long as the roster says so.
    const isDeclared = [...this.#spec.people.values()].some(({ home }) => home === "Roster");
    const released = isDeclared ? [...this.#spec.released] : [];
    const declared = [...this.#spec.people.keys(), ...released].map(mailOf);
    for (const { action, request, outcome } of calls) {
      if (action !== "DeleteStaff" || outcome !== "ok") continue;
      const asked = ((request as { StaffList?: string[] }).StaffList ?? []).filter((mail) => declared.includes(mail));
      for (const mail of asked) this.report.lost.push(`${mail} was deleted although she is declared`);
    }
    const now = bystanders(this.centre);
    if (now !== this.#untouched) this.report.lost.push(`something that nobody declares was changed: ${now}`);
    const secrets = [...secretsOf(this.centre), PASSWORD, "0086138001380"];
    for (const text of [...this.centre.lines.slice(firstLine), ...failures]) {
      if (secrets.some((secret) => text.includes(secret))) this.report.secrets.push(text);
      if (/defect of the provider|at .*\.ts:\d/.test(text)) this.report.other.push(`a defect: ${text}`);
    }
  }

  /** Lets the process die at a verb: what was done there is done, and nobody has noted it. */
  #dying({ verb: at, when }: Kill): Around {
    let verbs = 0;
    return async (verb, run) => {
      verbs += 1;
      if (verbs !== at) return run();
      if (when === "after") await run();
      if (typeof when === "number") {
        const { faults } = this.centre.sim;
        faults.push({ nth: when, times: Number.POSITIVE_INFINITY, kind: "reset-before" });
        await run().catch(() => undefined);
      }
      throw new Killed(`${verb}, ${typeof when === "number" ? `at call ${when}` : when}`);
    };
  }
}
