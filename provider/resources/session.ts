import { type Account, createAccount, describeFailure, type Instance, readSettings, ServiceError } from "../api";
import { systemClock } from "../base/clock";
import { logThrough, shownBy } from "../base/door";
import { createLog, type Log } from "../base/log";
import { Secrets } from "../base/register";
import { Claims } from "../core/claims";
import type { CoreContext } from "../core/define";
import type { Host } from "../core/handler";
import type { LoopOptions } from "../core/job";
import { Locks } from "../core/locks";
import { StateKeys } from "../core/state-keys";
import { Underway } from "../core/underway";
import { type Plain, sameValue } from "../core/values";
import { Offers } from "./offers";
import type { NamedElsewhere } from "./staff/named-elsewhere";

/** What the verbs of this service's resources work with. */
export interface Context extends CoreContext {
  readonly account: Account;
  readonly instance: Instance;
  readonly loop: LoopOptions;
  readonly memory: Memory;
}

/** What verbs of one process tell each other about one instance. */
export interface Memory {
  /** Objects that a `diff` of this process decided to replace before they start: their delete must find them so. */
  readonly replacing: Set<string>;
  /** What is declared for accounts that a `diff` of this process decided to replace, by the id of the old one. */
  readonly successors: Map<string, Plain>;
  /** What is declared for callout tasks that a `diff` of this process decided to replace, and by which resource, by id. */
  readonly renewed: Map<string, { wanted: Plain; resource: string }>;
  /** Callout tasks that this process has stopped: nobody did it by hand. */
  readonly stopped: Set<number>;
  /** When a member was last taken out of a group by this process, milliseconds. */
  lastRelease: number;
  /** When this process last deleted an account, milliseconds: its mail and numbers may not be free at once. */
  lastLeave: number;
  /** Mails of accounts that this process forced offline and deleted: one made anew may be locked out still. */
  readonly forcedOut: Set<string>;
  /** What names accounts that this process makes anew, by mail in lower case. */
  readonly named: Map<string, NamedElsewhere>;
  /** What objects that wait for one another are about to give up. */
  readonly offers: Offers;
}

export interface SessionOptions {
  env?: NodeJS.ProcessEnv;
  log?: Log;
  /** What no text may hold that leaves; the session adds what it sees. */
  secrets?: Secrets;
}

/**
 * One plugin process: one account, its claims and its locks. The configuration arrives once; a fault in it is told by
 * every verb that needs it, since a throwing `configure` would be reported once and then forgotten.
 */
export function createSession(options: SessionOptions = {}): Host<Context> {
  const env = options.env ?? process.env;
  let get: (key: string) => string | undefined = () => undefined;
  let account: Account | undefined;
  let current = false;
  const clock = lazy(() => systemClock(env));
  const { secrets = new Secrets() } = options;
  const log = lazy(() => logThrough(options.log ?? createLog(env), secrets));
  const claims = new Claims();
  const inState = new StateKeys();
  const contexts = new Map<number, Context>();
  // Mails, numbers and ids mean something in their instance only: what is remembered under one is its instance's own.
  const own = new Map<number, Pick<Context, "locks" | "underway" | "memory">>();
  const ownOf = (sdkAppId: number): Pick<Context, "locks" | "underway" | "memory"> => {
    const known = own.get(sdkAppId) ?? { locks: new Locks(), underway: new Underway(), memory: freshMemory() };
    own.set(sdkAppId, known);
    return known;
  };

  const accountOf = (): Account => {
    if (account && current) return account;
    const settings = readSettings(get, env);
    if (!account || !sameValue(settings, account.settings)) {
      account = createAccount(settings, { clock: clock(), log: log(), env, secrets });
      contexts.clear();
    }
    current = true;
    return account;
  };

  return {
    configure(configuration) {
      // Pulumi configures each resource type on its own; they share one account all the same.
      get = (key) => configuration(`tccc:${key}`);
      current = false;
    },
    defect: (error) => log().debug(() => (error instanceof Error && error.stack) || String(error)),
    readable: (words) => secrets.keep(words),
    secret: (value) => secrets.note(value),
    shown: shownBy(secrets, env),
    explain: (doing, error) => (error instanceof ServiceError ? describeFailure(doing, error) : undefined),
    sdkAppId: () => accountOf().settings.sdkAppId,
    context(sdkAppId) {
      const account = accountOf();
      secrets.keep([String(sdkAppId)]);
      const known = contexts.get(sdkAppId);
      if (known) return known;
      const loop: LoopOptions = { clock: clock(), log: log(), judge, explain: describeFailure };
      const instance = account.instance(sdkAppId);
      const context: Context = {
        ...{ sdkAppId, clock: clock(), log: log(), account, instance, loop, claims, inState },
        ...ownOf(sdkAppId),
      };
      contexts.set(sdkAppId, context);
      return context;
    },
  };
}

const freshMemory = (): Memory => ({
  replacing: new Set(),
  successors: new Map(),
  renewed: new Map(),
  stopped: new Set(),
  lastRelease: 0,
  lastLeave: Number.NEGATIVE_INFINITY,
  forcedOut: new Set(),
  named: new Map(),
  offers: new Offers(),
});

/** How the loop is to read a failed call. */
function judge(error: unknown): "refused" | "doubtful" | "fatal" {
  if (!(error instanceof ServiceError)) return "fatal";
  if (error.applied === "maybe") return "doubtful";
  return isPermanent(error.code) ? "fatal" : "refused";
}

/** Refusals that no other plan can get around: who calls, where, and whether there is anybody to talk to. */
function isPermanent(code: string): boolean {
  return /^(AuthFailure|UnauthorizedOperation|Network\.|Http\.|Answer\.|RequestLimitExceeded)|InstanceNotExist$|PermissionDenied$/.test(
    code,
  );
}

function lazy<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
