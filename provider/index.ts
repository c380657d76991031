/** Tencent Cloud Contact Center (TCCC, API `ccc` 2020-02-10) as code. */
export * from "./lookups";
export {
  AutoCalloutTask,
  type AutoCalloutTaskArgs,
  type AutoCalloutTaskInputs,
} from "./resources/auto-callout-task";
export type { CalleeInput, RetryTag, TimeRange, WorkTime } from "./resources/callout/schema";
export type { TaskState } from "./resources/callout/task-life";
export type { HttpCallback, HttpParam, TriggerRule } from "./resources/callout/trigger";
export type { CampaignStatus, CampaignStatusReason } from "./resources/campaign/sight";
export { Extension, type ExtensionArgs, type ExtensionInputs } from "./resources/extension";
export {
  NumberCallInInterface,
  type NumberCallInInterfaceArgs,
  type NumberCallInInterfaceInputs,
} from "./resources/number-call-in-interface";
export {
  NumberCallOutBinding,
  type NumberCallOutBindingArgs,
  type NumberCallOutBindingInputs,
} from "./resources/number-call-out-binding";
export {
  PredictiveDialingCampaign,
  type PredictiveDialingCampaignArgs,
  type PredictiveDialingCampaignInputs,
} from "./resources/predictive-dialing-campaign";
export { Provider, type ProviderArgs } from "./resources/provider";
export { Roster, type RosterArgs, type RosterSettings } from "./resources/roster";
export type { OnExisting } from "./resources/shared";
export { SkillGroup, type SkillGroupArgs, type SkillGroupInputs } from "./resources/skill-group";
export { Staff, type StaffArgs, type StaffInputs } from "./resources/staff";
export {
  type SkillGroupPriority,
  StaffSkillBinding,
  type StaffSkillBindingArgs,
  type StaffSkillBindingInputs,
} from "./resources/staff-skill-binding";
export type { Forwarding } from "./roster/fields";
export {
  type ParseSheetOptions,
  parseSheet,
  type ReadSheetOptions,
  readSheet,
  type SheetFormat,
} from "./roster/sheet";
export type { Person } from "./roster/sheet/person";
export { SheetError, type SheetProblem } from "./roster/sheet/problems";
