import type { ResourceProvider } from "@pulumi/pulumi/dynamic";
import { parseId } from "../../provider/core/ids";
import { canonical, type Plain } from "../../provider/core/values";
import { definitions, type Handlers } from "../../provider/resources/registry";
import { toldBy } from "./told";

export type Type = keyof Handlers;

/** One resource of a program; `args` may look at the outputs of those before it. */
export interface Declaration {
  type: Type;
  name: string;
  /** The type of the component that it is in: a part of its URN, as the component's name is not. */
  parent?: string;
  /** Names that it had before. */
  aliases?: readonly string[];
  args(outs: (type: Type, name: string) => Plain): Plain;
  /** The name of a Staff whose deletion takes this along. */
  deletedWith?: string | undefined;
  /**
   * What it declares is only known once all others are done. `waiting`: it is constructed, and they are told that it is not
   * known yet; `unseen`: the program constructs it after it has waited for something.
   */
  late?: "waiting" | "unseen" | undefined;
}

/** A URN, as far as it matters: the type of the component, the type, the name. */
export const keyOf = ({ type, name, parent }: Pick<Declaration, "type" | "name" | "parent">): string =>
  `${parent === undefined ? "" : `${parent}$`}${type} ${name}`;

/** What the state keeps of one resource. */
export interface Held {
  readonly type: Type;
  key: string;
  id: string;
  inputs: Plain;
  outs: Plain;
  /** Who it is, as it was at its creation. */
  readonly identity: unknown;
  /** Its last step failed halfway: the next run updates it in any case. */
  unfinished: boolean;
  /** Deleted before its replacement was made, which has not come to be yet. */
  pendingReplacement?: boolean;
  /** `pulumi state taint`: the next run replaces it. */
  tainted?: boolean;
  deletedWith?: string | undefined;
}

/** A verb that writes, about to be run: the place where a process may die. `inputs` are those that it is about. */
export type Around = <T>(verb: string, run: () => Promise<T>, inputs?: Plain) => Promise<T>;

/** How an `up` is run. */
export interface How {
  refresh: boolean;
  /** A resource of another provider fails at this place of the program, beyond its end: when all others are done. */
  failsAt?: number;
  /** Whether what does not depend on a resource that failed is done all the same. */
  parallel?: boolean;
  /** `up --replace` of the resource at this place, or `replaceOnChanges: ["*"]` for it. */
  force?: { at: number; how: "replace" | "on changes" };
}

export class Killed extends Error {}

/** Needs the outputs of one that is not there: it is not reached. */
class NotReached extends Error {}

interface Halfway extends Error {
  id?: string;
  properties?: Plain;
  reasons?: string[];
}

/**
 * Pulumi's engine as far as a provider can tell: the order of verbs, what it keeps of a failed one, and what it calls next.
 * What it really does is tried in test/pulumi; this one is quick enough for thousands of runs.
 */
export class Engine {
  readonly #state = new Map<string, Held>();
  /** Replaced by another, and to be deleted at the end of the next run that succeeds (`delete: true` in the state). */
  #condemned: Held[] = [];
  /** Which entries the last run has asked to be deleted for themselves. */
  readonly #asked = new Set<Held>();

  constructor(readonly stack = "stack") {}

