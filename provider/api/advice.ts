import { messageOf, UserError } from "../base/errors";
import { ServiceError } from "./errors";

/**
 * The message of a failure for the user: what was being done, what the service said, RequestId, what to do.
 * Never a stack; secrets were taken out when the error was made.
 *
 * @param doing such as `creating Staff li@example.com`
 */
export function describeFailure(doing: string, error: unknown): string {
  if (error instanceof ServiceError) {
    const lines = [`${doing} failed: ${error.message}`];
    const advice = adviceFor(error);
    if (advice) lines.push(advice);
    if (error.applied === "maybe" && !error.action.startsWith("Describe")) lines.push(MAYBE);
    return lines.join("\n");
  }
  if (error instanceof UserError) {
    // A reason may name by itself what was being done: that is said once.
    const named = [`${doing} failed: `, `${doing}: `].find((start) => error.message.startsWith(start)) ?? "";
    return `${doing} failed: ${error.message.slice(named.length)}`;
  }
  return `${doing} failed for a reason inside the provider: ${messageOf(error)}\nThis is a defect: please report it, with the output of the same command under TCCC_LOG=debug.`;
}

const MAYBE =
  "Nobody can tell from this whether the service carried it out. Run the same command again: it looks at what is there first.";

/** What to do about a code; the first row whose pattern matches counts. */
export function adviceFor(error: ServiceError): string | undefined {
  const row = ADVICE.find(([pattern]) => pattern.test(error.code));
  return row?.[1](error);
}

type Row = readonly [pattern: RegExp, advice: (error: ServiceError) => string];

const ADVICE: readonly Row[] = [
  [
    /^AuthFailure\.SignatureExpire/,
    () => "The clock of this machine is more than 5 minutes off: set it right (for instance by NTP) and run again.",
  ],
  [
    /^AuthFailure\.(SignatureFailure|SecretIdNotFound|InvalidSecretId|InvalidAuthorization|TokenFailure)/,
    (error) =>
      `${KEY_FAULT[error.code] ?? "The service does not accept these credentials"}. Check TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY (and TENCENTCLOUD_TOKEN), or the tccc: configuration. If they were changed: run \`pulumi up\`, or add \`--run-program\`: plain refresh and destroy use the configuration saved in state.`,
  ],
  [
    /^AuthFailure\.MFAFailure/,
    () =>
      "The account asks for multi-factor confirmation, which a program cannot give: use a key of a sub-account without it.",
  ],
  [
    /^(AuthFailure\.UnauthorizedOperation|UnauthorizedOperation|FailedOperation\.PermissionDenied)/,
    (error) =>
      `These credentials may not call ${error.action}. Allow the action ccc:${error.action} in the access policy (CAM) of the user or role.`,
  ],
  [
    /\.InstanceNotExist$/,
    () =>
      "There is no such instance in this account. Check tccc:sdkAppId (or TCCC_SDK_APP_ID): the number is shown in the console's list of applications; and that credentials and endpoint belong to the same account and site (China or international).",
  ],
  [
    /^OperationDenied\.NotInWhiteList/,
    (error) =>
      `${error.action} is open only to accounts on an allowlist: ask Tencent Cloud's support to have yours added.`,
  ],
  [
    /^IpNotInWhitelist|^IpInBlacklist/,
    () => "The account refuses calls from this machine's address: see its access policy.",
  ],
  [
    /^LimitExceeded/,
    () =>
      "A quota or licence of the instance is used up: see its purchased seats and numbers in the console, free some or buy more, and run again.",
  ],
  [
    /^RequestLimitExceeded|^Http\.429/,
    () =>
      "The service kept refusing for several minutes since the account makes too many calls. Let other users of the account finish, or lower tccc:requestsPerSecond, and run again.",
  ],
  [
    /^FailedOperation\.DuplicatedAccount/,
    () =>
      'An account with this mail exists already. Take it over: declare it as it is, or set onExisting: "adopt"; if this instance does not list it, another instance of the account may have it, or it was deleted a moment ago.',
  ],
  [
    /^InvalidParameterValue\.SkillGroupExist/,
    () =>
      'A skill group with this name exists already. To take it over, declare it as it is, or set onExisting: "adopt"; else give one of the two another name.',
  ],
  [
    /^InvalidParameterValue\.PhoneNumIsBoundOtherAccount/,
    () => "Another account has this phone: clear it there first, or use another.",
  ],
  [
    /^RequestSizeLimitExceeded/,
    () => "The request is too large (10 MB at most): split the list of callees over several tasks.",
  ],
  [
    /^(InvalidAction|ActionOffline|NoSuchProduct|NoSuchVersion|UnsupportedRegion)/,
    (error) =>
      `This endpoint does not offer ${error.action}. Check tccc:endpoint: ccc.tencentcloudapi.com for China, ccc.intl.tencentcloudapi.com abroad.`,
  ],
  [
    /^(InternalError|ServiceUnavailable|ResourceUnavailable)/,
    () =>
      "The service failed on its own side. Run again later; if it stays, give the RequestId to Tencent Cloud's support.",
  ],
  [
    /^Network\.(Refused|Unknown|Unreachable)$/,
    () =>
      "The endpoint cannot be reached. Check the network, tccc:endpoint (or TCCC_ENDPOINT), and whether HTTPS_PROXY is needed here.",
  ],
  [
    /^Network\.Tls$/,
    () =>
      "No secure connection could be made. Behind a proxy that opens TLS, give its certificate by NODE_EXTRA_CA_CERTS; and check that tccc:endpoint speaks https.",
  ],
  [
    /^Network\.(Timeout|Broken)$|^Answer\.Truncated$/,
    () =>
      "The connection was lost before the answer was complete: check the network or the proxy (HTTPS_PROXY, NO_PROXY).",
  ],
  [
    /^Answer\.Inexact$/,
    () =>
      "Nothing was changed for it, since another object could be meant. Please report it: no id of this size is known.",
  ],
  [/^Http\.407$/, () => "The proxy wants a user and a password: HTTPS_PROXY=http://user:password@host:port."],
  [
    /^Http\.|^Answer\./,
    () =>
      "This did not come from the service but from something in between: a proxy, a gateway or a login page. Check HTTPS_PROXY and NO_PROXY, and tccc:endpoint (or TCCC_ENDPOINT).",
  ],
];

const KEY_FAULT: Readonly<Record<string, string>> = {
  "AuthFailure.SignatureFailure": "The secret key does not fit the secret id",
  "AuthFailure.SecretIdNotFound":
    "There is no such secret id (deleted, disabled, or of the other site: China or international)",
  "AuthFailure.InvalidSecretId": "The secret id is not one of an API key",
  "AuthFailure.TokenFailure": "The temporary token is wrong or has expired",
};
