import assert from "node:assert/strict";
import type { ResourceProvider } from "@pulumi/pulumi/dynamic";
import { createLog } from "../../provider/base/log";
import { canonical, type Plain } from "../../provider/core/values";
import { createHandlers, type Handlers } from "../../provider/resources/registry";
import { createSession } from "../../provider/resources/session";
import { type Instance, type Simulator, type SimulatorOptions, startSimulator } from "../../provider/simulator";
import { urnOf } from "../core/thing";
import { assertKnownMembers } from "../frozen/private-members";

export const app = 1400000000;
const provider = "exports.handler=()=>undefined";

/** Waits take a hundredth of their time, in the provider and in the simulator alike. */
const SCALE = 0.01;

/** A declaration that was refused: all that `check` said. */
export class Refused extends Error {
  constructor(readonly failures: readonly string[]) {
    super(failures.join("\n"));
  }
}

/** A verb that failed, as Pulumi sees it. */
export interface Failure {
  message: string;
  /** The resource as the state has it after a create that ended halfway. */
  declared?: Declared;
  id?: string;
  properties?: Plain;
  reasons?: string[];
}

/**
 * One resource, worked with as the engine does: it holds what the state holds. Each verb is a run of its own, in a fresh
 * process, unless the handlers of one are given.
 */
export interface Declared {
  readonly id: string;
  readonly inputs: Plain;
  readonly outs: Plain;
  /** `up` with this declaration: check, diff, then nothing, an update, or a replacement. */
  change(news: Plain, run?: Handlers): Promise<"same" | "update" | "replace">;
  /** `refresh` without keeping what it finds: which inputs differ from what is live; "gone" if it is. */
  drift(run?: Handlers): Promise<Record<string, { was: unknown; is: unknown }> | "gone">;
  /** `refresh`: the state takes what is live. */
  refresh(run?: Handlers): Promise<void>;
  remove(run?: Handlers): Promise<void>;
  /** From now on the program calls it so, with an alias: its entry stays the one of its creation. */
  rename(name: string): void;
}

export interface Centre {
  readonly sim: Simulator;
  /** What the service holds. */
  readonly data: Instance;
  /** Verbs of a fresh process on this centre: nothing is remembered, nothing is claimed. */
  process(env?: NodeJS.ProcessEnv): Handlers;
  /** Every line that the user sees. */
  readonly lines: string[];
  /** The lines that contain a text. */
  said(part: string): string[];
  /** Names of the calls that write, in order; `calls.length = 0` forgets them. */
  writes(): string[];
  /** Lets the time pass in which the service's lists lag behind. */
  settle(): void;
  /** `up` with a new resource. */
  declare(type: keyof Handlers, inputs: Plain, name?: string, run?: Handlers): Promise<Declared>;
  /** Each verb is a run of its own here, one after the other. */
  readonly oneByOne?: true;
}

export interface CentreOptions extends SimulatorOptions {
  env?: NodeJS.ProcessEnv;
  /** How much shorter the waits of the simulator are, where the provider's are of another scale too. */
  scale?: number;
}

/** Runs `body` with the verbs of a fresh process against a fresh simulator. */
export async function withCentre(options: CentreOptions, body: (centre: Centre) => Promise<void>): Promise<void> {
  const lines: string[] = [];
  const started = Date.now();
  let passed = 0;
  // The simulator's clock runs as much faster as the provider's waits are shorter.
  const now = (): number => started + (Date.now() - started) / (options.scale ?? SCALE) + passed;
  const sim = await startSimulator({ rate: 0, now, ...options });
  const log = createLog({ TCCC_LOG: "trace", ...options.env }, (line) => lines.push(line));
  const process = (more: NodeJS.ProcessEnv = {}): Handlers => {
    const env = { ...sim.env, TCCC_TIME_SCALE: String(SCALE), ...options.env, ...more };
    const session = createSession({ env, log });
    session.configure((key) => (key === "tccc:requestsPerSecond" ? "1000" : undefined));
    return createHandlers(session);
  };
  try {
    await body({
      sim,
      data: sim.data.instance(options.sdkAppId ?? app),
      lines,
      said: (part) => lines.filter((line) => line.includes(part)),
      writes: () => sim.calls.map((call) => call.action).filter((action) => !action.startsWith("Describe")),
      settle: () => {
        passed += 60_000;
      },
      process,
      declare: (type, inputs, name = "it", run = process()) =>
        declare(type, (given) => (given ?? process())[type], inputs, name, run),
    });
  } finally {
    await sim.close();
  }
}

