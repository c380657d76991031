/** Every question to the service as a plain function. Loads no Pulumi: a command has no use for it. */
export {
  type CallInMetrics,
  type CallInNumberMetrics,
  type CallInReport,
  type CallInSkillGroupMetrics,
  type GetCallInMetricsArgs,
  getCallInMetrics,
} from "./call-in-metrics";
export type { CallParticipant, CallRecord, CallRecordAgent, CallType, IvrKey } from "./call-record";
export {
  type CallRecordsArgs,
  iterateCallRecords,
  iterateProtectedCallRecords,
  listCallRecords,
  listProtectedCallRecords,
  type ProtectedCallRecordsArgs,
} from "./call-records";
export {
  type CalleeState,
  type CalloutCallee,
  type CalloutTaskDetail,
  type CalloutTaskInfo,
  type GetCalloutTaskArgs,
  getCalloutTask,
  listCalloutTasks,
} from "./callout-tasks";
export {
  type CampaignDetail,
  type CampaignInfo,
  type CampaignStatus,
  type CampaignStatusReason,
  type GetCampaignArgs,
  getCampaign,
  type ListCampaignSessionsArgs,
  type ListCampaignsArgs,
  listCampaignSessions,
  listCampaigns,
} from "./campaigns";
export type { Coded, Instants } from "./decode";
export type { EndStatus } from "./end-status";
export {
  type ExtensionDetail,
  type ExtensionInfo,
  type ExtensionStatus,
  type GetExtensionArgs,
  getExtension,
  type ListExtensionsArgs,
  listExtensions,
} from "./extensions";
export type { Instant } from "./instants";
export { type LookupOptions, NotFound, type Scoped } from "./lookup";
export { type GetNumberArgs, getNumber, listNumbers, type NumberInfo, type NumberState } from "./numbers";
export {
  type ApplicationPurchases,
  type GetPurchasesArgs,
  getPurchases,
  type NumberCallType,
  type NumberPurchase,
  type NumberType,
  type PackagePurchase,
  type PackageType,
  type Purchases,
  type SeatPurchase,
} from "./purchases";
export {
  type ActiveSession,
  type CallDirection,
  type GetTelSessionArgs,
  getTelSession,
  listActiveSessions,
  type SessionStatus,
  type TelSession,
} from "./sessions";
export {
  type GetSkillGroupArgs,
  getSkillGroup,
  type ListSkillGroupsArgs,
  listSkillGroups,
  type SkillGroupInfo,
  type SkillGroupKind,
} from "./skill-groups";
export {
  type GetStaffArgs,
  getStaff,
  type ListStaffArgs,
  listStaff,
  type StaffMember,
  type StaffSkillGroup,
} from "./staff";
export {
  type AgentStatus,
  type GetStaffStatusArgs,
  getStaffStatus,
  getStaffStatusHistory,
  iterateStaffStatusHistory,
  type StaffClient,
  type StaffStatus,
  type StaffStatusChange,
  type StaffStatusExtra,
  type StaffStatusHistoryArgs,
} from "./staff-status";
