import { type StaffInfo, sameMail, samePhone } from "../../api";
import { UserError } from "../../base/errors";
import { formatId } from "../../core/ids";
import { takeOverDifferences } from "../../roster/person";
import type { Context } from "../session";
import { calling, staffKey, takeOver } from "../shared";
import type { StaffChecked } from "../staff";
import { observePerson, personOf } from "./live";
import { needStaffNumber, refuseRole } from "./rules";

/**
 * Asked before an account is deleted that this run makes again, or replaces by one with another mail: whatever is known to
 * stand in the way of the new account is told while the old one is still there.
 *
 * @returns what the new account is declared to be, if there is to be one
 */
export async function refuseLoss(ctx: Context, mail: string): Promise<StaffChecked | undefined> {
  const news = ctx.memory.successors.get(formatId(ctx.sdkAppId, mail)) as StaffChecked | undefined;
  if (!news) return undefined;
  const doing = `replacing Staff ${mail}${sameMail(mail, news.mail) ? "" : ` by ${news.mail}`}`;
  const rows = await calling(doing, () => ctx.instance.staff.all({ fresh: true }));
  try {
    const live = await calling(doing, () => observePerson(ctx, personOf(news), "shared"));
    if (sameMail(mail, news.mail) || !live.row) needStaffNumber(news);
    else {
      const present = { ...live, row: live.row };
      refuseRole(news, present);
      const id = formatId(ctx.sdkAppId, news.mail);
      takeOver(`Staff ${news.mail}`, id, takeOverDifferences(personOf(news), present), news.onExisting);
    }
    refuseTakenPhone(ctx, rows, mail, news);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(
      `${doing}: ${error.message}. Nothing was changed: the account ${mail} is deleted only when the new one can be made`,
      { cause: error },
    );
  }
  return news;
}

/** The new account is there, so that the old one is deleted as any other. */
export function noteArrived({ memory }: Context, mail: string): void {
  for (const [id, news] of memory.successors) if (sameMail(String(news.mail), mail)) memory.successors.delete(id);
}

/** Phones are unique by the service's own words; one of somebody whom this program does not manage will not become free. */
function refuseTakenPhone(
  ctx: Context,
  rows: readonly StaffInfo[],
  mail: string,
  { phone, mail: next }: StaffChecked,
): void {
  if (!phone) return;
  const holder = rows.find(
    ({ Mail, Phone }) => Mail && Phone && samePhone(Phone, phone) && !sameMail(Mail, mail) && !sameMail(Mail, next),
  )?.Mail;
  const stranger = { identity: "", text: "" };
  if (holder && ctx.claims.keeper(`${ctx.sdkAppId}/${staffKey(holder)}`, stranger) === undefined) {
    throw new UserError(`the phone ${phone} belongs to ${holder}; clear it there first, or declare another`);
  }
}
