/** What stands in place of a secret. */
export const HIDDEN = "[secret]";

/**
 * Members of requests and answers whose values never leave, in any case: keys and tokens, passwords, addresses (which may
 * hold either), and whom a task calls with what is said to them (callees, uui, variables).
 */
const SECRET_MEMBERS = new Set(
  [
    ...["Password", "InitialPassword", "SecretId", "SecretKey", "Token", "TmpSecretId", "TmpSecretKey"],
    "Authorization",
    // Of the interfaces that a task calls.
    ...["HeaderParams", "Params", "BasicAuth", "BearerAuth", "CustomAuth", "Oauth2Auth"],
    ...["BasicToken", "BearerToken", "ClientSecret"],
    ...["UserSig", "Callee", "Callees", "CalleeAttributes", "ProtectedCallee", "UUI", "Variables"],
  ].map((name) => name.toLowerCase()),
);

const isSecret = (member: string): boolean => SECRET_MEMBERS.has(member.toLowerCase()) || /url$/i.test(member);

/** Members of a secret that say what it is called, of which type it is or when it counts: nothing that anybody has to hide. */
const OPEN_MEMBERS = new Set(["key", "valuetype", "authtype", "triggermode", "hanguptypes", "calltags", "returns"]);

const isOpen = (member: string): boolean => OPEN_MEMBERS.has(member.toLowerCase());

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

/** The secret members of a request or an answer: what a service may quote back in its message, of this call or of another. */
export function secretsOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap(secretsOf);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([member, inner]) => (isSecret(member) ? [inner] : secretsOf(inner)));
}

/** Every text and number in a secret, and in the texts that it is made of: an address, a JSON text. */
export function textsIn(value: unknown): string[] {
  if (typeof value === "string") return value === "" ? [] : [value, ...partsOf(value)];
  if (typeof value === "number" || typeof value === "bigint") return [String(value)];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([member, inner]) => (isOpen(member) ? [] : textsIn(inner)));
}

/** A shorter part of an address is a language, a format or a number of a page. */
const SHORT_PART = /^[\x20-\x7e]{0,5}$/;

function partsOf(text: string): string[] {
  if (/^\s*[{[]/.test(text)) return textsIn(parsed(text));
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(text) || !URL.canParse(text)) return [];
  const url = new URL(text);
  const { username, password, searchParams, hash } = url;
  const user = password === "" ? [] : [password, unescaped(password), `${username}:${password}`];
  return [...user, ...searchParams.values(), hash.slice(1)].filter((part) => !SHORT_PART.test(part));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
