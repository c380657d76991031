import { mailKey } from "../api";

/**
 * Whether an entry can name anybody. What other tools take for a pattern (`{li,mei}@example.com`, `[a-c]*`, `!li@example.com`)
 * would match no mail, and people who were meant to be kept would go.
 */
export function isPattern(text: string): boolean {
  const trimmed = text.trim();
  if (/[\s{}[\]]|^!/.test(trimmed)) return false;
  return trimmed.includes("*") || /^[^@]+@[^@]+$/.test(trimmed);
}

/** Whether a mail is one of a list, in which `*` stands for any characters and `?` for one. Case does not matter. */
export function matcher(patterns: readonly string[]): (mail: string) => boolean {
  const expressions = patterns.map((pattern) => {
    const escaped = mailKey(pattern).replace(/[\\^$.+()[\]{}|]/g, "\\$&");
    return new RegExp(`^${escaped.replace(/\*+/g, ".*").replaceAll("?", ".")}$`, "u");
  });
  return (mail) => expressions.some((expression) => expression.test(mailKey(mail)));
}
