import * as pulumi from "@pulumi/pulumi";
import { type Account, createAccount, describeFailure, type Instance, readSettings } from "../api";
import { systemClock } from "../base/clock";
import { UserError } from "../base/errors";
import { createLog } from "../base/log";
import { canonical } from "../core/values";
import type { Provider } from "../resources/provider";

/** Nothing is there by the name or id that was asked for. */
export class NotFound extends UserError {
  constructor(what: string, sdkAppId: number) {
    super(
      `${what} is not in instance ${sdkAppId}; look at what is there with the matching list lookup, or with \`tccc get\``,
    );
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

/** Where a question is asked. */
export interface Scope {
  account: Account;
  instance: Instance;
}

/** A question as a plain function: for scripts, and for programs in which its arguments are known. */
export type Plain<Args, Result> = (args: Args, options?: LookupOptions) => Promise<Result>;

/** The same question inside a program: its arguments may be outputs of resources, and so is its answer. */
export type Twin<Args, Result> = (args: pulumi.Input<Inputs<Args>>, options?: LookupOptions) => pulumi.Output<Result>;

type Inputs<Args> = { [K in keyof Args]: pulumi.Input<Args[K]> };

/** Asks `question` in the account of the configuration or of a provider. `doing` names it in messages: `reading staff`. */
export function plain<Args extends Scoped, Result>(
  doing: string,
  question: (scope: Scope, args: Args) => Promise<Result>,
): Plain<Args, Result> {
  return async (args, options = {}) => {
    const settings = options.provider ? await known(options.provider.settings) : undefined;
    const account = accountOf(settings);
    const sdkAppId = args.sdkAppId ?? account.settings.sdkAppId;
    if (sdkAppId === undefined) {
      throw new UserError(
        `${doing}: no instance is named; give sdkAppId, or set it with \`pulumi config set tccc:sdkAppId 1400000000\` or TCCC_SDK_APP_ID`,
      );
    }
    try {
      return await question({ account, instance: account.instance(sdkAppId) }, args);
    } catch (error) {
      if (error instanceof NotFound || !(error instanceof UserError)) throw error;
      throw new UserError(describeFailure(doing, error), { cause: error });
    }
  };
}

/**
 * The `…Output` twin. In a preview what is not found is unknown, since it may be about to be made by the same program;
 * in `up` it throws.
 */
export function twin<Args extends Scoped, Result>(ask: Plain<Args, Result>): Twin<Args, Result> {
  return (args, options) => {
    const answer = pulumi.output(args as pulumi.Input<Args>).apply(async (known) => {
      try {
        return await ask(known as Args, options);
      } catch (error) {
        if (error instanceof NotFound && pulumi.runtime.isDryRun()) return pulumi.unknown as unknown as Result;
        throw error;
      }
    });
    return answer as pulumi.Output<Result>;
  };
}

/** One account for one set of settings: its limits and lists serve every lookup of the process. */
const accounts = new Map<string, Account>();

function accountOf(settings: Readonly<Record<string, string>> | undefined): Account {
  const configured = settings ?? pulumi.runtime.allConfig();
  const read = readSettings((key) => configured[`tccc:${key}`], process.env);
  const key = canonical(read);
  const account =
    accounts.get(key) ??
    createAccount(read, { clock: systemClock(process.env), log: createLog(process.env), env: process.env });
  accounts.set(key, account);
  return account;
}

async function known(settings: pulumi.Output<Record<string, string>>): Promise<Record<string, string>> {
  const resolved = settings as unknown as { isKnown: Promise<boolean>; promise(): Promise<Record<string, string>> };
  if (!(await resolved.isKnown)) {
    throw new UserError("the provider's settings are not known yet; use the lookup's …Output form");
  }
  return resolved.promise();
}
