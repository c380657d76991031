import {
  type Account,
  type AccountSettings,
  createAccount,
  type Directory,
  describeFailure,
  type Instance,
  readSettings,
} from "../api";
import { systemClock } from "../base/clock";
import { logThrough } from "../base/door";
import { UserError } from "../base/errors";
import { createLog } from "../base/log";
import { masker } from "../base/mask";
import { Secrets } from "../base/register";
import { canonical } from "../core/values";
import type { Provider } from "../resources/provider";

// Pulumi is not loaded here: it takes longer than all the rest, and a command or a script has no use for it.

/** Nothing is there by the name or id that was asked for. */
export class NotFound extends UserError {
  constructor(what: string, sdkAppId: number) {
    const next = "look at what is there with the matching list lookup, or with `tccc get`";
    super(masker(process.env)(`${what} is not in instance ${sdkAppId}; ${next}`));
    this.name = "NotFound";
  }
}

/** What every lookup takes beside its own arguments. */
export interface Scoped {
  /** The instance. Default: `tccc:sdkAppId`, else `TCCC_SDK_APP_ID`. */
  sdkAppId?: number;
}

export interface LookupOptions {
  /** The account to ask, if not the one of the configuration. */
  provider?: Provider;
}

/** Where a question about one instance is asked. */
export interface Scope {
  account: Account;
  instance: Instance;
}

/** Arguments that are all optional may be left out. */
export type Given<Args> =
  Partial<Args> extends Args ? [args?: Args, options?: LookupOptions] : [args: Args, options?: LookupOptions];

/** A question as a plain function: for scripts, and for programs in which its arguments are known. */
export type Plain<Args, Result> = (...given: Given<Args>) => Promise<Result>;

/** A question with a long answer, read page by page as it is consumed. */
export type Stream<Args, Item> = (...given: Given<Args>) => AsyncIterable<Item>;

/** Where settings are read that no provider gives: a program fills this with its stack's configuration. */
export interface Surroundings {
  /** Keys such as `tccc:sdkAppId`. */
  configuration(): Readonly<Record<string, string>>;
  /** How an instance is named here. */
  namingInstance: string;
}

let surroundings: Surroundings = {
  configuration: () => ({}),
  namingInstance: "give sdkAppId, or set TCCC_SDK_APP_ID",
};

export function surroundedBy(other: Surroundings): void {
  surroundings = other;
}

/**
 * The row of a key, looked for once more in a list that begins now: the one at hand may be older than what was asked for.
 * Throws {@link NotFound}.
 */
export async function rowOf<Row>(directory: Directory<Row>, key: string, what: string, scope: Scope): Promise<Row> {
  const row = (await directory.find(key)) ?? (await directory.refind(key));
  if (!row) throw new NotFound(what, scope.instance.sdkAppId);
  return row;
}

/** Asks `question` in the account of the configuration or of a provider. `doing` names it in messages: `reading staff`. */
export function plain<Args extends Scoped, Result>(
  doing: string,
  question: (scope: Scope, args: Args) => Promise<Result>,
): Plain<Args, Result> {
  return accountWide<Args, Result>(doing, (account, args) => question(scopeOf(account, args), args));
}

/** A question that needs no instance. */
export function accountWide<Args, Result>(
  doing: string,
  question: (account: Account, args: Args) => Promise<Result>,
): Plain<Args, Result> {
  return async (...[args = {} as Args, options = {}]: Given<Args>) => {
    const account = await accountFor(options);
    try {
      return await question(account, args);
    } catch (error) {
      throw named(doing, error, account);
    }
  };
}

/** Like {@link plain}, for answers too long to be held at once. */
export function streamed<Args extends Scoped, Item>(
  doing: string,
  question: (scope: Scope, args: Args) => AsyncIterable<Item>,
): Stream<Args, Item> {
  return async function* (...[args = {} as Args, options = {}]: Given<Args>) {
    const account = await accountFor(options);
    try {
      yield* question(scopeOf(account, args), args);
    } catch (error) {
      throw named(doing, error, account);
    }
  };
}

/** The whole answer of a stream. */
export function gathered<Args, Item>(stream: Stream<Args, Item>): Plain<Args, Item[]> {
  return async (...given) => {
    const all: Item[] = [];
    for await (const item of stream(...given)) all.push(item);
    return all;
  };
}

function scopeOf(account: Account, { sdkAppId = account.settings.sdkAppId }: Scoped): Scope {
  if (sdkAppId === undefined) {
    throw new UserError(`no instance is named; ${surroundings.namingInstance}`);
  }
  if (!Number.isSafeInteger(sdkAppId) || sdkAppId < 1) {
    throw new UserError(`sdkAppId: expected the number of an instance such as 1400000000, got ${sdkAppId}`);
  }
  return { account, instance: account.instance(sdkAppId) };
}

function named(doing: string, error: unknown, { secrets }: Account): unknown {
  if (error instanceof NotFound) return error;
  if (!(error instanceof UserError)) {
    if (!(error instanceof Error)) return error;
    const clean = new Error(secrets.hide(error.message));
    return Object.assign(clean, { name: error.name, stack: secrets.hide(error.stack ?? "") });
  }
  const text = describeFailure(doing, error);
  const shown = masker(process.env)(secrets.hide(text));
  // Whoever prints the error prints its cause too.
  return new UserError(shown, shown === text ? { cause: error } : {});
}

/** One account for one set of settings: its limits and lists serve every lookup of the process. */
const accounts = new Map<string, Account>();

async function accountFor({ provider }: LookupOptions): Promise<Account> {
  const configured = provider ? await known(provider.settings) : surroundings.configuration();
  const read = readSettings((key) => configured[`tccc:${key}`], process.env);
  const key = canonical(read);
  const account = accounts.get(key) ?? newAccount(read);
  accounts.set(key, account);
  return account;
}

function newAccount(settings: AccountSettings): Account {
  const secrets = new Secrets();
  const log = logThrough(createLog(process.env), secrets);
  return createAccount(settings, { clock: systemClock(process.env), log, env: process.env, secrets });
}

async function known(settings: Provider["settings"]): Promise<Record<string, string>> {
  const resolved = settings as unknown as { isKnown: Promise<boolean>; promise(): Promise<Record<string, string>> };
  if (!(await resolved.isKnown)) {
    throw new UserError("the provider's settings are not known yet; use the lookup's …Output form");
  }
  return resolved.promise();
}