async function declare(
  type: string,
  verbs: (run?: Handlers) => ResourceProvider,
  news: Plain,
  name: string,
  run: Handlers,
): Promise<Declared> {
  const called = (as: string) => ({
    __provider: provider,
    __identity: urnOf(type, as),
    __told: JSON.stringify({ self: `${type}/${as}` }),
  });
  let internal = called(name);
  let inputs: Plain = await checked(verbs(run), undefined, news);
  let id = "";
  let outs: Plain = {};
  let unfinished = false;

  async function checked(handler: ResourceProvider, olds: Plain | undefined, declared: Plain): Promise<Plain> {
    const result = await handler.check!(olds ?? {}, { ...declared, ...internal });
    if (result.failures && result.failures.length > 0) {
      for (const failure of result.failures) assert.equal(failure.property, "");
      throw new Refused(result.failures.map((failure) => failure.reason));
    }
    return wire(result.inputs);
  }

  async function create(handler: ResourceProvider, wanted: Plain): Promise<void> {
    try {
      const made = await handler.create!(wanted);
      id = made.id;
      outs = known(type, wanted, made.outs);
      unfinished = false;
    } catch (error) {
      const { id: half, properties } = error as Failure;
      if (half) {
        id = half;
        outs = known(type, wanted, properties!);
        unfinished = true;
      }
      throw half ? Object.assign(error as Error, { declared: resource }) : error;
    }
  }

  async function update(handler: ResourceProvider, wanted: Plain): Promise<void> {
    try {
      outs = known(type, inputs, (await handler.update!(id, outs, wanted)).outs);
      inputs = wanted;
      unfinished = false;
    } catch (error) {
      const { properties } = error as Failure;
      // The engine keeps the old inputs with the new outputs.
      if (properties) outs = known(type, inputs, properties);
      unfinished ||= properties !== undefined;
      throw error;
    }
  }

  const resource: Declared = {
    get id() {
      return id;
    },
    get inputs() {
      return visible(inputs);
    },
    get outs() {
      return visible(outs);
    },
    async change(declared, given) {
      const handler = verbs(given);
      const wanted = await checked(handler, inputs, declared);
      const { changes, replaces, deleteBeforeReplace } = await handler.diff!(id, outs, wanted);
      if (replaces && replaces.length > 0) {
        const old = { id, outs };
        // The engine checks what replaces once more, as something new.
        const fresh = await checked(handler, undefined, declared);
        if (deleteBeforeReplace) await handler.delete!(old.id, old.outs);
        await create(handler, fresh);
        inputs = fresh;
        if (!deleteBeforeReplace) await handler.delete!(old.id, old.outs);
        return "replace";
      }
      // The engine compares with the old inputs, but calls `update` in any case where the last step failed halfway.
      if (!unfinished && !changes && canonical(visible(wanted)) === canonical(visible(inputs))) return "same";
      await update(handler, wanted);
      return "update";
    },
    async drift(given) {
      const live = await verbs(given).read!(id, outs);
      if (live.id === "") return "gone";
      assert.equal(live.id, id);
      const is: Plain = visible(wire(live.inputs));
      const was: Plain = visible(inputs);
      const differing = [...new Set([...Object.keys(is), ...Object.keys(was)])].filter(
        (key) => canonical(is[key]) !== canonical(was[key]),
      );
      return Object.fromEntries(differing.map((key) => [key, { was: was[key], is: is[key] }]));
    },
    async refresh(given) {
      const live = await verbs(given).read!(id, outs);
      assert.notEqual(live.id, "", "it is gone");
      outs = known(type, inputs, live.props!);
      inputs = wire(known(type, inputs, live.inputs, "inputs"));
      // The engine then knows no more that the last step failed.
      unfinished = false;
    },
    async remove(given) {
      await verbs(given).delete!(id, outs);
    },
    rename(as) {
      internal = called(as);
    },
  };
  await create(verbs(run), inputs);
  return resource;
}

/** What the state keeps after a verb, however it ended: which entry it is must be in it, and stays what it was at creation. */
function known(type: string, before: Plain, after: Plain, kind: "inputs" | "outputs" = "outputs"): Plain {
  const own = ({ __identity, __provider, __version }: Plain): Plain => ({ __identity, __provider, __version });
  const version = kind === "outputs" ? 1 : undefined;
  assert.deepEqual(own(after), { ...own(before), __version: version }, "which entry of the state this is");
  assert.match(String(after.__identity), /^urn:pulumi:.*#[0-9a-f]{12}$/);
  assertKnownMembers(type, kind, after);
  return wire(after);
}

/** What Pulumi's wire carries; like it, refuses `undefined` at any depth. */
function wire(value: Plain): Plain {
  assertNoUndefined(value, "");
  return structuredClone(value);
}

function assertNoUndefined(value: unknown, path: string): void {
  assert.notEqual(value, undefined, `undefined at ${path}`);
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) assertNoUndefined(inner, `${path}.${key}`);
}

function visible(props: Plain): Plain {
  return Object.fromEntries(Object.entries(props).filter(([key]) => !key.startsWith("__")));
}

/** What a verb fails with, in the form in which Pulumi gets it. */
export async function failureOf(verb: Promise<unknown>): Promise<Failure> {
  const error = await verb.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof Error, "expected a failure, but it succeeded");
  assert.doesNotMatch(`${error.message}\n${error.stack}`, /\bat .*\.(ts|js):\d/, "no stack reaches the user");
  assert.doesNotMatch(error.message, /defect of the provider/, error.message);
  return error as unknown as Failure;
}
