import { parseId } from "../../provider/core/ids";
import type { Plain } from "../../provider/core/values";
import type { StaffRecord } from "../../provider/simulator";
import { type Engine, type Held, identityOf, keyOf } from "./engine";
import { declaredMails, mailIn, programOf, type Spec, STRANGER, type Who } from "./spec";
import type { Centre } from "./world";

type Calls = Centre["sim"]["calls"];

/** How a run began, for the comparison with how it ended. */
export interface Before {
  /** Entries of which the object was there. */
  alive: ReadonlySet<Held>;
  living: ReadonlySet<Held>;
  /** Accounts made by hand that no resource had, as they were. */
  free: ReadonlyMap<StaffRecord, string>;
  /** Mails that are declared by a resource of which nobody is told, and that it does not have alone yet: not promised. */
  unseen: ReadonlySet<string>;
  /** Ids of tasks that were over: whoever declares one that is finished has it. */
  over: ReadonlySet<string>;
  calls: number;
}

/** What must hold at the end of every run, however it ended. */
export class Watch {
  /** Accounts that were made by hand, with their passwords. */
  readonly #foreign = new Map<StaffRecord, string | null>();
  /** Accounts of other people whose mail differs from a declared one in capitals only, as they are. */
  readonly #doubles = new Map<StaffRecord, string>();
  /** Mails that a refresh of an exclusive roster has shown to the user. */
  readonly #shown = new Set<string>();

  constructor(
    readonly centre: Centre,
    readonly engines: readonly Engine[],
  ) {}

  addForeign(record: StaffRecord): void {
    this.#foreign.set(record, record.passwordHash);
    this.#shown.delete(record.mail);
  }

  addDouble(record: StaffRecord): void {
    this.addForeign(record);
    this.#doubles.set(record, textOf(record));
  }

