import type { Clock } from "../base/clock";
import { UserError } from "../base/errors";
import type { Log } from "../base/log";
import { Secrets } from "../base/register";
import { type Caller, createCaller } from "./client";
import type { AccountSettings } from "./config";
import { createInstance, type Instance } from "./instance";

/** Everything the provider knows of one account: one per set of settings and process. */
export interface Account {
  settings: AccountSettings;
  caller: Caller;
  clock: Clock;
  log: Log;
  /** What is secret in its settings and calls. */
  secrets: Secrets;
  /** The instance of an id, always the same object: its lists and batches are shared. */
  instance(sdkAppId: number): Instance;
  /** How many calls have come to their end. */
  calls(): number;
  deletes: {
    /** Counts one deletion of a single `Staff`. Throws a `UserError` once `settings.maxDeletes` are used up. */
    take(): void;
  };
}

export interface AccountOptions {
  clock: Clock;
  log: Log;
  /** Proxy settings and the place of the credentials file are taken from here. */
  env: NodeJS.ProcessEnv;
  /** Takes in what is secret in settings and calls; Default: those of this account alone. */
  secrets?: Secrets;
  /** In place of the real service, for tests. */
  caller?: Caller;
}

/** Makes no call: credentials are looked for, and connections opened, at the first one. */
export function createAccount(settings: AccountSettings, options: AccountOptions): Account {
  const { clock, log, secrets = new Secrets() } = options;
  const instances = new Map<number, Instance>();
  let calls = 0;
  const { call } = options.caller ?? createCaller(settings, { ...options, secrets });
  const account: Account = {
    settings,
    clock,
    log,
    secrets,
    caller: {
      call: (action, request, more) =>
        call(action, request, more).finally(() => {
          calls++;
        }),
    },
    calls: () => calls,
    instance: (sdkAppId) => {
      const known = instances.get(sdkAppId);
      if (known) return known;
      const made = createInstance(sdkAppId, account);
      instances.set(sdkAppId, made);
      return made;
    },
    deletes: createFuse(settings.maxDeletes),
  };
  return account;
}

/** A fuse, not a plan: it stops a run that deletes far more people than anybody meant, it cannot prevent the first ones. */
function createFuse(most: number): Account["deletes"] {
  let taken = 0;
  return {
    take: () => {
      if (taken >= most) {
        throw new UserError(
          `Stopped before another deletion: this run has deleted ${most} staff, and tccc:maxDeletes allows no more. If all of them are meant to go, run again with TCCC_MAX_DELETES=<number>, or raise tccc:maxDeletes`,
        );
      }
      taken++;
    },
  };
}
