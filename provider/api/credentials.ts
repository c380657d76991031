import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { messageOf, UserError } from "../base/errors";
import { Secrets } from "../base/register";
import { createAgent } from "./agent";
import type { AccountSettings } from "./config";
import type { Endpoint } from "./endpoint";
import { isLoopback } from "./loopback";

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
  const found = settings.credentials ? constant(settings.credentials) : onceFound(() => findSource(settings, env));
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

async function findSource(settings: AccountSettings, env: NodeJS.ProcessEnv): Promise<CredentialSource> {
  const fromFile = readProfile(settings.profile ?? "default", env);
  if (fromFile) return constant(fromFile);
  if (settings.profile) {
    throw new UserError(
      `No credentials in section [${settings.profile}] of the credentials file, which tccc:profile names: expected secret_id and secret_key in ${userFile(env)} or ${SYSTEM_FILE}`,
    );
  }
  const sdk = await import("tencentcloud-sdk-nodejs-ccc/tencentcloud/common/credential.js");
  const roles = [new sdk.CvmRoleCredential(), ...(env.TKE_ROLE_ARN ? [new sdk.OIDCRoleArnCredential()] : [])];
  for (const role of roles) {
    const source: CredentialSource = async () => whole(await role.getCredential());
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

function whole(credentials: { secretId?: string; secretKey?: string; token?: string }): Credentials {
  const { secretId, secretKey, token } = credentials;
  if (!secretId || !secretKey) throw new UserError(NONE_FOUND);
  return token ? { secretId, secretKey, token } : { secretId, secretKey };
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

/** Takes on a role through STS; the SDK renews the temporary credentials 30 s before they expire. */
function assuming(
  role: string,
  base: CredentialSource,
  endpoint: Endpoint,
  env: NodeJS.ProcessEnv,
  secrets: Secrets,
): CredentialSource {
  const start = async () => {
    const sdk = await import("tencentcloud-sdk-nodejs-ccc/tencentcloud/common/credential.js");
    const sts = stsEndpoint(endpoint);
    const httpProfile = { endpoint: sts.host, protocol: sts.protocol, agent: createAgent(sts, env) };
    return new sdk.STSCredential(
      { credential: { getCredential: base }, profile: { httpProfile } },
      { RoleArn: role, RoleSessionName: "pulumi-tccc" },
    );
  };
  let started: ReturnType<typeof start> | undefined;
  return async () => {
    await base(); // Its own message is clearer than that of an STS call without credentials.
    started ??= start();
    const sts = await started;
    try {
      return whole(await sts.getCredential());
    } catch (error) {
      sts.credentialTask = null; // The SDK would keep the failure for ever.
      throw new UserError(
        `Taking on the role of tccc:assumeRole failed: ${secrets.hideQuoted(messageOf(error), [])}. Check the ARN, and that the credentials may call sts:AssumeRole for it`,
      );
    }
  };
}

/** STS of the same site as the endpoint: abroad for an endpoint abroad, the same address on loopback, else China's. */
function stsEndpoint(endpoint: Endpoint): Endpoint {
  if (isLoopback(new URL(endpoint.protocol + endpoint.host).hostname)) return endpoint;
  const abroad = endpoint.host.includes(".intl.");
  return { protocol: "https://", host: abroad ? "sts.intl.tencentcloudapi.com" : "sts.tencentcloudapi.com" };
}
