import * as pulumi from "@pulumi/pulumi";
import { type LookupOptions, NotFound, type Plain, type Surroundings, surroundedBy } from "./lookup";

/** A program's settings are those of its stack. */
export const stack: Surroundings = {
  configuration: () => pulumi.runtime.allConfig(),
  namingInstance:
    "give sdkAppId, or set it with `pulumi config set tccc:sdkAppId 1400000000`, or in the environment as TCCC_SDK_APP_ID",
};

surroundedBy(stack);

/** A value as it is inside an output: Pulumi carries no dates, so they are ISO 8601 texts there. */
export type Portable<T> = T extends Date
  ? string
  : T extends readonly (infer Item)[]
    ? Portable<Item>[]
    : T extends object
      ? { [K in keyof T]: Portable<T[K]> }
      : T;

type Inputs<Args> = { [K in keyof Args]: pulumi.Input<Args[K]> };

/** Arguments that are all optional may be left out. */
type GivenInputs<Args> =
  Partial<Args> extends Args
    ? [args?: pulumi.Input<Inputs<Args>>, options?: LookupOptions]
    : [args: pulumi.Input<Inputs<Args>>, options?: LookupOptions];

/** A lookup inside a program: its arguments may be outputs of resources, and so is its answer. Dates are ISO 8601 texts. */
export type Twin<Args, Result> = (...given: GivenInputs<Args>) => pulumi.Output<Portable<Result>>;

/**
 * The `…Output` twin. In a preview what is not found is unknown, since it may be about to be made by the same program;
 * in `up` it throws.
 *
 * @param isSecret whether an answer holds what must not be seen: then all of it is a secret, `pulumi.unsecret` opens a part
 */
export function twin<Args, Result>(
  ask: Plain<Args, Result>,
  isSecret: (answer: Result) => boolean = () => false,
): Twin<Args, Result> {
  return (...[args, options]: GivenInputs<Args>) => {
    // Waits for the provider's settings too; its keys are in them, but not in the answer.
    const settings = options?.provider && pulumi.unsecret(options.provider.settings);
    const answer = pulumi.all([portable(args ?? {}), settings]).apply(async ([known]) => {
      try {
        const found = await ask(...([known, options] as unknown as Parameters<typeof ask>));
        const carried = portable(found);
        return isSecret(found) ? pulumi.secret(carried) : carried;
      } catch (error) {
        if (error instanceof NotFound && pulumi.runtime.isDryRun())
          return pulumi.unknown as unknown as Portable<Result>;
        throw error;
      }
    });
    // `apply` unwraps the secret; its type is too deep for the compiler to see it.
    return answer as unknown as pulumi.Output<Portable<Result>>;
  };
}

/** A copy with every date as text. Promises, outputs and resources stay what they are. */
function portable<T>(value: T): Portable<T>;
function portable(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map((item) => portable(item));
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, portable(inner)]));
}
