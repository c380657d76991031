/** Tencent Cloud Contact Center (TCCC, API `ccc` 2020-02-10) as code. */
export { AutoCalloutTask } from "./resources/auto-callout-task";
export { Extension } from "./resources/extension";
export { Provider } from "./resources/provider";
export { SkillGroup } from "./resources/skill-group";
export { Staff } from "./resources/staff";
export { StaffSkillBinding } from "./resources/staff-skill-binding";
