/** What may not stand in a mail, in quotes, brackets or a list. */
const END = String.raw`\s@＠"'\x60<>()[\]{},;:=/\\`;

/**
 * The first character of a mail, and its domain, stay: who reads along knows whom to ask, and nobody else does. A domain
 * without a dot is one too: the wrong mail that a message complains of.
 */
const MAIL = new RegExp(`([^${END}])[^${END}]*[@＠]([\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+)*|(?=["'\\s]|$))`, "gu");

/** Digits in a row, and what people write between them; no part of a word, and not what is masked already. */
const DIGITS = /(?<![\w.*-])[+＋(（]?[0-9０-９](?:[\s().（）－-]{0,3}[0-9０-９])+(?![\w-]|[\s().-]*[0-9]*\*)/g;

/** A value that a message complains of. */
const CAME = /\b(got|found) (?:([{[]).*|"((?:\\.|[^"\\])*)("|…|$))/gm;

const ON = ["1", "true"];
const OFF = ["0", "false", ""];

/**
 * With `TCCC_MASK=1` (or `true`) every message and log line of the provider shows mails as `l***@example.com` and phone
 * numbers as `008613800****00`, however they are written, and of a wrong value that may be either nothing. For output that
 * others can read. The state and Pulumi's own display of it are not changed by it.
 *
 * A setting that there is not masks too: `maskFault` tells it, and its message is no place for what somebody meant to hide.
 */
export function masker(env: NodeJS.ProcessEnv): (text: string) => string {
  return OFF.includes(env.TCCC_MASK ?? "") ? (text) => text : masked;
}

/** What is wrong with the setting; `undefined` for nothing. */
export function maskFault({ TCCC_MASK: text = "" }: NodeJS.ProcessEnv): string | undefined {
  if (ON.includes(text) || OFF.includes(text)) return undefined;
  return `TCCC_MASK: expected 1 or true, 0 or false, got "${text}"`;
}

function masked(text: string): string {
  return text
    .replace(CAME, (whole, word: string, bracket?: string, value?: string, end?: string) => {
      if (bracket !== undefined) return `${word} ${bracket}***${bracket === "{" ? "}" : "]"}`;
      return isOpen(value!) ? whole : `${word} "${wrongValue(value!)}${end}`;
    })
    .replace(MAIL, (_, first: string, domain: string) => `${first}***@${domain}`)
    .replace(DIGITS, (number) => (isPhone(number) ? withoutMiddle(number) : number));
}

/** Of a wrong value no more than its kind can be told: a mail or a number with a slip of the pen has no form to know it by. */
function isOpen(value: string): boolean {
  if (/^\d{4}-\d\d-\d\d/.test(value) || value.includes("***")) return true;
  const digits = value.normalize("NFKC").replace(/\D/g, "").length;
  return digits < 5 && !/[@＠.。·]/.test(value);
}

/** As the mail or the number that it was meant to be, if it is one. */
function wrongValue(value: string): string {
  const text = value.replace(MAIL, (_, first: string, domain: string) => `${first}***@${domain}`);
  if (text !== value && !/[@＠]/.test(text.replaceAll(/.\*\*\*@[\p{L}\p{N}.-]*/gu, ""))) return text;
  const number = new RegExp(DIGITS.source).exec(value)?.[0];
  return number === value && isPhone(number) ? withoutMiddle(number) : "***";
}

const LEAST = 7;

function isPhone(text: string): boolean {
  const plain = text.normalize("NFKC");
  const digits = plain.replace(/\D/g, "");
  if (digits.length < LEAST || /^\d{4}-\d\d-\d\d(?!\d)/.test(plain) || /^\d{1,3}(?:\.\d{1,3}){3}$/.test(plain))
    return false;
  if (/^[+(]/.test(plain)) return true;
  if (/^0/.test(digits)) return digits.length >= 9;
  // Chinese mobile numbers; no id of the service looks so.
  if (/^1[3-9]/.test(digits) && digits.length === 11) return true;
  const groups = plain.split(/\D+/).filter((group) => group !== "");
  const grouped = groups.length > 1 && groups.every(({ length }) => length <= 8) && groups[0]!.length <= 4;
  return grouped && digits.length >= 8 && digits.length <= 15;
}

/** The last two digits stay, and what stands before the last six. */
function withoutMiddle(number: string): string {
  let after = number.normalize("NFKC").replace(/\D/g, "").length;
  return number.replace(/[0-9０-９]/g, (digit) => {
    after--;
    return after >= 2 && after < 6 ? "*" : digit;
  });
}
