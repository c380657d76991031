/**
 * The actions of the service as the vendor's SDK types them, and the call of one action: the only place that knows the
 * SDK's client.
 *
 * Layers, outermost first: `retry` (retry.ts) decides whether to try again, `limit` (limiter.ts) waits for a slot of the
 * action, `send` signs and sends. Every attempt takes a slot of its own: a retried call counts at the service too.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import type { Client } from "tencentcloud-sdk-nodejs-ccc/tencentcloud/services/ccc/v20200210/ccc_client";
import type { Clock } from "../base/clock";
import { UserError } from "../base/errors";
import type { Log } from "../base/log";
import { Secrets } from "../base/register";
import { redact, secretsOf } from "../base/secrets";
import { createAgent, proxyFor } from "./agent";
import { readAnswer } from "./answers";
import type { AccountSettings } from "./config";
import { type Credentials, createCredentialSource } from "./credentials";
import { fromSdk } from "./failures";
import { Journey, watched } from "./journey";
import { createLimiter } from "./limiter";
import { retrying } from "./retry";

/** Name of an action of API `ccc` 2020-02-10: every method of the SDK's client that begins with a capital letter. */
export type Action = {
  [K in keyof Client]: K extends `${infer First}${string}`
    ? First extends Lowercase<First>
      ? never
      : Client[K] extends (...args: never[]) => Promise<unknown>
        ? K
        : never
    : never;
}[keyof Client];

/** Request of an action. `null` members are dropped by the SDK on the way: null cannot clear anything. */
export type RequestOf<A extends Action> = Parameters<Client[A]>[0];

/** Answer of an action. Lists may arrive as `null` or be absent although their type does not say null. */
export type ResponseOf<A extends Action> = Awaited<ReturnType<Client[A]>>;

/** Actions that name one instance with `SdkAppId`: nearly all. */
export type InstanceAction = { [A in Action]: "SdkAppId" extends keyof RequestOf<A> ? A : never }[Action];

/** Calls actions of the service. Throws {@link ServiceError}, or a `UserError` when no credentials are found. */
export interface Caller {
  call<A extends Action>(action: A, request: RequestOf<A>, options?: CallOptions): Promise<ResponseOf<A>>;
}

export interface CallOptions {
  /**
   * Asked at the last moment before each attempt is signed and sent, after every wait for its turn; what it throws ends the
   * call, and this attempt is not sent. For what was right when the call was made and need not be so minutes later.
   */
  beforeSend?(): void;
}

/** One attempt of one call, without limit and without retry. */
export type Send = <A extends Action>(
  action: A,
  request: RequestOf<A>,
  options?: CallOptions,
) => Promise<ResponseOf<A>>;

export interface CallerOptions {
  clock: Clock;
  log: Log;
  env: NodeJS.ProcessEnv;
  /** Takes in what is secret in every call. Default: those of this caller alone. */
  secrets?: Secrets;
}

/** Seconds without a complete answer after which an attempt is given up: the SDK's own default. Scaled by the clock. */
const TIMEOUT_S = 60;
/** However small the time scale, a healthy answer keeps this many seconds. */
const LEAST_TIMEOUT_S = 2;

/** The caller of one account: SDK client, agent, credentials and limiters are made once and shared by all its calls. */
export function createCaller(settings: AccountSettings, options: CallerOptions): Caller {
  const { secrets = new Secrets() } = options;
  const credentials = createCredentialSource(settings, options.env, secrets);
  const sender = lazily(() => createSender(settings, credentials, { ...options, secrets }));
  const limit = createLimiter(settings.requestsPerSecond, options.clock.scaled);
  return {
    call: async <A extends Action>(action: A, request: RequestOf<A>, more?: CallOptions): Promise<ResponseOf<A>> => {
      refuseInexact(action, request);
      // Before the first slot is taken: a slow start would let the calls of two seconds reach the service in one.
      const send = await sender();
      return retrying<ResponseOf<A>>(action, options.clock, options.log, () =>
        limit(action, () => send(action, request, more)),
      );
    },
  };
}

