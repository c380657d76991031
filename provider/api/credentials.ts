import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { systemClock } from "../base/clock";
import { messageOf, UserError } from "../base/errors";
import { createLog } from "../base/log";
import { Secrets } from "../base/register";
import { createAgent } from "./agent";
import type { AccountSettings } from "./config";
import type { Endpoint } from "./endpoint";
import { fromSdk } from "./failures";
import { isLoopback } from "./loopback";
import { renewed, type Temporary } from "./renewal";
import { retrying } from "./retry";

export interface Credentials {
  secretId: string;
  secretKey: string;
  token?: string;
}

/** Gives the credentials to sign with; asked before every attempt, so that temporary ones are renewed in time. */
export type CredentialSource = () => Promise<Credentials>;

/** Milliseconds a role service of the machine gets to answer: it is next door, or it is not there at all. */
const ROLE_PATIENCE_MS = 5000;

/**
 * Credentials by the settings: given ones as they are; else the section of the credentials file; else, in the SDK's own
 * order, the file's `default` section, the CVM's role, the OIDC role of the environment. With `assumeRole` these are used
 * to take on that role. Found at the first call; a source once found stays the source. What is secret in them is noted.
 */
export function createCredentialSource(
  settings: AccountSettings,
  env: NodeJS.ProcessEnv,
  secrets = new Secrets(),
): CredentialSource {
  const found = settings.credentials
    ? constant(settings.credentials)
    : onceFound(() => findSource(settings, env, secrets));
  const base = noting(found, secrets);
  if (!settings.assumeRole) return base;
  return noting(assuming(settings.assumeRole, base, settings.endpoint, env, secrets), secrets);
}

const noting =
  (source: CredentialSource, secrets: Secrets): CredentialSource =>
  async () => {
    const credentials = await source();
    secrets.note([credentials.secretKey, credentials.token]);
    return credentials;
  };

const constant =
  (credentials: Credentials): CredentialSource =>
  async () =>
    credentials;

function onceFound(find: () => Promise<CredentialSource>): CredentialSource {
  let found: Promise<CredentialSource> | undefined;
  return async () => {
    found ??= find().catch((error: unknown) => {
      found = undefined;
      throw error;
    });
    return (await found)();
  };
}

/** The roles that a machine may have. The SDK keeps what it was given once, failures too: only its questions are used. */
async function machineRoles(env: NodeJS.ProcessEnv): Promise<[what: string, ask: () => Promise<unknown>][]> {
  const sdk = await import("tencentcloud-sdk-nodejs-ccc/tencentcloud/common/credential.js");
  const cvm = new sdk.CvmRoleCredential() as unknown as {
    getRoleName(): Promise<string>;
    getRoleCredential(name: string): Promise<unknown>;
  };
  const roles: [string, () => Promise<unknown>][] = [
    ["The role of this machine (CVM)", async () => cvm.getRoleCredential(await cvm.getRoleName())],
  ];
  if (env.TKE_ROLE_ARN) {
    const oidc = new sdk.OIDCRoleArnCredential() as unknown as {
      getCredentialWithStsAssumeRoleWithWebIdentity(): Promise<unknown>;
    };
    roles.push(["The OIDC role of this machine", () => oidc.getCredentialWithStsAssumeRoleWithWebIdentity()]);
  }
  return roles;
}

async function findSource(
  settings: AccountSettings,
  env: NodeJS.ProcessEnv,
  secrets: Secrets,
): Promise<CredentialSource> {
  const fromFile = readProfile(settings.profile ?? "default", env);
  if (fromFile) return constant(fromFile);
  if (settings.profile) {
    throw new UserError(
      `No credentials in section [${settings.profile}] of the credentials file, which tccc:profile names: expected secret_id and secret_key in ${userFile(env)} or ${SYSTEM_FILE}`,
    );
  }
  for (const [what, ask] of await machineRoles(env)) {
    // The first question is not repeated: most machines have no role, and their user wants to hear so.
    const source = renewed(what, async (isRenewal) =>
      temporaryOf(await (isRenewal ? asked(env, secrets, ask) : ask())),
    );
    if (await answers(source)) return source;
  }
  throw new UserError(NONE_FOUND);
}

const NONE_FOUND = [
  "No Tencent Cloud credentials found. Give them in one of three ways:",
  "  - environment: TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY (and TENCENTCLOUD_TOKEN for temporary ones)",
  "  - credentials file ~/.tencentcloud/credentials with secret_id and secret_key (section by tccc:profile), or a CVM or OIDC role",
  "  - configuration: pulumi config set --secret tccc:secretId … and pulumi config set --secret tccc:secretKey …",
].join("\n");

async function answers(source: CredentialSource): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ROLE_PATIENCE_MS);
  });
  const asked = source().then(
    () => true,
    () => false,
  );
  return Promise.race([asked, late]).finally(() => clearTimeout(timer));
}

