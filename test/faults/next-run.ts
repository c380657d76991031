import assert from "node:assert/strict";
import type { ResourceProvider } from "@pulumi/pulumi/dynamic";
import type { Plain } from "../../provider/core/values";
import type { Handlers } from "../../provider/resources/registry";
import type { Centre, Declared, Failure } from "../resources/centre";

export type Verb = "create" | "read" | "update" | "delete";

/** What happens around the verbs of a life. */
export interface Weather {
  /** Before an attempt of a verb: the environment of its process. `run` 0 is the first. */
  before(verb: Verb, run: number): NodeJS.ProcessEnv | undefined;
  /** After it, however it ended. */
  after(verb: Verb, run: number): void | Promise<void>;
  /** When a verb has come to its end, be it in a later run. */
  done(verb: Verb): void;
  /** A failed attempt; whatever this throws was not as it must be. */
  failed(verb: Verb, failure: Failure): void;
  /** Further runs that a verb may need. */
  readonly furtherRuns: number;
}

type Types = keyof Handlers;

/** A verb's call with what Pulumi holds of the object; what it gives is what the next run starts from. */
type Call<T> = (handler: ResourceProvider) => Promise<T>;

/**
 * The centre of a user who runs the same command again where it failed: each verb is tried, and then what Pulumi runs next,
 * in a process of its own that checks and compares first as each run does.
 */
export function withNextRuns(centre: Centre, weather: Weather): Centre {
  const handlers = (): Handlers =>
    new Proxy({} as Handlers, { get: (_, type) => enduring(centre, type as Types, weather) });
  return {
    ...centre,
    oneByOne: true,
    process: handlers,
    declare: async (type, inputs, name, run = handlers()) =>
      enduringly(await centre.declare(type, inputs, name, run), handlers),
  };
}

/** The resource, each of whose verbs is a run of its own under the weather. */
function enduringly(declared: Declared, handlers: () => Handlers): Declared {
  return {
    get id() {
      return declared.id;
    },
    get inputs() {
      return declared.inputs;
    },
    get outs() {
      return declared.outs;
    },
    change: (news) => declared.change(news, handlers()),
    drift: () => declared.drift(handlers()),
    refresh: () => declared.refresh(handlers()),
    remove: () => declared.remove(handlers()),
    rename: declared.rename,
  };
}

function enduring(centre: Centre, type: Types, weather: Weather): ResourceProvider {
  let env: NodeJS.ProcessEnv = {};
  const fresh = (): ResourceProvider => centre.process(env)[type];
  /** The process of this run: check, diff and the verb share it. */
  let own: ResourceProvider | undefined;
  /** Whether the last verb was a diff that replaces. */
  let isCompared = false;
  /** What a replacement is about to delete, and for what. */
  let replacing: { id: string; olds: Plain; news: Plain } | undefined;

  async function attempts<T>(verb: Verb, first: Call<T>, next: (failure: Failure) => Call<T>): Promise<T> {
    let call = first;
    for (let run = 0; ; run++) {
      env = weather.before(verb, run) ?? {};
      if (Object.keys(env).length > 0) own = undefined;
      own ??= fresh();
      try {
        const result = await call(own);
        await weather.after(verb, run);
        weather.done(verb);
        return result;
      } catch (error) {
        await weather.after(verb, run);
        env = {};
        own = undefined;
        const failure = error as Failure;
        weather.failed(verb, failure);
        if (run >= weather.furtherRuns) throw error;
        call = next(failure);
      }
    }
  }

  const update =
    (id: string, olds: Plain, news: Plain): Call<{ outs?: Plain }> =>
    async (handler) => {
      await checked(handler, inputsOf(olds, news), news);
      await handler.diff!(id, olds, news);
      return handler.update!(id, olds, news);
    };

  return {
    check: (olds, news) => {
      // Before a replacement the engine checks again, in the same process.
      if (!own || !isCompared) own = fresh();
      isCompared = false;
      return own.check!(olds, news);
    },
    async diff(id, olds, news) {
      own ??= fresh();
      const result = await own.diff!(id, olds, news);
      replacing = result.replaces?.length ? { id, olds, news } : undefined;
      isCompared = replacing !== undefined;
      return result;
    },
    create(inputs) {
      let made: { id: string; properties: Plain } | undefined;
      const again: Call<{ id: string; outs?: Plain }> = async (handler) => {
        if (made) return { id: made.id, ...(await update(made.id, made.properties, inputs)(handler)) };
        await checked(handler, {}, inputs);
        return handler.create!(inputs);
      };
      return attempts<{ id: string; outs?: Plain }>(
        "create",
        (handler) => handler.create!(inputs),
        ({ id, properties }) => {
          if (id !== undefined) made = { id, properties: properties! };
          else if (made && properties) made.properties = properties;
          return again;
        },
      );
    },
    read: (id, props) => {
      const read: Call<Awaited<ReturnType<NonNullable<ResourceProvider["read"]>>>> = (handler) =>
        handler.read!(id, props);
      return attempts("read", read, () => read);
    },
    update(id, olds, news) {
      let before: Plain = olds;
      return attempts<{ outs?: Plain }>(
        "update",
        (handler) => handler.update!(id, olds, news),
        ({ properties }) => {
          before = properties ?? before;
          return update(id, before, news);
        },
      );
    },
    delete(id, props) {
      const replaced = replacing?.id === id ? replacing : undefined;
      const remove: Call<void> = (handler) => handler.delete!(id, props);
      return attempts("delete", remove, () => async (handler) => {
        if (replaced) {
          await checked(handler, inputsOf(replaced.olds, replaced.news), replaced.news);
          await handler.diff!(id, replaced.olds, replaced.news);
        }
        await handler.delete!(id, props);
      });
    },
  };
}

/** The old inputs, which Pulumi keeps beside the outputs: those outputs that are inputs too. */
function inputsOf(olds: Plain, news: Plain): Plain {
  return Object.fromEntries(Object.entries(olds).filter(([key]) => key in news));
}

async function checked(handler: ResourceProvider, olds: Plain, news: Plain): Promise<void> {
  const { failures = [] } = await handler.check!(olds, news);
  assert.deepEqual(failures, [], "the next run refuses what was declared");
}
