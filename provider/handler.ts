/**
 * FROZEN. The state of every resource holds `exports.handler=()=>require("pulumi-tccc/handler").<Type>` and runs it at
 * every later refresh, update and delete: neither this module's path nor a member's name may ever change.
 *
 * One plugin process is one session: its lists, batches, limits and claims serve every resource in it.
 */
import { guardOutput, shownBy } from "./base/door";
import { endWithParent } from "./base/orphan";
import { Secrets } from "./base/register";
import { createHandlers } from "./resources/registry";
import { createSession } from "./resources/session";

endWithParent();

const secrets = new Secrets();
guardOutput(shownBy(secrets, process.env), process);

export const {
  AutoCalloutTask,
  Extension,
  NumberCallInInterface,
  NumberCallOutBinding,
  PredictiveDialingCampaign,
  Roster,
  SkillGroup,
  Staff,
  StaffSkillBinding,
} = createHandlers(createSession({ secrets }));