const SYSTEM_FILE = "/etc/tencentcloud/credentials";
const userFile = (env: NodeJS.ProcessEnv): string => join(env.HOME || homedir(), ".tencentcloud", "credentials");

/** A section of the credentials file: the user's, else the system's. The SDK's own reader knows only `[default]`. */
function readProfile(section: string, env: NodeJS.ProcessEnv): Credentials | undefined {
  const file = [userFile(env), SYSTEM_FILE].find((candidate) => existsSync(candidate));
  if (!file) return undefined;
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new UserError(`The credentials file ${file} cannot be read: ${messageOf(error)}`);
  }
  const body = text.split(/^\s*\[/m).find((part) => part.slice(0, part.indexOf("]")).trim() === section);
  if (body === undefined) return undefined;
  const values = parseEnv(body.slice(body.indexOf("]") + 1));
  const { secret_id: secretId, secret_key: secretKey, token } = values;
  if (!secretId || !secretKey) return undefined;
  return token ? { secretId, secretKey, token } : { secretId, secretKey };
}

/** Takes on a role through STS. A failure on the way is asked again, as that of any read is. */
function assuming(
  role: string,
  base: CredentialSource,
  endpoint: Endpoint,
  env: NodeJS.ProcessEnv,
  secrets: Secrets,
): CredentialSource {
  const request = { RoleArn: role, RoleSessionName: "pulumi-tccc" };
  const start = async () => {
    const { CommonClient } = await import("tencentcloud-sdk-nodejs-ccc/tencentcloud/common/common_client.js");
    const sts = stsEndpoint(endpoint);
    return new CommonClient("sts.tencentcloudapi.com", "2018-08-13", {
      region: "ap-guangzhou",
      credential: { getCredential: base },
      profile: { httpProfile: { endpoint: sts.host, protocol: sts.protocol, agent: createAgent(sts, env) } },
    });
  };
  let started: ReturnType<typeof start> | undefined;
  const failed = (why: string): UserError =>
    new UserError(
      `Taking on the role of tccc:assumeRole failed: ${why}. Check the ARN, and that the credentials may call sts:AssumeRole for it`,
    );
  return renewed("AssumeRole for the role of tccc:assumeRole", async () => {
    await base(); // Its own message is clearer than that of an STS call without credentials.
    started ??= start();
    const client = await started;
    try {
      return temporaryOf(await asked(env, secrets, () => client.request(ASSUME, request)));
    } catch (error) {
      throw failed(messageOf(error));
    }
  });
}

const ASSUME = "AssumeRole";

/** Asks a role service, again after a failure that may pass. */
function asked<T>(env: NodeJS.ProcessEnv, secrets: Secrets, ask: () => Promise<T>): Promise<T> {
  const silent = createLog({}, () => undefined);
  return retrying(ASSUME, systemClock(env), silent, () =>
    ask().catch((error: unknown) => Promise.reject(fromSdk(ASSUME, error, {}, secrets))),
  );
}

/** For credentials that do not say when they expire: no role gives shorter ones. */
const SHORT_LIFE_MS = 15 * 60_000;

/** What STS answers, and what a machine's own role service does: the same members at another depth. */
function temporaryOf(answer: unknown): Temporary {
  const { Credentials: inner, ...outer } = (answer ?? {}) as { Credentials?: object | null };
  const { TmpSecretId, TmpSecretKey, Token, ExpiredTime, Expiration } = { ...outer, ...inner } as Record<
    string,
    unknown
  >;
  if (
    typeof TmpSecretId !== "string" ||
    typeof TmpSecretKey !== "string" ||
    TmpSecretId === "" ||
    TmpSecretKey === ""
  ) {
    throw new UserError("the answer holds no credentials");
  }
  const token = typeof Token === "string" && Token !== "" ? { token: Token } : {};
  const seconds = Number(ExpiredTime);
  const said = seconds > 0 ? seconds * 1000 : Date.parse(String(Expiration));
  const isSaid = ExpiredTime !== undefined || Expiration !== undefined;
  const expiresAt = isSaid ? said : Date.now() + SHORT_LIFE_MS;
  return { credentials: { secretId: TmpSecretId, secretKey: TmpSecretKey, ...token }, expiresAt };
}

/** STS of the same site as the endpoint: abroad for an endpoint abroad, the same address on loopback, else China's. */
function stsEndpoint(endpoint: Endpoint): Endpoint {
  if (isLoopback(new URL(endpoint.protocol + endpoint.host).hostname)) return endpoint;
  const abroad = endpoint.host.includes(".intl.");
  return { protocol: "https://", host: abroad ? "sts.intl.tencentcloudapi.com" : "sts.tencentcloudapi.com" };
}
