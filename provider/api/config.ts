import { UserError } from "../base/errors";
import { type Endpoint, parseEndpoint } from "./endpoint";
import { CALLS_PER_SECOND } from "./limits";

export type { Endpoint } from "./endpoint";

/** What happens when somebody who leaves is online: see `Staff`. */
export type WhenOnline = "fail" | "wait" | "forceOffline";

/** How many removals a roster allows: a number, a share of those in the state such as `"10%"`, or all. */
export type MaxRemovals = number | `${number}%` | "unlimited";

/** Settings of one account. */
export interface AccountSettings {
  /** Instance of resources that name none: a positive integer such as 1400000000. `tccc:sdkAppId`, `TCCC_SDK_APP_ID`. */
  sdkAppId?: number;
  /** A whole set from one source; absent: the credentials file or a role of the machine, looked for at the first call. */
  credentials?: { secretId: string; secretKey: string; token?: string };
  /** Where credentials come from, for messages. */
  credentialSource: CredentialOrigin;
  /** `tccc:region`, `TENCENTCLOUD_REGION`; not required by any action of this API. */
  region?: string;
  /** `tccc:endpoint`, `TCCC_ENDPOINT`: full URL or host. Default `https://ccc.tencentcloudapi.com`; abroad `ccc.intl.tencentcloudapi.com`. */
  endpoint: Endpoint;
  /** Calls a second of each action, 1 to 100,000, default 20: the service's own limit. `tccc:requestsPerSecond`. */
  requestsPerSecond: number;
  /** Deletions of single `Staff` that one run may make, 0 or more, default 50. `tccc:maxDeletes`, `TCCC_MAX_DELETES` for one run. */
  maxDeletes: number;
  /** Section of the credentials file. `tccc:profile`. */
  profile?: string;
  /** ARN of a role to take on with the credentials. `tccc:assumeRole`. */
  assumeRole?: string;
  /** For one run, in place of what each resource says. `TCCC_WHEN_ONLINE`. */
  whenOnline?: WhenOnline;
  /** For one run, in place of what each roster says. `TCCC_MAX_REMOVALS`. */
  maxRemovals?: MaxRemovals;
}

/** `"profile"`: a section of the credentials file that `tccc:profile` names; `"chain"`: whatever the machine offers. */
export type CredentialOrigin = "configuration" | "environment" | "profile" | "chain";

const DEFAULT_HOST = "ccc.tencentcloudapi.com";
const DEFAULT_MAX_DELETES = 50;
const WHEN_ONLINE: readonly WhenOnline[] = ["fail", "wait", "forceOffline"];

/** A setting as it was found: its text, and the name under which the user gave it. */
interface Found {
  text: string;
  name: string;
}

/**
 * Reads the settings of one account. An empty text counts as absent. Pure.
 *
 * @param get value of a configuration key such as `sdkAppId` (for `tccc:sdkAppId`), secrets decrypted
 * @throws UserError one that lists every fault; no secret value is quoted
 */
export function readSettings(get: (key: string) => string | undefined, env: NodeJS.ProcessEnv): AccountSettings {
  const faults: string[] = [];
  const configured = (key: string): Found | undefined => found(`tccc:${key}`, get(key));
  const variable = (name: string): Found | undefined => found(name, env[name]);
  /** Reads with `parse`, which throws what was expected. */
  function read<T>(value: Found | undefined, parse: (text: string) => T): T | undefined {
    if (!value) return undefined;
    try {
      return parse(value.text);
    } catch (error) {
      faults.push(`${value.name}: ${(error as Error).message}, got "${withoutUser(value.text)}"`);
      return undefined;
    }
  }

  const sdkAppId = read(configured("sdkAppId") ?? variable("TCCC_SDK_APP_ID"), whole(1));
  const endpoint = read(configured("endpoint") ?? variable("TCCC_ENDPOINT"), parseEndpoint);
  const requestsPerSecond = read(configured("requestsPerSecond"), whole(1, 100_000));
  // The environment comes first here: it is meant for one run, as the other brakes are.
  const maxDeletes = read(variable("TCCC_MAX_DELETES") ?? configured("maxDeletes"), whole(0));
  const whenOnline = read(variable("TCCC_WHEN_ONLINE"), oneOf(WHEN_ONLINE));
  const maxRemovals = read(variable("TCCC_MAX_REMOVALS"), removals);
  const assumeRole = read(configured("assumeRole"), roleArn);
  const region = configured("region") ?? variable("TENCENTCLOUD_REGION");
  const credentials = readCredentials(configured, variable, faults);

  if (faults.length > 0) {
    const lines = faults.map((fault) => `  - ${fault}`);
    throw new UserError([`The configuration of this provider cannot be used:`, ...lines].join("\n"));
  }
  return {
    ...(sdkAppId === undefined ? {} : { sdkAppId }),
    ...credentials,
    ...(region ? { region: region.text } : {}),
    endpoint: endpoint ?? { protocol: "https://", host: DEFAULT_HOST },
    requestsPerSecond: requestsPerSecond ?? CALLS_PER_SECOND,
    maxDeletes: maxDeletes ?? DEFAULT_MAX_DELETES,
    ...(assumeRole ? { assumeRole } : {}),
    ...(whenOnline ? { whenOnline } : {}),
    ...(maxRemovals === undefined ? {} : { maxRemovals }),
  };
}

