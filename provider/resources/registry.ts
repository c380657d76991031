import type { ResourceProvider } from "@pulumi/pulumi/dynamic";
import { type Host, handlerOf } from "../core/handler";
import { calloutTaskDefinition } from "./auto-callout-task";
import { extensionDefinition } from "./extension";
import { numberCallInDefinition } from "./number-call-in-interface";
import { numberCallOutDefinition } from "./number-call-out-binding";
import { campaignDefinition } from "./predictive-dialing-campaign";
import { rosterDefinition } from "./roster";
import type { Context } from "./session";
import { skillGroupDefinition } from "./skill-group";
import { staffDefinition } from "./staff";
import { bindingDefinition } from "./staff-skill-binding";

/** Every resource, one line each: a definition by its frozen name. */
export const definitions = {
  AutoCalloutTask: calloutTaskDefinition,
  Extension: extensionDefinition,
  NumberCallInInterface: numberCallInDefinition,
  NumberCallOutBinding: numberCallOutDefinition,
  PredictiveDialingCampaign: campaignDefinition,
  Roster: rosterDefinition,
  SkillGroup: skillGroupDefinition,
  Staff: staffDefinition,
  StaffSkillBinding: bindingDefinition,
};

export type Handlers = Record<keyof typeof definitions, ResourceProvider>;

/** The verbs of every resource in one session. */
export function createHandlers(session: Host<Context>): Handlers {
  session.readable(
    Object.entries(definitions).flatMap(([type, { inputs, computed }]) => [
      type,
      ...Object.keys(inputs.shape),
      ...computed,
    ]),
  );
  const handlers = Object.entries(definitions).map(([type, definition]) => [type, handlerOf(definition, session)]);
  return Object.fromEntries(handlers) as Handlers;
}
