import { mailKey } from "../api";

/** Whether a mail is one of a list, in which `*` stands for any characters and `?` for one. Case does not matter. */
export function matcher(patterns: readonly string[]): (mail: string) => boolean {
  const expressions = patterns.map((pattern) => {
    const escaped = mailKey(pattern).replace(/[\\^$.+()[\]{}|]/g, "\\$&");
    return new RegExp(`^${escaped.replace(/\*+/g, ".*").replaceAll("?", ".")}$`, "u");
  });
  return (mail) => expressions.some((expression) => expression.test(mailKey(mail)));
}
