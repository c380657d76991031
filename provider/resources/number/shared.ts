import { z } from "zod";
import { type NumberInfo, normalPhone, phoneKey, phoneText } from "../../api";
import { UserError } from "../../base/errors";
import type { Context } from "../session";
import { calling } from "../shared";

/** A number of the instance. Every digit is kept; a call uses the service's spelling of it. */
export const line = z
  .string()
  .regex(phoneText, 'a phone number such as "0755 1234 5678" or "008675512345678"')
  .transform((text) => normalPhone(text));

export function numberKey(number: string): string {
  return `number/${phoneKey(number)}`;
}

/** The number's row. One that the instance has not is refused with those that it has: numbers are not made here. */
export async function presentNumber(ctx: Context, doing: string, number: string, more = ""): Promise<NumberInfo> {
  const numbers = ctx.instance.numbers;
  const row = await calling(doing, async () => (await numbers.find(number)) ?? (await numbers.refind(number)));
  if (row) return row;
  const all = await calling(doing, () => numbers.all());
  const known = all.flatMap(({ Number: one }) => (one ? [one] : []));
  const shown = known.slice(0, 10).join(", ") + (known.length > 10 ? ` and ${known.length - 10} more` : "");
  throw new UserError(
    `${doing}: instance ${ctx.sdkAppId} has no number ${number}; it has ${shown === "" ? "none" : shown}. Numbers are bought in the console${more}`,
  );
}
