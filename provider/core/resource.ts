import * as pulumi from "@pulumi/pulumi";
import { type Declaring, declareLater, declareOnce, isCarrier, type Registration, toldOf } from "./declared";
import { IDENTITY } from "./identity";
import { parseId } from "./ids";
import { TOLD, type Told } from "./told";
import { type Plain, pick } from "./values";

type Primitive = string | number | boolean | bigint | undefined | null;

type Deep<T> = [T] extends [Primitive]
  ? T
  : T extends Primitive
    ? T
    : T extends readonly (infer Item)[]
      ? InputOf<Item>[]
      : { [K in keyof T]: InputOf<T[K]> };

/** A value that may be given as it is or as the output of another resource, at every depth. */
export type InputOf<T> = pulumi.Input<Deep<T>>;

/** The arguments of a resource class, from the plain interface that documents its inputs. */
export type ArgsOf<Inputs> = { [K in keyof Inputs]: InputOf<Inputs[K]> };

/** The output properties of a resource class: its checked inputs and what is computed. */
export type PropsOf<Inputs, Computed = unknown> = { readonly [K in keyof Inputs]-?: pulumi.Output<Inputs[K]> } & {
  readonly [K in keyof Computed]: pulumi.Output<Computed[K]>;
};

/** True when a schema takes exactly what the interface documents; anything else does not compile. */
export type Agree<A, B> = [A, B, keyof A, keyof B] extends [B, A, keyof B, keyof A] ? true : false;

export type ResourceConstructor<Args, Props> = new (
  name: string,
  args: Args,
  opts?: pulumi.CustomResourceOptions,
) => pulumi.CustomResource & Props;

/**
 * Only a name is stored; behaviour is loaded. This text lies in the state of every resource and is run by every later
 * refresh, update and delete: the module path and the member's name are frozen for ever.
 */
export function handlerText(type: string): string {
  return `exports.handler=()=>require("pulumi-tccc/handler").${type}`;
}

/** The class that a program uses. Subclasses add their documentation and nothing else, or prepare arguments. */
export function resourceClass<Args, Props>(definition: Declared): ResourceConstructor<Args, Props> {
  class Resource extends pulumi.CustomResource {
    constructor(name: string, args: Plain, opts?: pulumi.CustomResourceOptions) {
      const type = `pulumi-nodejs:dynamic/tccc:${definition.type}`;
      const declaring: Declaring = { type: definition.type, name, opts };
      const registration = declared(definition, args ?? {}, declaring);
      const self: { resource?: unknown } = {};
      const props: Plain = {
        __provider: handlerText(definition.type),
        [IDENTITY]: urnOf(type, name, opts),
        [TOLD]: told(definition, registration, self, declaring),
      };
      for (const output of definition.computed) if (!definition.derived?.[output]) props[output] = undefined;
      // An input that is left out is still an output property, such as one that a later version may compute.
      for (const input of Object.keys(definition.inputs.shape)) props[input] = undefined;
      for (const [key, value] of Object.entries(args ?? {})) {
        props[key] = definition.secretInputs?.includes(key) && value !== undefined ? pulumi.secret(value) : value;
      }
      super(type, name, props, {
        ...opts,
        additionalSecretOutputs: [...(opts?.additionalSecretOutputs ?? []), ...(definition.secretOutputs ?? [])],
      });
      self.resource = this;
      // Known in every preview of an update, where the engine does not know what a provider will compute.
      for (const [output, from] of Object.entries(definition.derived ?? {})) {
        const value = this.id.apply((id) => from(parseId(id).key));
        Object.defineProperty(this, output, { value, enumerable: true });
      }
    }
  }
  return Resource as unknown as ResourceConstructor<Args, Props>;
}

/** What the class needs of a definition: nothing of its verbs. */
export interface Declared {
  readonly type: string;
  readonly inputs: { readonly shape: object };
  readonly computed: readonly string[];
  readonly secretInputs?: readonly string[];
  readonly secretOutputs?: readonly string[];
  readonly derived?: Readonly<Record<string, (key: string) => unknown>>;
  readonly told?: readonly string[];
  keyOf?(inputs: Plain): string | undefined;
  declares?(args: Plain): string[];
}

/** Notes what the arguments declare: at once where it is plain, else when it is known. */
function declared(definition: Declared, args: Plain, declaring: Declaring): Registration {
  const instance = args.sdkAppId === undefined ? "" : `${args.sdkAppId}/`;
  const isHere = isPlain(args.sdkAppId);
  const keysOf = (known: Plain): string[] =>
    (definition.declares?.(known) ?? [definition.keyOf?.(known)]).flatMap((key) =>
      key === undefined ? [] : [instance + key],
    );
  const keys = isHere ? keysOf(args) : [];
  const registration = declareOnce(keys, declaring);
  if (isHere && keys.length === 0 && definition.told) {
    declareLater(registration, pick(args, definition.told), keysOf, declaring);
  }
  return registration;
}

function told(
  definition: Declared,
  registration: Registration,
  self: { resource?: unknown },
  declaring: Declaring,
): string | Promise<string> {
  if (definition.told && isCarrier(registration, declaring)) {
    return toldOf(registration, self, definition.declares !== undefined, declaring);
  }
  return JSON.stringify({ self: registration.self } satisfies Told);
}

/**
 * The URN of a resource that is being constructed. As a promise, not as an output: an output of the parent's URN would make
 * the resource depend on all of its parent's children, itself among them.
 */
function urnOf(type: string, name: string, opts: pulumi.CustomResourceOptions = {}): Promise<string> {
  const parent = opts.parent ?? pulumi.runtime.getStackResource();
  return new Promise((resolve) => {
    pulumi.createUrn(name, type, parent).apply(resolve);
  });
}

function isPlain(value: unknown): boolean {
  return value === undefined || typeof value === "number";
}
