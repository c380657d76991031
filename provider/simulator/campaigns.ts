import type {
  CalleeAttribute,
  TimeRange,
  Variable,
} from "tencentcloud-sdk-nodejs-ccc/tencentcloud/services/ccc/v20200210/ccc_models";
import type { Context } from "./context";
import { invalidValue, type ServiceError, serviceError } from "./errors";
import type { Instance } from "./instance";
import type * as ccc from "./types";

/** A predictive dialling campaign. All members may be changed by hand; times are Unix seconds. */
export interface CampaignRecord {
  campaignId: number;
  name: string;
  callees: string[];
  callers: string[];
  /** 0 random, 1 in order. */
  callOrder: number;
  skillGroupId: number;
  priority: number;
  expectedAbandonRate: number;
  retryInterval: number;
  startTime: number;
  endTime: number;
  ivrId: number;
  retryTimes: number;
  variables: Variable[];
  uui: string;
  calleeAttributes: CalleeAttribute[];
  timeZone: string;
  availableTime: TimeRange[];
  /** 0 ready, 1 running, 2 paused, 3 terminated, 4 completed. Moved on by the clock when it is looked at. */
  status: number;
  /** 0 normal, 1 ended by hand, 2 its time was over. */
  statusReason: number;
  /** When it ran, from and to; the last has no end while it runs. Nobody was dialled before the first. */
  runs: { from: number; to: number | null }[];
  /** How many callees are done. At all of them it is completed; moved on by the clock while there is traffic. */
  finishedCallees: number;
  /** Whether DeletePredictiveDialingCampaign was called; only kept where `dialect.campaignDeletedListed`. */
  deleted: boolean;
}

export const status = { ready: 0, running: 1, paused: 2, terminated: 3, completed: 4 } as const;
export const reason = { normal: 0, byHand: 1, timeOver: 2 } as const;

/** One callee is done every so many seconds while a campaign runs and the simulator has traffic. */
export const secondsPerCallee = 6;

/** Whether the service began to dial. */
export const started = (campaign: CampaignRecord): boolean => campaign.runs.length > 0;
export const ended = ({ status: now }: CampaignRecord): boolean =>
  now === status.terminated || now === status.completed;

/** Moves a campaign on to where the clock says it is. */
export function advance(campaign: CampaignRecord, { seconds, dialling }: Context): CampaignRecord {
  if (campaign.status === status.ready && seconds >= campaign.startTime) {
    campaign.status = status.running;
    campaign.runs.push({ from: campaign.startTime, to: null });
  }
  if (ended(campaign)) return campaign;
  const now = Math.min(seconds, campaign.endTime);
  if (dialling) {
    const dialled = Math.floor(ranSeconds(campaign, now) / secondsPerCallee);
    campaign.finishedCallees = Math.min(campaign.callees.length, Math.max(campaign.finishedCallees, dialled));
  }
  if (started(campaign) && campaign.finishedCallees >= campaign.callees.length) {
    finish(campaign, status.completed, reason.normal, now);
  } else if (seconds >= campaign.endTime) {
    finish(campaign, status.terminated, reason.timeOver, campaign.endTime);
  }
  return campaign;
}

function ranSeconds({ runs }: CampaignRecord, now: number): number {
  return runs.reduce((sum, { from, to }) => sum + Math.max(0, Math.min(to ?? now, now) - from), 0);
}

/** Ends a campaign for good. */
export function finish(campaign: CampaignRecord, to: number, why: number, now: number): void {
  campaign.status = to;
  campaign.statusReason = why;
  halt(campaign, now);
}

/** Closes the run that is open. */
export function halt({ runs }: CampaignRecord, now: number): void {
  const last = runs.at(-1);
  if (last !== undefined && last.to === null) last.to = now;
}

/** Refuses an instance that may not use campaigns. */
export function checkFeature({ centre, dialect }: Context, feature: keyof Instance["features"]): void {
  if (centre.features[feature]) return;
  const words = dialect.featureOff === "UnsupportedOperation" ? "Unsupported operation." : "Not in the allowlist.";
  throw serviceError(dialect.featureOff, words);
}