  /** They leave: an account that is made anew would be theirs, as far as anybody can know. */
  dropDoubles(): void {
    for (const { mail } of this.#doubles.keys()) this.centre.data.staff.delete(mail);
    this.#doubles.clear();
  }

  hasDouble(mail: string): boolean {
    return [...this.#doubles.keys()].some((one) => this.#isLive(one) && one.mail.toLowerCase() === mail);
  }

  /** Mails of accounts that were made by hand, and are there. */
  foreignMails(): Set<string> {
    return new Set([...this.#foreign.keys()].filter((one) => this.#isLive(one)).map(({ mail }) => mail));
  }

  before(spec: Spec, refresh: boolean): Before {
    const entries = this.engines.flatMap(({ living }) => living);
    const roster = this.engines[0]!.living.find(({ key }) => key === "Roster team");
    if (refresh && roster?.inputs.exclusive === true) {
      for (const mail of this.centre.data.staff.keys()) this.#shown.add(mail);
    }
    const unseen = [...spec.late].flatMap(([who, late]) => (late === "unseen" ? [mailIn(spec, who as Who)] : []));
    // What an exclusive roster has to say of a double is for it to say.
    if (spec.exclusive) this.#doubles.clear();
    return {
      alive: new Set(entries.filter((held) => this.#isAlive(held))),
      living: new Set(entries),
      free: new Map(
        [...this.#foreign.keys()]
          .filter((one) => this.#isLive(one) && !this.#isHeld(one.mail))
          .map((one) => [one, textOf(one)]),
      ),
      unseen: new Set(
        unseen.filter((mail) => {
          const isOwn = entries.some(({ type, id }) => type === "Staff" && parseId(id).key === mail);
          return !isOwn || Object.hasOwn((roster?.outs.people ?? {}) as Plain, mail);
        }),
      ),
      over: new Set(
        [...this.centre.data.calloutTasks.values()]
          .filter(({ state }) => ![0, 1, 5].includes(state))
          .map(({ taskId }) => String(taskId)),
      ),
      calls: this.centre.sim.calls.length,
    };
  }

  /**
   * @param deleted mails and ids of what somebody else has deleted meanwhile; `stopped` tells of tasks
   * @param destroys whether all was to go
   */
  after(
    spec: Spec,
    before: Before,
    { deleted, stopped }: { deleted: ReadonlySet<string>; stopped: boolean },
    destroys: boolean,
  ): string[] {
    const found: string[] = [];
    const calls = this.centre.sim.calls.slice(before.calls).filter(({ applied }) => applied);
    found.push(...this.#deletions(spec, calls, destroys, before.unseen));
    const declared = new Set(programOf(spec).map(keyOf));
    for (const engine of this.engines) {
      for (const held of engine.living) {
        const isNew = !before.living.has(held);
        const isDeclared = engine !== this.engines[0] || declared.has(held.key);
        if (!isDeclared || engine.wasToGo(held) || !(isNew ? !held.unfinished : before.alive.has(held))) continue;
        const { key } = parseId(held.id);
        if (
          this.#isAlive(held) ||
          deleted.has(key) ||
          before.unseen.has(key) ||
          (held.type === "AutoCalloutTask" && (stopped || (isNew && before.over.has(key))))
        )
          continue;
        found.push(`lost: ${held.key} (${held.id}) is deleted or stopped, and its entry stays`);
      }
    }
    found.push(...this.#twins());
    for (const [record, hash] of this.#foreign) {
      if (record.passwordHash !== hash)
        found.push(`lost: the password of ${record.mail}, whose account was made by hand`);
    }
    for (const [record, text] of this.#doubles) {
      if (!this.#isLive(record)) found.push(`lost: ${record.mail}, whose mail differs in capitals only`);
      else if (textOf(record) !== text) found.push(`lost: ${record.mail} is ${textOf(record)}, was ${text}`);
    }
    if (spec.onExisting !== "adopt") found.push(...this.#taken(before, deleted));
    return found;
  }

  /** Every entry is who it was at its creation, and no two are the same. */
  identities(): string[] {
    const found: string[] = [];
    for (const engine of this.engines) {
      const known = new Map<unknown, Held>();
      for (const held of [...engine.living, ...engine.condemned]) {
        for (const [what, plain] of Object.entries({ inputs: held.inputs, outputs: held.outs })) {
          const is = identityOf(plain);
          if (is !== held.identity || is === undefined || is === "") {
            found.push(`identity: ${held.key} is ${String(is)} in its ${what}, was made as ${String(held.identity)}`);
          }
        }
        const other = known.get(held.identity);
        if (other) found.push(`identity: ${held.key} and ${other.key} are one`);
        known.set(held.identity, held);
      }
    }
    return found;
  }

  /** Whoever is declared stays; a stranger goes only where the roster is exclusive, a refresh has shown it and it is no administrator. */
  #deletions(spec: Spec, calls: Calls, destroys: boolean, unseen: ReadonlySet<string>): string[] {
    const found: string[] = [];
    const isDeclared = [...spec.people.values()].some(({ home }) => home === "Roster");
    // Whoever was released keeps the account for as long as the roster says so.
    const declared = destroys ? [] : [...declaredMails(spec), ...(isDeclared ? spec.released : [])];
    for (const { action, request } of calls) {
      if (action !== "DeleteStaff") continue;
      for (const mail of (request as { StaffList?: string[] }).StaffList ?? []) {
        if (declared.includes(mail) && !unseen.has(mail))
          found.push(`lost: ${mail} was deleted although it is declared`);
        if (mail !== STRANGER) continue;
        const stranger = [...this.#foreign.keys()].findLast((one) => one.mail === mail);
        if (destroys) found.push(`lost: ${mail}, a stranger, was deleted by a destroy`);
        else if (!spec.exclusive || !isDeclared)
          found.push(`lost: ${mail}, a stranger, was deleted by a roster that is not exclusive`);
        else if (!this.#shown.has(mail))
          found.push(`lost: ${mail}, a stranger, was deleted before anybody was shown it`);
        else if (stranger?.roles.includes(1)) found.push(`lost: ${mail}, an administrator, was deleted`);
      }
    }
    return found;
  }

  /** Two tasks that wait or run with one marker call everybody twice. */
  #twins(): string[] {
    const known = new Map<string, number>();
    for (const { taskId, description, state } of this.centre.data.calloutTasks.values()) {
      if (![0, 1, 5].includes(state) || !description.includes("#tccc:")) continue;
      const marker = description.slice(description.indexOf("#tccc:"));
      const other = known.get(marker);
      if (other !== undefined)
        return [`doubled: tasks ${other} and ${taskId} are of one declaration, and both will dial`];
      known.set(marker, taskId);
    }
    return [];
  }

  /** Where objects that are there already are not to be changed, somebody else's are not. */
  #taken(before: Before, deleted: ReadonlySet<string>): string[] {
    return [...before.free].flatMap(([record, text]) => {
      const { mail } = record;
      if (mail === STRANGER || deleted.has(mail)) return [];
      if (!this.#isLive(record)) return [`lost: ${mail}, which was made by hand, is deleted`];
      return textOf(record) === text
        ? []
        : [`lost: ${mail}, which was made by hand, is ${textOf(record)}, was ${text}`];
    });
  }

  #isLive(record: StaffRecord): boolean {
    return this.centre.data.staff.get(record.mail) === record;
  }

  #isHeld(mail: string): boolean {
    return this.engines.some((engine) =>
      engine.living.some(({ type, id, outs }) => {
        if (type === "Staff") return parseId(id).key === mail;
        return type === "Roster" && Object.hasOwn((outs.people ?? {}) as Plain, mail);
      }),
    );
  }

  /** Whether the object of an entry is there, and not over. */
  #isAlive({ type, id }: Held): boolean {
    const { data } = this.centre;
    const { key } = parseId(id);
    switch (type) {
      case "Staff":
        return data.staff.has(key);
      case "SkillGroup":
        return data.skillGroups.has(Number(key));
      case "Extension":
        return data.extensions.has(key);
      case "AutoCalloutTask":
        return [0, 1, 5].includes(data.calloutTasks.get(Number(key))?.state ?? -1);
      case "PredictiveDialingCampaign": {
        const campaign = data.campaigns.get(Number(key));
        return campaign !== undefined && campaign.deleted !== true && campaign.status <= 2;
      }
      default:
        return true;
    }
  }
}

const textOf = ({ name, nick, staffNumber, phone }: StaffRecord): string =>
  JSON.stringify([name, nick, staffNumber, phone]);
