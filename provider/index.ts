/** Tencent Cloud Contact Center (TCCC, API `ccc` 2020-02-10) as code. */
export {
  AutoCalloutTask,
  type AutoCalloutTaskArgs,
  type AutoCalloutTaskInputs,
} from "./resources/auto-callout-task";
export type { CalleeInput, RetryTag, TimeRange, WorkTime } from "./resources/callout-schema";
export type { TaskState } from "./resources/callout-task-life";
export { Extension, type ExtensionArgs, type ExtensionInputs } from "./resources/extension";
export { Provider, type ProviderArgs } from "./resources/provider";
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
