import { UserError } from "../../base/errors";

/** Whoever is not done, and why. */
export type Failures = ReadonlyMap<string, string>;

const MOST_REASONS = 100;
const MOST_NAMES = 5;

/** One message for all who are not done; equal reasons are told once, with some of the names. */
export function failureText(doing: string, failures: Failures, of: number): string {
  const byReason = new Map<string, { text: string; mails: string[] }>();
  for (const [mail, text] of failures) {
    const key = text.replaceAll(mail, "…").replace(/RequestId[^\n,;)]*/g, "");
    const known = byReason.get(key);
    if (known) known.mails.push(mail);
    else byReason.set(key, { text, mails: [mail] });
  }
  const lines = [...byReason.values()].slice(0, MOST_REASONS).map(({ text, mails }) => {
    const others = mails.slice(1);
    const names = others.slice(0, MOST_NAMES - 1).join(", ");
    const more = others.length >= MOST_NAMES ? ` and ${others.length - MOST_NAMES + 1} more` : "";
    const whom = text.includes(mails[0]!) ? "" : `${mails[0]}: `;
    return `- ${whom}${text}${others.length > 0 ? `\n  The same for ${names}${more}.` : ""}`;
  });
  if (byReason.size > MOST_REASONS) lines.push(`- and ${byReason.size - MOST_REASONS} more reasons`);
  const done = of - failures.size;
  const head = `${doing}: ${failures.size} of ${of} people are not done${done > 0 ? `; the other ${done} are, and the next \`pulumi up\` does only the rest` : ""}:`;
  return [head, ...lines].join("\n");
}

export function reasonOf(error: unknown): string {
  // A defect is not one person's failure.
  if (!(error instanceof UserError)) throw error;
  return error.message;
}

const MOST_LISTED = 10;

/** Such as `li@example.com, mei@example.com and 3 more`. */
export function namesOf(mails: readonly string[]): string {
  const more = mails.length > MOST_LISTED ? ` and ${mails.length - MOST_LISTED} more` : "";
  return `${mails.slice(0, MOST_LISTED).join(", ")}${more}`;
}
