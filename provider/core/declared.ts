import * as pulumi from "@pulumi/pulumi";
import { UserError } from "../base/errors";
import { masker } from "../base/mask";

/** Who declares what in one run: a program may run more than once in a process, so nothing outlives its stack. */
const runs = new WeakMap<object, Map<object, Map<string, string>>>();
/** Stands for the account of the configuration, where no provider is given. */
const configured = {};

/** The input by which a resource is told what the rest of the program declares. */
export const ELSEWHERE = "__elsewhere";

/**
 * Refuses a second resource of one program that declares the same object of the same account in plain text: each would
 * undo the other. What is only known later is not seen here. Outside a stack (unit tests with mocks) nothing is refused.
 */
export function declareOnce(
  keys: readonly string[],
  owner: string,
  type: string,
  opts: pulumi.CustomResourceOptions = {},
): void {
  const owners = ownersOf(type, opts);
  if (!owners) return;
  const taken = keys.filter((key) => owners.has(key));
  if (taken.length > 0) {
    const other = owners.get(taken[0]!);
    const more = taken.length > MOST_SHOWN ? ` and ${taken.length - MOST_SHOWN} more` : "";
    throw new UserError(
      masker(process.env)(
        `${owner} and ${other} both declare ${taken.slice(0, MOST_SHOWN).join(", ")}${more}: each would undo the other. Take it out of one of them`,
      ),
    );
  }
  for (const key of keys) owners.set(key, owner);
}

const MOST_SHOWN = 10;

/**
 * What other resources declare, as JSON from key to owner: all that is constructed before the program first waits for
 * something. Whoever lets go of an object in the same run must know who takes it.
 */
export async function declaredElsewhere(
  owner: string,
  type: string,
  opts: pulumi.CustomResourceOptions = {},
): Promise<string> {
  const owners = ownersOf(type, opts);
  await new Promise((resolve) => setImmediate(resolve));
  return JSON.stringify(Object.fromEntries([...(owners ?? [])].filter(([, other]) => other !== owner)));
}

function ownersOf(type: string, opts: pulumi.CustomResourceOptions): Map<string, string> | undefined {
  const run = pulumi.runtime.getStackResource();
  if (!run) return undefined;
  const account = opts.provider ?? opts.parent?.getProvider(type) ?? configured;
  const accounts = runs.get(run) ?? new Map<object, Map<string, string>>();
  runs.set(run, accounts);
  const owners = accounts.get(account) ?? new Map<string, string>();
  accounts.set(account, owners);
  return owners;
}
