/**
 * The one form in which a phone is stored, hashed and sent: the service's own, `00`, country code, number, digits only.
 * It is made by the rules below and by nothing else: no table of a library, which another version may change, has a part
 * in it. Idempotent; no digit of the text is ever left out.
 *
 * Full-width characters are read as narrow ones; blanks, dashes and parentheses between groups of digits mean nothing.
 *
 * | Written | Form |
 * | --- | --- |
 * | Chinese mobile: `138 1234 5678`, `+86 138…`, `0086138…`, `86138…` | `0086138…` |
 * | Chinese landline: `010-12345678`, `+86 10 1234 5678`, `+86 010…` | `008601012345678`, with the trunk `0` as the service shows it |
 * | Chinese landline behind `0086`, as the service shows some: `0086 10 1234 5678` | `00861012345678`, no digit added |
 * | Chinese `400` and `800` numbers: `400 123 4567`, `+86 400…` | `00864001234567` |
 * | Any other country: `+44 20 7946 0123`, `0044 20…` | `00442079460123` |
 *
 * All else is kept as it was written, since only the service knows what it means: an extension behind a number
 * (`021-12345678-123`, `…转123`, `ext 123`, `,123`), which must never become digits of the number, an optional trunk
 * (`+44 (0)20…`), a short number, words.
 */
export function normalPhone(text: string): string {
  return readPhone(text) ?? text;
}

/** The form of {@link normalPhone} of a text that can be read as a phone, else `undefined`. */
export function readPhone(text: string): string | undefined {
  const plain = narrowed(text);
  if (!phoneText.test(plain) || /\(0\)/.test(plain)) return undefined;
  const groups = plain.split(/[^\d]+/).filter((group) => group !== "");
  const digits = groups.join("");
  if (plain.includes("+")) return /^[1-9]/.test(digits) ? abroad(digits, plain, groups) : undefined;
  if (/^00[1-9]/.test(digits)) return abroad(digits.slice(2), plain, groups);
  // A mobile number behind its country code, as many lists write it, is as long as no number within China.
  if (/^861[3-9]\d{9}$/.test(digits)) return `00${digits}`;
  const national = chinese(digits);
  return national === undefined || !isWhole(groups, "") || isTrunkLess(digits) ? undefined : `0086${national}`;
}

/** What a phone is written with: digits, and what may stand between them; wide or narrow. */
export const phoneText = /^[(（]?[+＋]?[(（]?[\d０-９][\d０-９\s()（）‐-―－−-]*$/;

/** Whether two spellings are the same number; absent and empty are the same too. */
export function samePhone(a: string | null | undefined, b: string | null | undefined): boolean {
  return phoneKey(a ?? "") === phoneKey(b ?? "");
}

/**
 * What is equal for two spellings of one number, also where their forms differ: with and without the trunk `0` of China.
 * For comparisons only.
 */
export function phoneKey(text: string): string {
  return (readPhone(text) ?? narrowed(text)).replace(/^00860(?=[1-9])/, "0086");
}

/** Nobody sees them: marks of direction, joiners, soft hyphens. */
const INVISIBLE = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/g;

function narrowed(text: string): string {
  return text
    .replace(INVISIBLE, "")
    .replace(/[\uFF01-\uFF5E]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[‐-―−]/g, "-")
    .replace(/\s/g, " ")
    .trim();
}

/** A number behind its country code. */
function abroad(digits: string, plain: string, groups: readonly string[]): string | undefined {
  if (digits.startsWith("86")) {
    const national = chinese(digits.slice(2));
    if (national === undefined || !isWhole(groups, "86")) return undefined;
    return plain.includes("+") ? `0086${national}` : `00${digits}`;
  }
  // North America: ten digits. Elsewhere lengths differ; no number in the world has more than 15.
  const length = digits.startsWith("1") ? digits.length === 11 : digits.length >= 7 && digits.length <= 15;
  return length && !hasTail(plain, groups) ? `00${digits}` : undefined;
}

/** A number within China as it is written behind `0086`: of a landline with the trunk 0. */
function chinese(digits: string): string | undefined {
  if (/^1[3-9]\d{9}$/.test(digits) || /^[48]00\d{7}$/.test(digits)) return digits;
  if (LANDLINE.test(digits)) return digits;
  if (isTrunkLess(digits)) return `0${digits}`;
  // The trunk in front of a mobile number, for a call from another city.
  return /^01[3-9]\d{9}$/.test(digits) ? digits : undefined;
}

/** 010 and 02x have eight digits, other cities seven or eight; 400, 800 and 95… are nobody's city. */
const LANDLINE = /^0(10\d{8}|2\d{9}|(?!400|800|950)[3-9]\d{2}\d{7,8})$/;

/** A landline as it is written behind `+86`. Alone it is as long as other things. */
function isTrunkLess(digits: string): boolean {
  return !/^[48]00\d{7}$/.test(digits) && /^[2-9]|^10/.test(digits) && LANDLINE.test(`0${digits}`);
}

/** Whether no smaller part of the groups is a whole number already: what follows one is an extension. */
function isWhole(groups: readonly string[], code: string): boolean {
  let digits = "";
  return groups.slice(0, -1).every((group) => {
    digits += group;
    const bare = digits.replace(/^00/, "");
    return !bare.startsWith(code) || chinese(bare.slice(code.length)) === undefined;
  });
}

/**
 * Whether a number of another country may end in an extension: a short last group behind a dash, where it is not one of
 * many equal ones (`+33-1-23-45-67-89`).
 */
function hasTail(plain: string, groups: readonly string[]): boolean {
  const tail = /-\s*(\d{1,3})\)?$/.exec(plain)?.[1];
  return tail !== undefined && tail.length !== groups.at(-2)?.length;
}
