import { getCallInMetrics } from "./call-in-metrics";
import { listCallRecords, listProtectedCallRecords } from "./call-records";
import { getCalloutTask, listCalloutTasks } from "./callout-tasks";
import { getCampaign, listCampaignSessions, listCampaigns } from "./campaigns";
import { getExtension, listExtensions } from "./extensions";
import { getNumber, listNumbers } from "./numbers";
import { getPurchases } from "./purchases";
import { getTelSession, listActiveSessions } from "./sessions";
import { getSkillGroup, listSkillGroups } from "./skill-groups";
import { getStaff, listStaff } from "./staff";
import { getStaffStatus, getStaffStatusHistory } from "./staff-status";
import { twin } from "./twin";

// The …Output twins of all lookups: what needs Pulumi stands here alone.

export const getStaffOutput = twin(getStaff);
export const listStaffOutput = twin(listStaff);
export const getSkillGroupOutput = twin(getSkillGroup);
export const listSkillGroupsOutput = twin(listSkillGroups);
/** A secret, since the password is in it; `pulumi.unsecret(extension.domain)` opens what is none. */
export const getExtensionOutput = twin(getExtension, () => true);
export const listExtensionsOutput = twin(listExtensions);
export const getNumberOutput = twin(getNumber);
export const listNumbersOutput = twin(listNumbers);
/** A secret, since it holds the numbers of people; `pulumi.unsecret(task.state)` opens what is none. */
export const getCalloutTaskOutput = twin(getCalloutTask, (task) => task.callees.length > 0);
export const listCalloutTasksOutput = twin(listCalloutTasks);
/** A secret where it holds variables or uui. */
export const getCampaignOutput = twin(
  getCampaign,
  ({ variables, uui }) => uui !== "" || Object.keys(variables).length > 0,
);
export const listCampaignsOutput = twin(listCampaigns);
export const listCampaignSessionsOutput = twin(listCampaignSessions);
export const getPurchasesOutput = twin(getPurchases);
export const getStaffStatusOutput = twin(getStaffStatus);
export const getStaffStatusHistoryOutput = twin(getStaffStatusHistory);
export const getCallInMetricsOutput = twin(getCallInMetrics);
/** A secret, since it says who talks to whom; `pulumi.unsecret(session.status)` opens what is none. */
export const getTelSessionOutput = twin(getTelSession, () => true);
/** A secret, as `getTelSessionOutput` is. */
export const listActiveSessionsOutput = twin(listActiveSessions, () => true);
/** A secret, since it holds the numbers of people and their data; `pulumi.unsecret(…)` opens what is none. */
export const listCallRecordsOutput = twin(listCallRecords, () => true);
/** A secret: protected ids lead to a person too, and `uui` and recordings are shown. */
export const listProtectedCallRecordsOutput = twin(listProtectedCallRecords, () => true);
