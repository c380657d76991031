import type { Plain } from "../../core/values";
import { staysAdministrator } from "../staff/rules";
import { notDeleted } from "./depart";
import type { Leaver } from "./sort";

/** Those who leave and are administrators now, although the roster does not declare them so, with the reason why they stay. */
export function administrators(going: readonly Leaver[]): Map<string, string> {
  const found = going.filter(({ row, before }) => row && before && staysAdministrator(before as Plain, row));
  return new Map(
    found.map(({ mail }) => [
      mail,
      `${notDeleted(mail)}, since it is an administrator now, which this roster does not declare: take the role away or delete the account in the console; or put the mail under release, and the account stays`,
    ]),
  );
}