  /** The entries that live, and those that wait for their deletion. */
  get living(): readonly Held[] {
    return [...this.#state.values()];
  }

  get condemned(): readonly Held[] {
    return this.#condemned;
  }

  /** Whether the last run meant to delete what this entry stands for. */
  wasToGo(held: Held): boolean {
    return held.pendingReplacement === true || this.#asked.has(held);
  }

  /** Whether some resource of this type has this object in the state. */
  holds(type: Type, key: string | number): boolean {
    return this.living.some((held) => held.type === type && parseId(held.id).key === String(key));
  }

  /** The outputs of a resource that is in the state. */
  outsOf(type: Type, name: string): Plain | undefined {
    return this.#state.get(`${type} ${name}`)?.outs;
  }

  taint(at: number): void {
    const held = this.living[at];
    if (held) held.tainted = true;
  }

  /** Failed and said why; nothing where it came to its end. */
  async up(program: readonly Declaration[], handlers: Handlers, around: Around, how: How): Promise<string[]> {
    this.#asked.clear();
    const failures: string[] = [];
    const run = async (work: () => Promise<void>): Promise<boolean> => {
      try {
        await work();
      } catch (error) {
        if (error instanceof Killed) throw error;
        const { reasons, message } = error as Halfway;
        if (!(error instanceof NotReached)) failures.push(...(reasons ?? [message]));
        return how.parallel === true;
      }
      return true;
    };
    const fails = (): Promise<void> => Promise.reject(new Error("a resource of another provider failed"));
    if (how.refresh && !(await run(() => this.#refresh(handlers)))) return failures;
    if (failures.length > 0) return failures;
    for (const declared of program) this.#renamed(declared);
    const late = (one: Declaration): number => Number(one.late !== undefined);
    for (const declared of [...program].sort((a, b) => late(a) - late(b))) {
      const at = program.indexOf(declared);
      if (at === how.failsAt && !(await run(fails))) return failures;
      const forced = at === how.force?.at ? how.force.how : undefined;
      if (!(await run(() => this.#reach(declared, program, handlers, around, forced)))) return failures;
    }
    if (how.failsAt !== undefined && how.failsAt >= program.length) await run(fails);
    if (failures.length === 0) await this.#remove(program, handlers, around, run);
    return failures;
  }

  /** Deletes all that the state has. */
  async destroy(handlers: Handlers, around: Around, refresh: boolean): Promise<string[]> {
    return this.up([], handlers, around, { refresh });
  }

  /** Which resources a refresh would change. */
  async drift(handlers: Handlers): Promise<string[]> {
    const found = this.living.map(async (held) => {
      const live = await handlers[held.type].read!(held.id, held.outs);
      const isSame = live.id !== "" && canonical(live.inputs) === canonical(held.inputs);
      return isSame ? [] : [`${held.key}: ${canonical(held.inputs)} is live ${canonical(live.inputs)}`];
    });
    return (await Promise.all(found)).flat();
  }

  /** Reads every entry at the same time, also those that wait for their deletion, and compares it with what the state had. */
  async #refresh(handlers: Handlers): Promise<void> {
    const refresh = async (held: Held): Promise<void> => {
      const { inputs } = held;
      const live = await handlers[held.type].read!(held.id, held.outs);
      if (live.id === "") {
        if (this.#state.get(held.key) === held) this.#state.delete(held.key);
        this.#condemned = this.#condemned.filter((one) => one !== held);
        return;
      }
      Object.assign(held, { inputs: wire(live.inputs), outs: wire(live.props!), unfinished: false });
      await handlers[held.type].diff!(held.id, held.outs, inputs);
    };
    const all = [...this.living, ...this.#condemned].filter(({ pendingReplacement }) => !pendingReplacement);
    const failed = (await Promise.allSettled(all.map(refresh))).find(({ status }) => status === "rejected");
    if (failed) throw (failed as PromiseRejectedResult).reason;
  }

  #renamed(declared: Declaration): void {
    const { type, parent, aliases = [] } = declared;
    const key = keyOf(declared);
    const before = aliases.map((name) => keyOf({ type, name, ...(parent ? { parent } : {}) }));
    const found = before.find((alias) => this.#state.has(alias));
    if (found === undefined || this.#state.has(key)) return;
    const old = this.#state.get(found)!;
    this.#state.delete(found);
    old.key = key;
    this.#state.set(key, old);
  }

  async #reach(
    declared: Declaration,
    program: readonly Declaration[],
    handlers: Handlers,
    around: Around,
    forced: "replace" | "on changes" | undefined,
  ): Promise<void> {
    const handler = handlers[declared.type];
    const held = this.#state.get(keyOf(declared));
    const outs = (of: Type, who: string): Plain => {
      const found = this.#state.get(`${of} ${who}`);
      if (!found || found.pendingReplacement) throw new NotReached(`${of} ${who}`);
      return outputs(found);
    };
    /** The text of a program says what others declare, whether they are there or not. */
    const tolerant = (of: Type, who: string): Plain => {
      const found = this.#state.get(`${of} ${who}`);
      return found ? outputs(found) : {};
    };
    const news = { ...declared.args(outs), ...toldBy(program, declared, tolerant, this.stack) };
    // Of one that is replaced for no reason of its own, nothing old is looked at.
    const targeted = held !== undefined && (forced === "replace" || held.tainted === true);
    let wanted = await checked(handler, held && !targeted ? held.inputs : {}, news);
    if (!held) return this.#create(handler, declared, wanted, around);
    held.deletedWith = declared.deletedWith;
    const verdict = targeted ? { replaces: ["id"] } : await handler.diff!(held.id, held.outs, wanted);
    const changed = canonical(wanted) !== canonical(held.inputs);
    const replaces = (verdict.replaces?.length ?? 0) > 0 || (forced === "on changes" && changed);
    if (replaces || held.pendingReplacement) {
      // A replacement has no old inputs.
      if (!targeted) wanted = await checked(handler, {}, news);
      const first = verdict.deleteBeforeReplace === true;
      if (first && !held.pendingReplacement) {
        this.#asked.add(held);
        await around(`delete ${held.key}`, () => handler.delete!(held.id, held.outs), held.inputs);
        held.pendingReplacement = true;
      }
      await this.#create(handler, declared, wanted, around, first ? undefined : held);
    } else if (held.unfinished || changed) {
      await this.#update(handler, held, wanted, around);
    }
  }

  /** @param old is replaced, and waits for its deletion once there is another */
  async #create(handler: ResourceProvider, declared: Declaration, inputs: Plain, around: Around, old?: Held) {
    const { type, deletedWith } = declared;
    const key = keyOf(declared);
    const keep = (id: string, outs: Plain, unfinished: boolean): void => {
      if (old) this.#condemned.push(old);
      this.#state.delete(key);
      this.#state.set(key, {
        type,
        key,
        id,
        inputs,
        outs: wire(outs),
        identity: identityOf(inputs),
        unfinished,
        deletedWith,
      });
    };
    try {
      const made = await around(`create ${key}`, () => handler.create!(inputs), inputs);
      keep(made.id, made.outs!, false);
    } catch (error) {
      const { id, properties } = error as Halfway;
      if (id !== undefined) keep(id, properties!, true);
      throw error;
    }
  }

  async #update(handler: ResourceProvider, held: Held, inputs: Plain, around: Around) {
    try {
      const run = () => handler.update!(held.id, held.outs, inputs);
      const { outs } = await around(`update ${held.key}`, run, inputs);
      Object.assign(held, { inputs, outs: wire(outs), unfinished: false });
    } catch (error) {
      const { properties } = error as Halfway;
      // It keeps the old inputs with the new outputs.
      if (properties) Object.assign(held, { outs: wire(properties), unfinished: true });
      throw error;
    }
  }

  async #remove(
    program: readonly Declaration[],
    handlers: Handlers,
    around: Around,
    attempt: (work: () => Promise<void>) => Promise<boolean>,
  ) {
    const declared = new Set(program.map(keyOf));
    const leaving = this.living.filter(({ key }) => !declared.has(key)).reverse();
    for (const held of leaving) this.#asked.add(held);
    const going = [...this.#condemned, ...leaving];
    const gone = new Set([...going, ...this.#asked].map(({ key }) => key));
    // The engine deletes at the same time what does not depend on one another; a group waits there for its members to go.
    going.sort((a, b) => Number(a.type === "SkillGroup") - Number(b.type === "SkillGroup"));
    for (const held of going) {
      const along = held.deletedWith !== undefined && gone.has(`Staff ${held.deletedWith}`);
      const done = await attempt(async () => {
        const called = !along && !(held.pendingReplacement && !this.#condemned.includes(held));
        const run = () => handlers[held.type].delete!(held.id, held.outs);
        if (called) await around(`delete ${held.key}`, run, held.inputs);
        if (this.#condemned.includes(held)) this.#condemned = this.#condemned.filter((one) => one !== held);
        else this.#state.delete(held.key);
      });
      if (!done) return;
    }
  }
}

async function checked(handler: ResourceProvider, olds: Plain, news: Plain): Promise<Plain> {
  const { inputs, failures = [] } = await handler.check!(olds, news);
  if (failures.length > 0) throw new Error(failures.map(({ reason }) => reason).join("\n"));
  return wire(inputs);
}

/** What tells two resources apart, whatever they are called. */
export function identityOf(inputs: Plain): unknown {
  return inputs.__identity;
}

/** What a program sees of a resource: some of it follows from its id. */
function outputs({ type, id, outs }: Held): Plain {
  const derived = Object.entries(definitions[type].derived ?? {}).map(([key, from]) => [key, from(parseId(id).key)]);
  return { ...outs, ...Object.fromEntries(derived) };
}

function wire(value: Plain): Plain {
  return structuredClone(value);
}
