import fc from "fast-check";

/** A secret, every form in which others may quote it, and how to see that a text holds it. */
export interface Marked {
  readonly value: string;
  readonly quotes: readonly string[];
  isIn(text: string): boolean;
}

const ascii = (json: string): string =>
  json.replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);

/** As services, proxies and libraries write a text down. */
function written(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const json = JSON.stringify({ Value: secret });
  const page = secret.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return [
    ...[secret, json, JSON.stringify(json), ascii(json), JSON.stringify(ascii(json)), page],
    ...[encodeURIComponent(secret), encodeURIComponent(secret).toLowerCase(), encodeURIComponent(json)],
    ...[
      new URLSearchParams({ value: secret }).toString().slice(6),
      bytes.toString("base64"),
      bytes.toString("base64url"),
    ],
    ...[bytes.toString("hex"), bytes.toString("hex").toUpperCase(), Buffer.from(`li:${secret}`).toString("base64")],
  ];
}

/** Half of a form is as bad as all of it. */
function halves(form: string): string[] {
  const middle = Math.floor(form.length / 2);
  return middle < 8 ? [form] : [form.slice(0, middle), form.slice(middle)];
}

const inReports = (value: string) => ({ [fc.toStringMethod]: () => JSON.stringify(value) });

export function textSecret(value: string): Marked {
  const quotes = written(value);
  // Not what stands around it in the form.
  const marks = quotes
    .filter((form) => !form.includes("Value"))
    .flatMap((form) => (form === quotes[0] || form.length < 40 ? [form] : halves(form)));
  return { value, quotes, isIn: (text) => marks.some((mark) => text.includes(mark)), ...inReports(value) };
}

/** @param national the digits behind country code and trunk zero */
function numberSecret(value: string, country: string, trunk: string, national: string): Marked {
  const at = Math.ceil(national.length / 2);
  const parts = [national.slice(0, 3), national.slice(3, at + 1), national.slice(at + 1)].filter((part) => part !== "");
  const wide = (text: string): string =>
    text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
  const spellings = [
    ...[value, `00${country}${national}`, `+${country}${national}`, country + national, trunk + national, national],
    ...[" ", "-", ".", "\u00a0", "/"].flatMap((sign) => [
      `+${country}${sign}${parts.join(sign)}`,
      trunk + parts.join(sign),
      `00${country}${sign}${trunk}${parts.join(sign)}`,
    ]),
    ...[`(${trunk}${parts[0]}) ${parts.slice(1).join("-")}`, wide(trunk + national), wide(`+${country} ${national}`)],
  ];
  const quotes = spellings.flatMap((form) => [
    ...[form, JSON.stringify([form]), encodeURIComponent(form), ascii(JSON.stringify(form))],
    ...[Buffer.from(form).toString("base64"), Buffer.from(form).toString("hex")],
  ]);
  const marks = spellings.flatMap((form) => [Buffer.from(form).toString("base64"), Buffer.from(form).toString("hex")]);
  return {
    value,
    quotes,
    ...inReports(value),
    isIn: (text) =>
      marks.some((mark) => text.includes(mark)) ||
      text
        .normalize("NFKC")
        .replace(/%[0-9a-f]{2}|\\u00a0/gi, " ")
        .replace(/(?<=\d)[\s().+\u00a0/-]+(?=\d)/g, "")
        .includes(national),
  };
}

const digits = (length: number): fc.Arbitrary<string> =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((list) => list.join(""));

/** A number as a program may declare it: at home and abroad, with what people write between the digits. */
export const numbers: fc.Arbitrary<Marked> = fc.oneof(
  digits(8).map((rest) => numberSecret(`0086138${rest}`, "86", "", `138${rest}`)),
  digits(8).map((rest) => numberSecret(`139 ${rest.slice(0, 4)} ${rest.slice(4)}`, "86", "", `139${rest}`)),
  digits(8).map((rest) => numberSecret(`+44 20 ${rest.slice(0, 4)} ${rest.slice(4)}`, "44", "0", `20${rest}`)),
  digits(4).map((rest) => numberSecret(`+1 (415) 555-${rest}`, "1", "", `415555${rest}`)),
  digits(7).map((rest) => numberSecret(`00658${rest}`, "65", "", `8${rest}`)),
  digits(7).map((rest) => numberSecret(`0755-2${rest}`, "86", "0", `7552${rest}`)),
);

const signs = [
  ..."abcdefgXYZ0123456789客户王芳欠款四月éßñ",
  "😀",
  "👩‍👩‍👧",
  "\n",
  "\t",
  " ",
  ..."\"'`\\%&<>$/+=-_.,;:{}[]()｛１Ａ",
];

/** A text of any shape: letters of several scripts, signs that other texts are made of, or signs alone. */
export const texts: fc.Arbitrary<Marked> = fc
  .oneof(
    { weight: 6, arbitrary: fc.array(fc.constantFrom(...signs), { minLength: 8, maxLength: 40 }) },
    { weight: 1, arbitrary: fc.array(fc.constantFrom(..."!@#$%^&*<>\"'\\+="), { minLength: 8, maxLength: 20 }) },
    { weight: 1, arbitrary: fc.array(fc.constantFrom(..."客户王芳欠款四月"), { minLength: 2, maxLength: 6 }) },
  )
  .map((list) => list.join(""))
  // What is shorter is hidden in the words of its own call only.
  .filter((text) => text.trim() === text && (!/^[\s\d]*$/.test(text) || text.length > 8))
  .filter(
    (text) => (text.match(/[\p{L}\p{N}]/gu) ?? []).length >= 6 || /^[^\p{L}\p{N}]+$|^\p{Script=Han}+$/u.test(text),
  )
  .map(textSecret);
