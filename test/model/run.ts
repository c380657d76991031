import type { Plain } from "../../provider/core/values";
import { type Change, changeByHand, changePersonByHand, type Done, doMeanwhile, makeAccount } from "./by-hand";
import { type Around, Engine, type How, Killed, type Type } from "./engine";
import { modelKinds } from "./faults";
import { type Command, declare, type Kill, type Script } from "./script";
import {
  ABROAD,
  campaignText,
  declaredMails,
  emptySpec,
  mailIn,
  mailOf,
  type OtherSpec,
  otherProgramOf,
  otherSpec,
  PASSWORD,
  programOf,
  type Spec,
  STRANGER,
  taskText,
  type Who,
} from "./spec";
import { judge } from "./truth";
import { Watch } from "./watch";
import { bystanders, type Centre, inWorld, STRANGE, secretsOf } from "./world";

/** What was not as it must be after a script; empty lists where all was. */
export interface Report {
  lost: string[];
  doubled: string[];
  stuck: string[];
  secrets: string[];
  identity: string[];
  other: string[];
  ups: number;
  faults: number;
  kills: number;
  calls: number;
}

export const problemsOf = ({ lost, doubled, stuck, secrets, identity, other }: Report): string[] => [
  ...lost.map((one) => `lost: ${one}`),
  ...doubled.map((one) => `doubled: ${one}`),
  ...stuck.map((one) => `stuck: ${one}`),
  ...secrets.map((one) => `secret: ${one}`),
  ...identity.map((one) => `identity: ${one}`),
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
    identity: [],
    other: [],
    ups: 0,
    faults: 0,
    kills: 0,
    calls: 0,
  };
  await inWorld(script, async (centre) => {
    const player = new Player(centre, report, tell, script.lag === 0);
    for (const command of script.commands) await player.carryOut(command);
    await player.end();
  });
  return report;
}

type Up = Command & { do: "up" };
type Disturbed = Pick<Up, "fault" | "kill">;

class Player {
  readonly #engine = new Engine();
  /** The other stack, once it has been brought up. */
  readonly #abroad = new Engine("abroad");
  #other: OtherSpec | undefined;
  readonly #spec: Spec = emptySpec();
  readonly #untouched: string;
  readonly #watch: Watch;
  /** Sent to be made in a run that died or failed before it was noted. */
  readonly #mayRemain = new Set<string>();
  /** Tasks and campaigns that somebody has stopped, or a run that failed before it had made another in their place. */
  readonly #stopped = new Set<string>();
  /** A run that died or failed may have bound somebody to a group, and no state knows of it. */
  #boundInDoubt = false;
  /** What somebody else has done in the run under way. */
  /** What only a replacement that deletes first can carry out is about to be: a new mail with the number of the old one. */
  #keepsNumber = false;
  /** Something is tainted: the engine then creates first, and asks nobody. */
  #isTainted = false;
  #meanwhile = { deleted: new Set<string>(), stopped: false };

  constructor(
    readonly centre: Centre,
    readonly report: Report,
    readonly tell: (line: string) => void,
    readonly settles: boolean,
  ) {
    this.#untouched = bystanders(centre);
    this.#watch = new Watch(centre, [this.#engine, this.#abroad]);
  }

