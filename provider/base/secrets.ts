/** What stands in place of a secret. */
const HIDDEN = "[secret]";

/**
 * Members whose values never appear in a log or an error, in any case: keys and tokens, passwords, and whom a task calls
 * with what is said to them (callees, uui, variables).
 */
const SECRET_MEMBERS = new Set(
  [
    ...[
      "Password",
      "InitialPassword",
      "SecretId",
      "SecretKey",
      "Token",
      "TmpSecretId",
      "TmpSecretKey",
      "Authorization",
    ],
    // Of the interfaces that a task calls.
    ...["HeaderParams", "Params", "BasicAuth", "BearerAuth", "CustomAuth", "Oauth2Auth"],
    ...["UserSig", "Callee", "Callees", "CalleeAttributes", "ProtectedCallee", "UUI", "Variables"],
  ].map((name) => name.toLowerCase()),
);

const isSecret = (member: string): boolean => SECRET_MEMBERS.has(member.toLowerCase());

/** A copy of a request or an answer in which every secret member reads `[secret]`; bigints become their digits. */
export function redact(value: unknown): unknown {
  if (typeof value === "bigint") return value.toString();
  if (Array.isArray(value)) return value.map(redact);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([member, inner]) => [
      member,
      isSecret(member) && !isEmpty(inner) ? HIDDEN : redact(inner),
    ]),
  );
}

const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === "";

/** Every text and number inside the secret members of a request: what a service may quote back in its message. */
export function secretsOf(value: unknown, within = false): string[] {
  if (typeof value === "string" || typeof value === "number" || typeof value === "bigint") {
    return within ? spellings(String(value)) : [];
  }
  if (Array.isArray(value)) return value.flatMap((item) => secretsOf(item, within));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([member, inner]) => secretsOf(inner, within || isSecret(member)));
}

/** A Chinese number may be quoted with or without its prefix. */
function spellings(text: string): string[] {
  const bare = /^(?:0086|\+86)(\d+)$/.exec(text)?.[1];
  return bare === undefined ? [text] : [text, bare];
}

/** A secret as a service, a proxy or a library may quote it: as it is, or inside a JSON text, an address, a page or a header. */
function quotations(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const page = secret.replace(/[&<>"']/g, (sign) => PAGE[sign]!);
  const plain = [secret, json, JSON.stringify(json).slice(1, -1), page, ...addresses(secret)];
  if (secret.length < SHORT) return plain;
  const bytes = Buffer.from(secret);
  const base64 = (["base64", "base64url"] as const).map((encoding) => bytes.toString(encoding).replace(/=+$/, ""));
  return [...plain, ...base64, bytes.toString("hex")];
}

/** Percent-encoded, by the rules of an address and of a form. */
function addresses(text: string): string[] {
  const whole = text.replace(/\p{Surrogate}/gu, "\ufffd"); // half a character cannot be encoded
  const address = encodeURIComponent(whole);
  const strict = address.replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return [address, strict, strict.replaceAll("%20", "+"), new URLSearchParams({ _: whole }).toString().slice(2)];
}

const PAGE: Readonly<Record<string, string>> = {
  ...{ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" },
};

/** Below this length a secret is taken out only where it stands as a word of its own: "1" would make a message unreadable. */
const SHORT = 4;

/** `text` without any of the secrets. */
export function scrub(text: string, secrets: readonly (string | undefined)[]): string {
  const told = secrets.filter((secret): secret is string => secret !== undefined && secret !== "");
  const known = [...new Set(told.flatMap(quotations))];
  // Longest first, so that one that contains another does not leave its rest behind.
  known.sort((a, b) => b.length - a.length);
  return known.reduce((rest, secret) => {
    if (secret.length >= SHORT) return rest.replaceAll(secret, HIDDEN);
    const escaped = secret.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
    return rest.replace(new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, "gu"), HIDDEN);
  }, text);
}