async function createSender(
  settings: AccountSettings,
  credentials: () => Promise<Credentials>,
  options: CallerOptions & { secrets: Secrets },
): Promise<Send> {
  const { secrets } = options;
  const proxy = proxyFor(settings.endpoint, options.env);
  if (proxy?.password) secrets.note(proxy.href);
  await credentials();
  const sdk = await import("tencentcloud-sdk-nodejs-ccc/tencentcloud/services/ccc/v20200210/ccc_client.js");
  const signing = new AsyncLocalStorage<Credentials>();
  const client: Client = new sdk.Client({
    // Those of the attempt: to renew them at this point could take long, and would fail as if the call itself had.
    credential: { getCredential: async () => signing.getStore() ?? credentials() },
    region: settings.region,
    profile: {
      httpProfile: {
        endpoint: settings.endpoint.host,
        protocol: settings.endpoint.protocol,
        reqTimeout: Math.max(LEAST_TIMEOUT_S, options.clock.scaled(TIMEOUT_S * 1000) / 1000),
        // Always an agent of ours: without one the SDK takes `http_proxy` for every address, loopback included.
        agent: watched(createAgent(settings.endpoint, options.env)),
      },
    },
  });
  return async <A extends Action>(action: A, request: RequestOf<A>, more?: CallOptions): Promise<ResponseOf<A>> => {
    const own = await credentials();
    secrets.note(secretsOf(request));
    more?.beforeSend?.();
    const journey = new Journey();
    const started = options.clock.now();
    const took = () => `${options.clock.now() - started} ms`;
    options.log.trace(() => `${action} request ${JSON.stringify(redact(request))}`);
    try {
      const answer = (await signing.run(own, () =>
        journey.run(() => client.request(action, request)),
      )) as ResponseOf<A>;
      secrets.note(secretsOf(answer));
      options.log.info(() => `${action} ${subjectOf(request)} ${took()} ${answer.RequestId ?? "no RequestId"}`);
      options.log.trace(() => `${action} answer ${JSON.stringify(redact(answer))}`);
      return readAnswer(answer, action);
    } catch (error) {
      const failure = fromSdk(action, error, request, secrets, journey.reach);
      options.log.info(() => `${action} ${subjectOf(request)} ${took()} ${failure.code} ${failure.requestId ?? ""}`);
      throw failure;
    }
  };
}

/** A number that is not exact names another object than was meant. */
function refuseInexact(action: string, value: unknown, name = ""): void {
  if (typeof value === "object" && value !== null) {
    for (const [member, inner] of Object.entries(value)) {
      refuseInexact(action, inner, Array.isArray(value) ? name : member);
    }
  }
  if (
    typeof value !== "number" ||
    (Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value)))
  ) {
    return;
  }
  throw new UserError(
    `${name} of ${action}: expected a whole number up to ${Number.MAX_SAFE_INTEGER}, got ${Number.isFinite(value) ? `about ${value}` : value}; nothing was sent`,
  );
}

/** What a request is about, for a log line: the value of its first naming member, or `-`. */
export function subjectOf(request: object): string {
  for (const member of SUBJECTS) {
    const value = (request as Record<string, unknown>)[member];
    if (typeof value === "string" || typeof value === "number") return String(value);
    if (Array.isArray(value) && value.length > 0) {
      const names = value.slice(0, 3).map((item) => (isSeat(item) ? item.Mail : String(item)));
      return value.length > 3 ? `${names.join(",")} and ${value.length - 3} more` : names.join(",");
    }
  }
  return "-";
}

/** Members that name an object, the more telling first. */
const SUBJECTS = [
  ...["StaffMail", "StaffEmail", "Email", "Mail", "Staffs", "StaffList", "ExtensionId", "ExtensionIds", "TaskId"],
  ...["CampaignId", "SkillGroupID", "SkillGroupId", "SkillGroupName", "Number", "SessionId", "Name"],
];

const isSeat = (item: unknown): item is { Mail: string } =>
  typeof item === "object" && item !== null && typeof (item as { Mail?: unknown }).Mail === "string";

/** Runs `make` at the first call and again only when it failed: absent credentials may be there the next time. */
function lazily<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}