  async carryOut(command: Command): Promise<void> {
    this.tell(JSON.stringify(command));
    if (this.#isTaken(command))
      return this.tell("  left out: a run that died has made a group of this name, and nobody knows of it");
    const why = this.#isSenseless(command);
    if (why !== undefined) return this.tell(`  left out: ${why}`);
    if (command.do === "up") await this.#disturbedUp(command);
    else if (command.do === "destroy") await this.#destroy(command);
    else if (command.do === "taint") {
      this.#isTainted = true;
      this.#engine.taint(command.which);
    } else if (command.do === "by hand")
      changePersonByHand(this.centre, mailIn(this.#spec, command.who), command.change);
    else if (command.do === "by hand at") this.#changeByHand(command.change, command.which);
    else declare(this.#spec, this.#withFreeNumber(command));
    if (this.settles) this.centre.settle();
  }

  /** An account under another mail, which this declaration does not replace, would keep the staff number from it. */
  #withFreeNumber(command: Command): Command {
    if (command.do !== "new mail") return command;
    const { who, mail } = command;
    const before = mailOf(who, mail === 0 ? 1 : 0);
    const isReplaced =
      this.#spec.people.get(who)?.home === "Staff" ? this.#engine.holds("Staff", before) : this.#isIn(who, before);
    const mayKeep = (isReplaced && !this.#isTainted) || !this.centre.data.staff.has(before);
    const next = mayKeep ? command : { ...command, number: mail };
    this.#keepsNumber ||= next.number !== mail;
    return next;
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
    if (command.do === "taint" && this.#keepsNumber)
      return "a replacement that creates first could not keep the number";
    if (command.do === "declare person" || command.do === "new mail" || command.do === "by hand") {
      const isThere = this.#spec.people.has(command.who) && command.do === "declare person";
      const mail = mailIn(this.#spec, command.who);
      if (!isThere && this.#watch.hasDouble(mail)) return "only another person's account would be left under this mail";
    }
    if (command.do === "move" || command.do === "declare person") {
      const home = this.#spec.people.get(command.who)?.home;
      const other = mailOf(command.who, this.#spec.people.get(command.who)?.mail === 1 ? 0 : 1);
      const isMoving = home !== undefined && (command.do === "move" || command.person.home !== home);
      if (isMoving && this.centre.data.staff.has(other)) return "its old account would keep the staff number from it";
    }
    if (command.do !== "release") return undefined;
    if (!this.#isIn(command.who)) return "the roster does not hold it yet";
    const declared = new Set([...this.#spec.groups.values(), ...STRANGE]);
    const { data } = this.centre;
    const groups = data.staff.get(mailIn(this.#spec, command.who))?.skillGroups ?? [];
    const staying = groups.every((one) => declared.has(data.skillGroups.get(one.skillGroupId)?.name ?? ""));
    return staying ? undefined : "it is in a group that is about to go";
  }

  /** Whether the roster's state has this person, and nobody else's. */
  #isIn(who: Who, mail = mailIn(this.#spec, who)): boolean {
    const people = this.#engine.outsOf("Roster", "team")?.people ?? {};
    const isThere = this.#spec.people.get(who)?.home === "Roster" && Object.hasOwn(people, mail);
    return isThere && !this.#engine.holds("Staff", mail);
  }

  #changeByHand(change: Change, which: number): void {
    const { centre } = this;
    if (change === "stranger") {
      if (!centre.data.staff.has(STRANGER)) this.#watch.addForeign(makeAccount(centre, STRANGER, "Zed", "6000"));
      return;
    }
    if (change === "double") {
      this.#addDouble(which);
      return;
    }
    const known = (type: Type, key: string | number): boolean =>
      this.#engine.holds(type, key) || this.#abroad.holds(type, key);
    const stopped = changeByHand(centre, change, which, known);
    if (stopped !== undefined) this.#stopped.add(stopped);
  }

  /** Where mails are compared exactly, somebody else may have one that differs in capitals only. */
  #addDouble(which: number): void {
    const { sim, data } = this.centre;
    if (sim.dialect.mailMatch !== "exact" || sim.dialect.mailCase !== "kept" || this.#spec.exclusive) return;
    const who = [...this.#spec.people.keys()].filter(
      (one) => this.#isIn(one) || this.#engine.holds("Staff", mailIn(this.#spec, one)),
    )[which];
    if (who === undefined) return;
    const mail = mailIn(this.#spec, who);
    const other = mail[0]!.toUpperCase() + mail.slice(1);
    if (!data.staff.has(mail) || data.staff.has(other)) return;
    this.#watch.addDouble(makeAccount(this.centre, other, "Another Person", `65${mail.charCodeAt(0)}`));
  }

  /** Whatever happened: the next runs bring all to what is declared, and then there is nothing more to do. */
  async end(): Promise<void> {
    // What the service refuses is taken out.
    for (const one of [...this.#spec.tasks.values(), ...this.#spec.campaigns.values()]) one.paused = false;
    this.#spec.onExisting = "adopt";
    // A roster removes nobody while it is not known what others declare.
    for (const [who, late] of this.#spec.late) if (late === "waiting") this.#spec.late.delete(who);
    if (this.#spec.branch) this.#spec.branch.run = 3;
    let failures: string[] = [];
    for (let run = 1; run <= MOST_RUNS; run++) {
      this.tell(`the ${run}. run without disturbance`);
      failures = await this.#up({ refresh: true });
      this.centre.settle();
      if (failures.length === 0) break;
    }
    if (this.#isInDoubt(failures)) return;
    if (failures.length > 0) return void this.report.stuck.push(`after ${MOST_RUNS} runs: ${failures.join("; ")}`);
    // A roster that has just become the whole instance removes nobody whom no refresh has shown.
    if (this.#spec.exclusive) failures = await this.#up({ refresh: true });
    if (failures.length > 0)
      return void this.report.stuck.push(`the run that removes strangers: ${failures.join("; ")}`);
    this.#judge(this.#spec, true);
    this.tell("a run that finds nothing to do");
    const { sim } = this.centre;
    const before = sim.calls.length;
    const again = await this.#up({ refresh: true });
    const written = sim.calls.slice(before).filter(({ action }) => !action.startsWith("Describe"));
    if (again.length > 0) this.report.stuck.push(`the run after that: ${again.join("; ")}`);
    if (written.length > 0)
      this.report.other.push(`a run without changes wrote: ${written.map(({ action }) => action)}`);
    for (const engine of [this.#engine, this.#abroad]) {
      try {
        for (const drift of await engine.drift(this.centre.process())) this.report.other.push(`drift: ${drift}`);
      } catch (error) {
        this.report.stuck.push(`a refresh: ${(error as Error).message}`);
      }
    }
    this.report.calls = sim.calls.length;
  }

  /** A group in which an account is left that a run made which died, and that nobody declares, is not deleted. */
  #isInDoubt(failures: readonly string[]): boolean {
    const declared = declaredMails(this.#spec);
    const left = [...this.centre.data.staff.values()].filter(({ mail }) => !declared.includes(mail));
    const doubtful = left.some(({ mail, skillGroups }) => this.#mayRemain.has(mail) && skillGroups.length > 0);
    return doubtful && failures.length > 0 && failures.every((one) => one.startsWith("deleting SkillGroup"));
  }

  /** What a run that succeeded has left. */
  #judge(spec: Spec, shown: boolean): void {
    const foreign = this.#watch.foreignMails();
    const doubts = { mayRemain: this.#mayRemain, stopped: this.#stopped, foreign, shown };
    const { lost, doubled } = judge(this.centre, spec, this.#other, doubts);
    this.report.lost.push(...lost);
    this.report.doubled.push(...doubled);
  }

  async #disturbedUp(command: Up): Promise<void> {
    const { refresh, other, failsAt, parallel, force, actor, existing } = command;
    const next = other === null ? undefined : otherSpec(other);
    const isTaken = this.#other?.name !== next?.name && this.#mayRemain.has(next?.name ?? "");
    if (next && !isTaken) this.#other = next;
    this.#spec.onExisting = existing;
    const how: How = {
      refresh,
      parallel,
      ...(failsAt === null ? {} : { failsAt }),
      ...(force && !this.#keepsNumber ? { force } : {}),
    };
    const quiet = command.fault === null && command.kill === null && actor === null;
    await this.#disturbed(command, async (around) => {
      if (actor) this.#letActor(actor);
      const alone = other === null;
      const failures = await this.#up({ ...how, ...(around ? { around } : {}), alone });
      // What was changed by hand is only seen by a refresh.
      if (failures.length === 0 && quiet && refresh && this.#other === undefined) this.#judge(this.#spec, false);
      return failures;
    });
  }

  async #destroy(command: Command & { do: "destroy" }): Promise<void> {
    const quiet = command.fault === null && command.kill === null;
    this.#watch.dropDoubles();
    await this.#disturbed(command, async (around = (_, run) => run()) => {
      const failures = await this.#run(true, command.refresh, () =>
        this.#engine.destroy(this.centre.process(), this.#noting(around), command.refresh),
      );
      if (failures.length === 0 && quiet && this.#other === undefined)
        this.#judge({ ...emptySpec(), free: this.#spec.free }, false);
      return failures;
    });
  }

  /** A run with a fault, or that dies. */
  async #disturbed({ fault, kill }: Disturbed, run: (around: Around | undefined) => Promise<string[]>): Promise<void> {
    const { sim } = this.centre;
    const kind = fault && modelKinds.find(({ name }) => name === fault.kind);
    const ending = kind?.strike(sim, fault!.call);
    if (kind) this.report.faults += 1;
    try {
      for (const failure of await run(kill ? this.#dying(kill) : undefined)) this.tell(`  failed: ${failure}`);
    } finally {
      await ending?.();
      sim.faults.length = 0;
    }
  }

  /** Somebody does something in the console before the n-th call from now on. */
  #letActor({ call, deed, which }: NonNullable<Up["actor"]>): void {
    const world = { spec: this.#spec, program: programOf(this.#spec), engine: this.#engine };
    let calls = 0;
    const meanwhile = (): boolean => {
      calls += 1;
      if (calls === call) this.#note(doMeanwhile(this.centre, deed, which, world), deed);
      return false;
    };
    this.centre.sim.faults.push({ match: meanwhile, times: Number.POSITIVE_INFINITY, kind: "internal" });
  }

  #note({ accounts = [], made = [], deleted = [], stopped = [] }: Partial<Done>, deed: string): void {
    this.tell(`  meanwhile: ${deed} ${[...accounts.map(({ mail }) => mail), ...made, ...deleted, ...stopped]}`);
    // An entry that still owes its account a password cannot know that somebody has deleted and made it again meanwhile.
    const owed = (mail: string): boolean =>
      [...this.#engine.living].some(({ id, outs }) => outs.passwordPending === true && id.endsWith(`/${mail}`));
    for (const record of accounts) if (!owed(record.mail)) this.#watch.addForeign(record);
    for (const one of made) this.#mayRemain.add(one);
    for (const one of deleted) this.#meanwhile.deleted.add(one);
    for (const one of stopped) this.#stopped.add(one);
    this.#meanwhile.stopped ||= stopped.length > 0;
  }

  async #up(options: Partial<How> & { around?: Around; alone?: boolean }): Promise<string[]> {
    const { refresh = false } = options;
    const program = programOf(this.#spec);
    return this.#run(false, refresh, async () => {
      const other = options.alone ? undefined : this.#otherUp(refresh);
      const around = this.#noting(options.around ?? ((_, run) => run()));
      let failures: string[];
      try {
        failures = await this.#engine.up(program, this.centre.process(), around, { ...options, refresh });
      } finally {
        // It is as alive as before when this one has died.
        await other;
      }
      if (failures.length === 0) this.#boundInDoubt = false;
      return [...failures, ...((await other) ?? [])];
    });
  }

  /** One run, and what must hold after it however it ended. */
  async #run(destroys: boolean, refresh: boolean, run: () => Promise<string[]>): Promise<string[]> {
    const { sim, lines } = this.centre;
    const from = { call: sim.calls.length, line: lines.length };
    const before = this.#watch.before(this.#spec, refresh);
    this.#meanwhile = { deleted: new Set(), stopped: false };
    this.report.ups += 1;
    let failures: string[];
    try {
      failures = await run();
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
      this.report.kills += 1;
      this.tell(`  killed: ${error.message}`);
      failures = ["it was killed"];
    }
    if (failures.length === 0) this.#keepsNumber = this.#isTainted = false;
    const calls = sim.calls.slice(from.call);
    this.tell(
      `  ${calls.map(({ action, outcome, fault }) => `${action}${fault ? ` (${fault})` : ""} ${outcome}`).join(", ")}`,
    );
    for (const one of this.#watch.after(this.#spec, before, this.#meanwhile, destroys)) {
      this.tell(`  ${one}`);
      this.report[one.startsWith("doubled: ") ? "doubled" : "lost"].push(one.replace(/^\w+: /, ""));
    }
    for (const one of this.#watch.identities()) this.report.identity.push(one.replace(/^identity: /, ""));
    this.#check(failures, from.line);
    return failures;
  }

  /** The other stack, in a process of its own. */
  async #otherUp(refresh: boolean): Promise<string[]> {
    if (!this.#other) return [];
    const spec = this.#other;
    const failures = await this.#abroad.up(otherProgramOf(spec), this.centre.process(), (_, run) => run(), { refresh });
    // A program that is changed after a failure leaves what was being made, as in this stack.
    if (failures.length > 0) {
      for (const one of [spec.name, taskText("abroad", spec.callees)]) this.#mayRemain.add(one);
      for (const callees of [4, 5]) this.#stopped.add(taskText("abroad", callees));
      for (const who of spec.people) this.#mayRemain.add(`${who}@${ABROAD}`);
    }
    return failures.map((failure) => `abroad: ${failure}`);
  }

  /** Notes what a create was about to make, where it was not noted in the state. */
  #noting(around: Around): Around {
    return async (verb, run, inputs) => {
      this.#noteStopped(verb, inputs);
      try {
        return await around(verb, run, inputs);
      } catch (error) {
        const known = (error as { id?: string }).id !== undefined;
        const [, of, stopped] =
          /^delete (?:.*\$)?(AutoCalloutTask|PredictiveDialingCampaign) (.*?)(?:-\d+)?$/.exec(verb) ?? [];
        const text = of === "AutoCalloutTask" ? taskText : campaignText;
        for (const callees of stopped ? [1, 2, 3] : []) this.#stopped.add(text(stopped!, callees));
        const [, type] = /^(?:create|update) (?:.*\$)?(\w+) /.exec(verb) ?? [];
        // One that could not be paused was stopped: it is finished for a resource of another name.
        if (!known && type === "AutoCalloutTask" && inputs?.paused === true) this.#noteTask(inputs);
        this.#boundInDoubt ||= type === "Roster" || type === "StaffSkillBinding";
        if (!known && type) for (const one of madeOf(type, inputs ?? {})) this.#mayRemain.add(one);
        throw error;
      }
    };
  }

  /** A task that a run stops is finished for whoever declares the same under another name: nobody is called for a rename. */
  #noteStopped(verb: string, inputs: Plain = {}): void {
    const [, parent, name] = /^delete (.*\$)?AutoCalloutTask (.*)$/.exec(verb) ?? [];
    if (name === undefined) return;
    const hasTwin =
      parent !== undefined || this.#spec.branch !== undefined || this.#spec.aliased.has(name.replace(/-\d+$/, ""));
    if (hasTwin) this.#noteTask(inputs);
  }

  #noteTask(inputs: Plain): void {
    this.#stopped.add(taskText(String(inputs.name), (inputs.callees as unknown[]).length));
  }

  #check(failures: readonly string[], firstLine: number): void {
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

/** What a create or an update with these inputs makes, as the doubts name it. */
function madeOf(type: string, inputs: Plain): string[] {
  const { name, mail, people, extensionId, number } = inputs as Record<string, string>;
  const callees = (inputs.callees as unknown[] | undefined)?.length ?? 0;
  switch (type) {
    case "SkillGroup":
      return [name!];
    case "AutoCalloutTask":
      return [taskText(name!, callees)];
    case "PredictiveDialingCampaign":
      return [campaignText(name!, callees)];
    case "Roster":
      return Object.keys(people ?? {});
    case "Staff":
      return [mail!];
    case "Extension":
      return [extensionId!];
    default:
      return type === "NumberCallOutBinding" ? [number!] : [];
  }
}
