/** Fields of letters and digits that a machine reads: how wide they were typed means nothing. */
const typed = new Set([
  "mail",
  "staffNumber",
  "phone",
  "extensionNumber",
  "role",
  "useMobileCallOut",
  "useMobileAccept",
]);

/** What copying from a page or a telephone leaves behind and nobody sees: marks of direction, joiners, soft hyphens. */
const INVISIBLE = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/g;

/** Full-width letters, digits and signs of a Chinese input method as those of a keyboard, without what is invisible. */
export function narrow(text: string): string {
  return text
    .replace(INVISIBLE, "")
    .replace(/[\uFF01-\uFF5E]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[\u3000\u00A0]/g, " ")
    .trim();
}

/** A text of a field as it was meant: without what a spreadsheet or an input method put around it. */
export function tidied(field: string, text: string): string {
  // ="0012" and '+86… keep a spreadsheet from reading a text as a number or as a formula.
  const [, kept = text.trim()] = /^\s*="([^"]*)"\s*$/.exec(text) ?? [];
  const plain = kept.replace(/^'(?=[=+@-])/, "");
  if (!typed.has(field))
    return plain
      .replace(/^[\u200B-\u200F\u202A-\u202E\u2060-\u2069]+|[\u200B-\u200F\u202A-\u202E\u2060-\u2069]+$/g, "")
      .trim();
  const narrowed = narrow(plain).replace(/^'(?=\d)/, "");
  if (field === "mail") return narrowed.replaceAll("。", ".");
  if (field !== "phone") return narrowed;
  // (0755) 8601 3388, （+86）138…
  return narrowed.replace(/[‐-―−]/g, "-").replace(/^\((\+?\d+)\)/, "$1 ");
}
