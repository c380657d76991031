import { type CountryCode, parsePhoneNumberFromString } from "libphonenumber-js/max";

export type { CountryCode };

/**
 * The one form in which a phone is stored and compared: the service's own, `00`, country code, national number
 * (`008613812345678`, `00442079460123`), without spaces.
 *
 * Accepts `+86 138 1234 5678`, `0086138…` and national forms of `defaultCountry`. A text that is no possible number there,
 * or has an extension (`;ext=5`), is kept as it was written: only the service knows what it means. Idempotent.
 */
export function normalPhone(text: string, defaultCountry: CountryCode = "CN"): string {
  const key = `${defaultCountry} ${text}`;
  const known = forms.get(key);
  if (known !== undefined) return known;
  const form = formOf(text, defaultCountry);
  if (forms.size >= MOST_FORMS) forms.clear();
  forms.set(key, form);
  return form;
}

/** Forms of the numbers seen last: to find one takes long, and a roster asks for each of its numbers several times. */
const forms = new Map<string, string>();
const MOST_FORMS = 30_000;

function formOf(text: string, defaultCountry: CountryCode): string {
  const once = parsed(text, defaultCountry);
  // A few national plans read their own international form differently; such a number has no stable form.
  return once !== undefined && parsed(once, defaultCountry) === once ? once : text;
}

function parsed(text: string, defaultCountry: CountryCode): string | undefined {
  // `00` is China's way of dialling abroad and the service's way of writing; elsewhere the library would not know it.
  const international = text.trim().replace(/^00(?=[1-9])/, "+");
  const number = parsePhoneNumberFromString(international, { defaultCountry, extract: false });
  if (!number?.isPossible() || number.ext) return undefined;
  return `00${number.number.slice(1)}`;
}

/** Whether two spellings are the same number; absent and empty are the same too. */
export function samePhone(
  a: string | null | undefined,
  b: string | null | undefined,
  defaultCountry?: CountryCode,
): boolean {
  return normalPhone(a ?? "", defaultCountry) === normalPhone(b ?? "", defaultCountry);
}

/**
 * A number in the form in which the service dials and shows it: like {@link normalPhone}, but what is written in the
 * service's own form keeps every digit. A landline has its trunk 0 there (`0086075512345678`, `0086010…` in the official
 * examples), which the international form has not; taking it away could make another number of it.
 */
export function dialForm(text: string): string {
  const digits = text.replace(/[\s()-]/g, "");
  if (/^00\d+$/.test(digits)) return digits;
  if (/^0[1-9]\d+$/.test(digits)) return `0086${digits}`;
  return normalPhone(text);
}