export function findCampaign(instance: Instance, context: Context, campaignId: number): CampaignRecord | undefined {
  const campaign = instance.campaigns.get(campaignId);
  return campaign === undefined || campaign.deleted ? undefined : advance(campaign, context);
}

export function requireCampaign(context: Context, campaignId: number): CampaignRecord {
  checkFeature(context, "campaigns");
  const campaign = findCampaign(context.centre, context, campaignId);
  if (campaign === undefined) throw unknownCampaign();
  return campaign;
}

export const unknownCampaign = (): ServiceError => invalidValue("The campaign does not exist.");

type Body = ccc.CreatePredictiveDialingCampaignRequest | ccc.UpdatePredictiveDialingCampaignRequest;

/**
 * The documented ranges of the members that Create and Update share.
 *
 * @param ownId of the campaign that is updated; then the least ExpectedAbandonRate is 5, where a create takes 0
 */
export function checkBody({ centre, dialect, seconds }: Context, body: Body, ownId?: number): void {
  if (body.Name === "") throw invalidValue("Name must not be empty.");
  if (body.Callees.length === 0) throw invalidValue("Callees must not be empty.");
  if (body.Callers.length === 0) throw invalidValue("Callers must not be empty.");
  const between = (name: string, value: number | undefined, least: number, most: number) => {
    if (value === undefined || (value >= least && value <= most)) return;
    throw invalidValue(`${name} must be from ${least} to ${most}.`);
  };
  between("CallOrder", body.CallOrder, 0, 1);
  between("Priority", body.Priority, 1, 5);
  between("ExpectedAbandonRate", body.ExpectedAbandonRate, ownId === undefined ? 0 : 5, 50);
  between("RetryInterval", body.RetryInterval, 60, 86_400);
  between("RetryTimes", body.RetryTimes, 0, 2);
  if (body.StartTime < 0) throw invalidValue("StartTime must be a Unix timestamp in seconds.");
  if (body.EndTime <= body.StartTime) throw invalidValue("EndTime must be later than StartTime.");
  if (body.EndTime <= seconds) throw invalidValue("EndTime must be in the future.");
  if (body.StartTime < seconds && dialect.campaignStartPast === "refuse") {
    throw invalidValue("StartTime must be in the future.");
  }
  const group = centre.skillGroups.get(body.SkillGroupId);
  if (group === undefined) throw invalidValue("The skill group does not exist.");
  if (group.type !== 0 && dialect.campaignGroupNotPhone === "refuse") {
    throw invalidValue("The skill group must be of type phone.");
  }
  const others = [...centre.campaigns.values()].filter((one) => one.campaignId !== ownId && !one.deleted);
  if (dialect.campaignNameTaken !== "ok" && others.some((one) => one.name === body.Name)) {
    throw invalidValue("The name of the campaign is taken.");
  }
}

/** The members that a body must bring. */
export function required(body: Body) {
  return {
    name: body.Name,
    callees: body.Callees,
    callers: body.Callers,
    callOrder: body.CallOrder,
    skillGroupId: body.SkillGroupId,
    priority: body.Priority,
    expectedAbandonRate: body.ExpectedAbandonRate,
    retryInterval: body.RetryInterval,
    startTime: body.StartTime,
    endTime: body.EndTime,
  };
}

/** The members that a body may leave out: those of `kept`, or nothing. */
export function optional(body: Body, kept?: CampaignRecord) {
  return {
    ivrId: body.IVRId ?? kept?.ivrId ?? 0,
    retryTimes: body.RetryTimes ?? kept?.retryTimes ?? 0,
    variables: body.Variables ?? kept?.variables ?? [],
    uui: body.UUI ?? kept?.uui ?? "",
    calleeAttributes: body.CalleeAttributes ?? kept?.calleeAttributes ?? [],
  };
}