type CredentialSettings = Pick<AccountSettings, "credentials" | "credentialSource" | "profile">;
type Reader = (name: string) => Found | undefined;

/** Credentials of the first source that holds any part of a set; sources are never mixed, half a set is a fault. */
function readCredentials(configured: Reader, variable: Reader, faults: string[]): CredentialSettings {
  const profile = configured("profile");
  const inConfiguration = [configured("secretId"), configured("secretKey"), configured("token")];
  if (profile && inConfiguration.some(Boolean)) {
    faults.push(
      "tccc:profile: cannot be combined with tccc:secretId, tccc:secretKey or tccc:token; remove one of the two",
    );
  }
  if (inConfiguration.some(Boolean)) {
    return { ...set(inConfiguration, ["tccc:secretId", "tccc:secretKey"], faults), credentialSource: "configuration" };
  }
  if (profile) return { profile: profile.text, credentialSource: "profile" };
  // The SDK's name for the token beside ours.
  const token = variable("TENCENTCLOUD_TOKEN") ?? variable("TENCENTCLOUD_SESSION_TOKEN");
  const inEnvironment = [variable("TENCENTCLOUD_SECRET_ID"), variable("TENCENTCLOUD_SECRET_KEY"), token];
  if (inEnvironment.some(Boolean)) {
    const names = ["TENCENTCLOUD_SECRET_ID", "TENCENTCLOUD_SECRET_KEY"] as const;
    return { ...set(inEnvironment, names, faults), credentialSource: "environment" };
  }
  return { credentialSource: "chain" };
}

function set(
  [secretId, secretKey, token]: (Found | undefined)[],
  [idName, keyName]: readonly [string, string],
  faults: string[],
): Pick<AccountSettings, "credentials"> {
  if (secretId && secretKey) {
    return {
      credentials: { secretId: secretId.text, secretKey: secretKey.text, ...(token ? { token: token.text } : {}) },
    };
  }
  const there = [secretId, secretKey, token].flatMap((part) => (part ? [part.name] : []));
  const missing = [...(secretId ? [] : [idName]), ...(secretKey ? [] : [keyName])];
  faults.push(
    `${missing.join(" and ")}: missing, but ${there.join(" and ")} is set; credentials are taken as a whole set from one source`,
  );
  return {};
}

/** A URL without the user and password it may hold. */
const withoutUser = (text: string): string => text.replace(/\/\/[^/]*@/, "//");

function found(name: string, text: string | undefined): Found | undefined {
  const trimmed = text?.trim();
  return trimmed ? { text: trimmed, name } : undefined;
}

function whole(least: number, most = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    const isUnbounded = most === Number.MAX_SAFE_INTEGER && !(value > most);
    const bounds = isUnbounded ? `of ${least} or more` : `from ${least} to ${most}`;
    throw new Error(`expected a whole number ${bounds}`);
  };
}

/** More than all is a slip of the pen, and would lift the brake. */
export const isShare = (text: string): text is `${number}%` =>
  /^\d+(\.\d+)?%$/.test(text) && Number.parseFloat(text) <= 100;

function removals(text: string): MaxRemovals {
  if (text === "unlimited") return text;
  if (/^\d+$/.test(text)) return Number(text);
  if (isShare(text)) return text;
  throw new Error("expected a whole number, a percentage up to 100% such as 25%, or unlimited");
}

function oneOf<T extends string>(names: readonly T[]): (text: string) => T {
  return (text) => {
    const name = names.find((candidate) => candidate === text);
    if (name === undefined) throw new Error(`expected one of ${names.join(", ")}`);
    return name;
  };
}

/** Form: `qcs::cam::uin/100000000001:roleName/deployer`. */
function roleArn(text: string): string {
  if (!/^qcs::cam::uin\/\S+:role(Name)?\/\S+$/.test(text)) {
    throw new Error("expected the ARN of a role such as qcs::cam::uin/100000000001:roleName/deployer");
  }
  return text;
}
