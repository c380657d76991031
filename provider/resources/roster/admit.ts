import { memberTakeOver } from "../../roster/member";
import { liveRoles, roleDiffers } from "../../roster/roles";
import type { RosterChecked } from "../roster";
import { calling, takeOver } from "../shared";
import { declaresSwitches, observePerson } from "../staff/live";
import { needStaffNumber, refuseRole } from "../staff/rules";
import { namesOf, reasonOf } from "./report";
import type { Wanted } from "./sort";
import type { Step } from "./step";

/** Those of whom nothing stands in the way; of the others the reason is noted, before anything is written. */
export async function admitted(step: Step, all: readonly Wanted[]): Promise<Wanted[]> {
  const { ctx, wanted: settings, fates } = step;
  const taken: string[] = [];
  const changed: string[] = [];
  const admit = async (want: Wanted): Promise<boolean> => {
    const { mail, row, person, before } = want;
    try {
      if (!row) {
        needStaffNumber(person);
        return true;
      }
      // The row is known; the switches cost a step of their own, and most of ten thousand declare none.
      const { switches } = declaresSwitches(person)
        ? await calling(`updating ${mail}`, () => observePerson(ctx, person, "shared"))
        : { switches: undefined };
      // An account that is recreated is a new one: what its creation needs is asked before it is deleted.
      if (isAnew(settings, want)) needStaffNumber(person);
      else refuseRole(person, { row, switches });
      if (before) return true;
      const differences = memberTakeOver(want, { row, switches });
      takeOver(`Staff ${row.Mail}`, `${ctx.sdkAppId}/${mail}`, differences, settings.onExisting);
      (differences.length > 0 ? changed : taken).push(mail);
      return true;
    } catch (error) {
      fates.failures.set(mail, reasonOf(error));
      return false;
    }
  };
  const verdicts = await Promise.all(all.map(admit));
  if (taken.length > 0) ctx.log.notice(`took over ${taken.length} existing Staff: ${namesOf(taken)}`);
  if (changed.length > 0) ctx.log.notice(`took over and changed ${changed.length} existing Staff: ${namesOf(changed)}`);
  return all.filter((_, index) => verdicts[index]);
}

/** Whether an account has to be deleted and recreated, since its role cannot be changed otherwise. */
export function isAnew(settings: RosterChecked, { person, row }: Wanted): boolean {
  return settings.allowRecreate === true && row !== undefined && roleDiffers(person.role, liveRoles(row));
}
