import { bindingLife } from "./binding";
import { calloutTaskLife } from "./callout-task";
import { campaignLife } from "./campaign";
import { extensionLife } from "./extension";
import type { Life } from "./life";
import { numberCallInLife } from "./number-call-in";
import { numberCallOutLife } from "./number-call-out";
import { rosterLife } from "./roster";
import { skillGroupLife } from "./skill-group";
import { staffLife } from "./staff";

/** The life of every resource that the service holds. */
export const lives = {
  SkillGroup: skillGroupLife,
  Staff: staffLife,
  StaffSkillBinding: bindingLife,
  Roster: rosterLife,
  Extension: extensionLife,
  AutoCalloutTask: calloutTaskLife,
  PredictiveDialingCampaign: campaignLife,
  NumberCallOutBinding: numberCallOutLife,
  NumberCallInInterface: numberCallInLife,
} satisfies Readonly<Record<string, (life: Life) => Promise<void>>>;
