/** The service: client, limits, retry, batches and shared lists. Knows nothing of Pulumi. */
export { mayMeanMissing, saysMissing } from "./absence";
export * from "./account";
export { describeFailure } from "./advice";
export { allCalloutTasks, type CalloutTaskRow } from "./callout-tasks";
export type { Action, Caller, CallOptions, InstanceAction, RequestOf, ResponseOf } from "./client";
export * from "./config";
export type { Directory } from "./directory";
export { isAboutAccount, isInternal, isThrottled, isTransport, ServiceError } from "./errors";
export type {
  CalloutTaskAnswer,
  CampaignAnswer,
  CampaignInfo,
  ExtensionInfo,
  Instance,
  NumberInfo,
  SkillGroupInfoItem,
  StaffInfo,
} from "./instance";
export { BATCH, CALLS_PER_SECOND, PAGE } from "./limits";
export type { Lists, PageOf } from "./lists";
export { mailKey, sameMail } from "./mail";
export type { Page } from "./pages";
export { normalPhone, phoneKey, phoneText, readPhone, samePhone } from "./phone";
export type { StaffStatusMetrics } from "./presence";
export { isRepeatable } from "./retry";
export type { SeatUserInfo } from "./staff-batches";
