import type { ResourceProvider } from "@pulumi/pulumi/dynamic";
import { TOLD } from "../../provider/core/declared";
import { parseId } from "../../provider/core/ids";
import { canonical, type Plain } from "../../provider/core/values";
import { definitions, type Handlers } from "../../provider/resources/registry";
import { urnOf } from "../core/thing";

export type Type = keyof Handlers;

/** One resource of a program; `args` may look at the outputs of those before it. */
export interface Declaration {
  type: Type;
  name: string;
  /** Names that it had before. */
  aliases?: readonly string[];
  args(outs: (type: Type, name: string) => Plain): Plain;
  /** The name of a Staff whose deletion takes this along. */
  deletedWith?: string | undefined;
}

/** What the state keeps of one resource. */
interface Held {
  type: Type;
  name: string;
  id: string;
  inputs: Plain;
  outs: Plain;
  /** Its last step failed halfway: the next run updates it in any case. */
  unfinished: boolean;
  deletedWith?: string | undefined;
}

/** A verb that writes, about to be run: the place where a process may die. */
export type Around = <T>(verb: string, run: () => Promise<T>) => Promise<T>;

export class Killed extends Error {}

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
  /** Replaced by another, and to be deleted. */
  #condemned: Held[] = [];

  constructor(readonly stack = "stack") {}

  /** Whether some resource of this type has this object in the state. */
  holds(type: Type, key: string | number): boolean {
    return [...this.#state.values()].some((held) => held.type === type && parseId(held.id).key === String(key));
  }

  /** The outputs of a resource that is in the state. */
  outsOf(type: Type, name: string): Plain | undefined {
    return this.#state.get(`${type} ${name}`)?.outs;
  }

  /** Failed and said why; nothing where it came to its end. */
  async up(program: readonly Declaration[], handlers: Handlers, around: Around, refresh: boolean): Promise<string[]> {
    try {
      if (refresh) await this.#refresh(handlers);
      for (const declared of program) this.#renamed(declared);
      for (const declared of program) await this.#reach(declared, program, handlers, around);
      await this.#remove(program, handlers, around);
      return [];
    } catch (error) {
      if (error instanceof Killed) throw error;
      const { reasons, message } = error as Halfway;
      return reasons ?? [message];
    }
  }

  /** Which resources a refresh would change. */
  async drift(handlers: Handlers): Promise<string[]> {
    const found: string[] = [];
    for (const held of this.#state.values()) {
      const live = await handlers[held.type].read!(held.id, held.outs);
      if (live.id === "" || canonical(live.inputs) !== canonical(held.inputs)) {
        found.push(`${held.type} ${held.name}: ${canonical(held.inputs)} is live ${canonical(live.inputs)}`);
      }
    }
    return found;
  }

  async #refresh(handlers: Handlers): Promise<void> {
    for (const [key, held] of [...this.#state]) {
      const live = await handlers[held.type].read!(held.id, held.outs);
      if (live.id === "") this.#state.delete(key);
      else Object.assign(held, { inputs: wire(live.inputs), outs: wire(live.props!) });
    }
  }

  #renamed({ type, name, aliases = [] }: Declaration): void {
    const before = aliases.find((alias) => this.#state.has(`${type} ${alias}`));
    if (before === undefined || this.#state.has(`${type} ${name}`)) return;
    const old = this.#state.get(`${type} ${before}`)!;
    this.#state.delete(`${type} ${before}`);
    this.#state.set(`${type} ${name}`, Object.assign(old, { name }));
  }

  async #reach(declared: Declaration, program: readonly Declaration[], handlers: Handlers, around: Around) {
    const { type, name, deletedWith } = declared;
    const handler = handlers[type];
    const held = this.#state.get(`${type} ${name}`);
    const outs = (of: Type, who: string): Plain => outputs(this.#state.get(`${of} ${who}`)!);
    const told = { self: `${type}/${name}`, elsewhere: definitions[type].told && elsewhere(program, declared, outs) };
    const internals: Plain = {
      __provider: type,
      __identity: urnOf(type, name, this.stack),
      [TOLD]: JSON.stringify(told),
    };
    const check = async (olds: Plain): Promise<Plain> => {
      const { inputs, failures = [] } = await handler.check!(olds, { ...declared.args(outs), ...internals });
      if (failures.length > 0) throw new Error(failures.map(({ reason }) => reason).join("\n"));
      return inputs;
    };
    const wanted = await check(held?.inputs ?? {});
    if (!held) return this.#create(handler, declared, wire(wanted), around);
    held.deletedWith = deletedWith;
    const { replaces, deleteBeforeReplace } = await handler.diff!(held.id, held.outs, wanted);
    if (replaces?.length) {
      // The engine checks what replaces once more, as something new.
      const fresh = await check({});
      if (deleteBeforeReplace) {
        await around(`delete ${type} ${name}`, () => handler.delete!(held.id, held.outs));
        this.#state.delete(`${type} ${name}`);
      }
      const old = { ...held };
      await this.#create(handler, declared, wire(fresh), around);
      if (!deleteBeforeReplace) this.#condemned.push(old);
    } else if (held.unfinished || canonical(wanted) !== canonical(held.inputs)) {
      await this.#update(handler, held, wire(wanted), around);
    }
  }

  async #create(handler: ResourceProvider, { type, name, deletedWith }: Declaration, inputs: Plain, around: Around) {
    const keep = (id: string, outs: Plain, unfinished: boolean): void => {
      this.#state.delete(`${type} ${name}`);
      this.#state.set(`${type} ${name}`, { type, name, id, inputs, outs: wire(outs), unfinished, deletedWith });
    };
    try {
      const made = await around(`create ${type} ${name}`, () => handler.create!(inputs));
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
      const { outs } = await around(`update ${held.type} ${held.name}`, run);
      Object.assign(held, { inputs, outs: wire(outs), unfinished: false });
    } catch (error) {
      const { properties } = error as Halfway;
      // It keeps the old inputs with the new outputs.
      if (properties) Object.assign(held, { outs: wire(properties), unfinished: true });
      throw error;
    }
  }

  async #remove(program: readonly Declaration[], handlers: Handlers, around: Around) {
    const declared = new Set(program.map(({ type, name }) => `${type} ${name}`));
    const leaving = [...this.#state].filter(([key]) => !declared.has(key)).reverse();
    const gone = new Set(leaving.map(([key]) => key));
    // The engine deletes at the same time what does not depend on one another; a group waits there for its members to go.
    leaving.sort(([, a], [, b]) => Number(a.type === "SkillGroup") - Number(b.type === "SkillGroup"));
    for (const held of [...this.#condemned]) {
      await around(`delete ${held.type} ${held.name}`, () => handlers[held.type].delete!(held.id, held.outs));
      this.#condemned = this.#condemned.filter((one) => one !== held);
    }
    for (const [key, held] of leaving) {
      const along = held.deletedWith !== undefined && gone.has(`Staff ${held.deletedWith}`);
      if (!along) await around(`delete ${key}`, () => handlers[held.type].delete!(held.id, held.outs));
      this.#state.delete(key);
    }
  }
}

/** What a program sees of a resource: some of it follows from its id. */
function outputs({ type, id, outs }: Held): Plain {
  const derived = Object.entries(definitions[type].derived ?? {}).map(([key, from]) => [key, from(parseId(id).key)]);
  return { ...outs, ...Object.fromEntries(derived) };
}

/** What the constructors of the other resources of a program tell. */
function elsewhere(
  program: readonly Declaration[],
  own: Declaration,
  outs: (type: Type, name: string) => Plain,
): Record<string, [string, string]> {
  const others = program.filter((one) => one !== own && (one.type === "Staff" || one.type === "Roster"));
  return Object.fromEntries(
    others.flatMap((one) => {
      const definition = definitions[one.type];
      const args = one.args(outs);
      const keys = definition.declares?.(args) ?? [definition.keyOf?.(args)];
      return keys.flatMap((key) =>
        key === undefined ? [] : [[key, [`${one.type}/${one.name}`, `${one.type} "${one.name}"`]]],
      );
    }),
  );
}

function wire(value: Plain): Plain {
  return structuredClone(value);
}
