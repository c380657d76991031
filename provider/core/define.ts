import type { z } from "zod";
import type { Clock } from "../base/clock";
import type { Log } from "../base/log";
import type { Claims } from "./claims";
import type { Address } from "./identity";
import type { Issue } from "./issues";
import type { Locks } from "./locks";
import type { StateKeys } from "./state-keys";
import type { Underway } from "./underway";
import type { Plain } from "./values";

/** What every verb works with. A service adds its own to it. */
export interface CoreContext {
  readonly sdkAppId: number;
  readonly clock: Clock;
  readonly log: Log;
  readonly claims: Claims;
  readonly locks: Locks;
  readonly underway: Underway;
  readonly inState: StateKeys;
}

export type { Address } from "./identity";

/** The resource as messages name it: `Staff "li"`. */
export const addressText = ({ text }: Address): string => text;

export interface Made<Out> {
  /** The part of the id behind the instance. */
  key: string | number;
  outs: Out;
}

/**
 * A resource, declared once. What is not given means something safe: no `rules`, nothing more is refused; no
 * `replaceOn`, nothing replaces; no `secretInputs`, nothing is secret.
 */
export interface Definition<Shape extends z.ZodRawShape, Computed extends Plain, Ctx extends CoreContext> {
  /** The class's name: `Staff`. Part of the state's type, so frozen. */
  readonly type: string;
  readonly inputs: z.ZodObject<Shape>;
  /** Names of the outputs that are computed; none may equal an input's name. */
  readonly computed: readonly (keyof Computed & string)[];
  /** Inputs that are kept secret in state. */
  readonly secretInputs?: readonly string[];
  /** Computed outputs that are kept secret in state. */
  readonly secretOutputs?: readonly string[];
  /** Outputs that the id contains: known in every preview of an update. */
  readonly derived?: Readonly<Record<string, (key: string) => unknown>>;
  /** The key that a declaration names in plain text, if the caller chooses keys: what a claim is held under. */
  keyOf?(inputs: Plain): string | undefined;
  /**
   * True: the service chooses the id, so that the object is claimed itself, and the key, if there is one, is a name that can
   * pass from one object to another: whoever has an object of this name keeps nobody from deleting another one. Never where
   * the key is the object, however it is spelled.
   */
  readonly serviceId?: true;
  /**
   * Every key that a declaration names in plain text, where they are more than that of `keyOf`: no other resource of the
   * program may name one too.
   */
  declares?(args: Plain): string[];
  /**
   * The arguments that hold the keys, where a resource may delete objects in the middle of an `up`: it is then told what the
   * rest of the program declares (`elsewhere`), also what is known only after a while.
   */
  readonly told?: readonly string[];
  /** Keys of parts that are claimed on their own; the resource's verbs ask `ctx.claims` before they release one. */
  partsOf?(inputs: Plain): string[];
  /** Fields whose spellings differ while their meaning does not. The old spelling is kept. */
  readonly same?: Readonly<Record<string, (a: unknown, b: unknown) => boolean>>;
  /** Fields that are checked as a whole, in place of their schema: each gives its stored form and every issue. */
  readonly whole?: Readonly<Record<string, (value: unknown, old: unknown) => { value: unknown; issues: Issue[] }>>;
  /** Rules across fields. Sees only what is known; an unknown never refuses. */
  rules?(news: Plain, olds: Plain | undefined, environment: RuleEnvironment<Ctx>): Issue[];
  /** Fields of which a change replaces. */
  readonly replaceOn: readonly string[];
  /** Fields that replace for other reasons, given old outputs and new inputs. */
  replaceAlso?(olds: Plain, news: Plain): string[];
  /** True if the old object must go first when these fields replace. */
  deleteFirst?(replaces: readonly string[], olds: Plain, news: Plain): boolean;
  /** True: something of the state is still to be done, though no input differs; the engine is told to update. */
  unfinished?(olds: Plain): boolean;
  /** Told by every diff that replaces, in the process in which the replacement will be carried out. */
  onReplace?(ctx: Ctx, id: string, replaces: readonly string[], news: Plain, address: Address): void;
  create(ctx: Ctx, inputs: z.output<z.ZodObject<Shape>>, address: Address): Promise<Made<Plain>>;
  /** `undefined`: gone. Returned are the inputs as they are live (only keys of `olds`), and the computed outputs. */
  read(ctx: Ctx, key: string, olds: Plain, address: Address): Promise<ReadBack | undefined>;
  update(ctx: Ctx, key: string, olds: Plain, news: z.output<z.ZodObject<Shape>>, address: Address): Promise<Plain>;
  delete(ctx: Ctx, key: string, olds: Plain, address: Address): Promise<void>;
}

export interface RuleEnvironment<Ctx extends CoreContext> {
  clock: Clock;
  log: Log;
  address: Address;
  /** Of the configured instance; no call may be made. */
  ctx: Ctx;
  /** Keys that other resources of the program declare, where the definition has `told`. */
  elsewhere: readonly string[];
}

export interface ReadBack {
  inputs: Plain;
  computed: Plain;
}

// biome-ignore lint/suspicious/noExplicitAny: the registry and the handler take every definition alike.
export type AnyDefinition<Ctx extends CoreContext> = Definition<any, any, Ctx>;

/** Gives a definition its types; the object itself is the declaration. */
export function define<Shape extends z.ZodRawShape, Computed extends Plain, Ctx extends CoreContext>(
  definition: Definition<Shape, Computed, Ctx>,
): Definition<Shape, Computed, Ctx> {
  return definition;
}
