import * as pulumi from "@pulumi/pulumi";
import { UserError } from "../base/errors";

/** Who declares what in one run: a program may run more than once in a process, so nothing outlives its stack. */
const runs = new WeakMap<object, Map<object, Map<string, string>>>();
/** Stands for the account of the configuration, where no provider is given. */
const configured = {};

/**
 * Refuses a second resource of one program that declares the same object of the same account in plain text: each would
 * undo the other. What is only known later is not seen here. Outside a stack (unit tests with mocks) nothing is refused.
 */
export function declareOnce(key: string, owner: string, type: string, opts: pulumi.CustomResourceOptions = {}): void {
  const run = pulumi.runtime.getStackResource();
  if (!run) return;
  const account = opts.provider ?? opts.parent?.getProvider(type) ?? configured;
  const accounts = runs.get(run) ?? new Map<object, Map<string, string>>();
  runs.set(run, accounts);
  const owners = accounts.get(account) ?? new Map<string, string>();
  accounts.set(account, owners);
  const other = owners.get(key);
  if (other !== undefined) {
    throw new UserError(
      `${owner} and ${other} both declare ${key}: each would undo the other. Take it out of one of them`,
    );
  }
  owners.set(key, owner);
}
