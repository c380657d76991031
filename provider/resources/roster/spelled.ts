import type { Plain } from "../../core/values";
import type { Context } from "../session";
import { texts } from "./known";

/**
 * How the service spells the mails of a roster's accounts, as far as it differs from the declared spelling; "" where that was
 * not seen yet. All others are spelled exactly as they are declared: an account that differs in case is somebody else's.
 */
export type ShownAs = Readonly<Record<string, string>>;

export function shownAsOf(olds: Plain | undefined): ShownAs {
  const known = olds?.shownAs;
  return typeof known === "object" && known !== null ? (known as ShownAs) : {};
}

/** Tells the list which accounts a state means, so that nobody is taken for somebody else. */
export function pinAccounts(ctx: Context, olds: Plain | undefined): void {
  const shownAs = shownAsOf(olds);
  for (const [mail] of texts(olds?.people)) {
    const spelling = shownAs[mail] ?? mail;
    if (spelling !== "") ctx.instance.staff.pin(mail, spelling);
  }
}

/** What a state keeps of it. `shown`: of each person the spelling that was seen, if any. */
export function shownAs(people: Iterable<readonly [mail: string, shown: string | undefined]>): Plain {
  const other = [...people].filter(([mail, shown]) => shown !== mail).map(([mail, shown]) => [mail, shown ?? ""]);
  return other.length > 0 ? { shownAs: Object.fromEntries(other) } : {};
}
