import { shown } from "../../core/values";

const numbers = new Set(["staffNumber", "phone", "extensionNumber"]);

const ERROR = /^(#(N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA)|#{3,})$/i;

/** A call, a cell or a number after "=": not a face such as `=_=`. */
const FORMULA = /^=[+-]?\s*([A-Z][A-Z0-9_.]*\(|\$?[A-Z]{1,3}\$?\d|[\d"(])/i;

/** The C0 controls but tab and line break, and delete. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\0-\x08\x0B\x0C\x0E-\x1F\x7F]/;

/** Why a text is not what somebody meant to write, but what a program left of it; `undefined` where nothing shows that. */
export function spoilt(field: string, text: string): string | undefined {
  const control = CONTROL.exec(text)?.[0];
  if (control !== undefined) {
    const code = control.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
    return `holds the control character U+${code}; remove it`;
  }
  if (/[\uFFFD\p{Cs}]/u.test(text) || /^\?{2,}$/.test(text)) {
    return `got ${shown(text)}: its characters were lost when it was saved; write it again and save it as "CSV UTF-8"`;
  }
  if (ERROR.test(text)) return `got ${shown(text)}, which is an error of the spreadsheet; correct it there`;
  if (FORMULA.test(text)) return `got ${shown(text)}, which is a formula; put its value there`;
  if (field === "mail" && /[<>()[\]:;,"\\“”‘’]/.test(text)) {
    return `expected nothing but a mail address such as "li@example.com", got ${shown(text)}`;
  }
  if (!numbers.has(field)) return undefined;
  if (/^\d(\.\d+)?E\+\d+$/i.test(text)) {
    return `got ${shown(text)}: a spreadsheet took it for a number and dropped digits; format the column as text and write it again`;
  }
  if (/^\d+\.0+$/.test(text)) {
    return `got ${shown(text)}: a program took it for a number; expected ${shown(text.replace(/\..*/, ""))}, with the zeros it may have begun with`;
  }
  return undefined;
}
