import type { RequestOf, ResponseOf } from "../../api";
import { type Plain, shown } from "../../core/values";
import { calleeMembers, variableList } from "../callout/schema";
import type { CampaignChecked } from "../predictive-dialing-campaign";

export type CampaignDetails = Omit<ResponseOf<"DescribePredictiveDialingCampaign">, "RequestId">;

const orders = ["random", "sequential"] as const;

/** What the service shows of a declaration: callees, callers, time zone and available times are not among it. */
const readers: Readonly<Record<string, (details: CampaignDetails) => unknown>> = {
  name: (details) => details.Name,
  callOrder: (details) => orders[details.CallOrder ?? -1],
  skillGroupId: (details) => details.SkillGroupId,
  ivrId: (details) => details.IVRId,
  priority: (details) => details.Priority,
  expectedAbandonRate: (details) => details.ExpectedAbandonRate,
  retryTimes: (details) => details.RetryTimes,
  retryInterval: (details) => details.RetryInterval,
  startTime: (details) => details.StartTime,
  endTime: (details) => details.EndTime,
};

/** The declared fields that are shown with another value; no member is sure to be there, and what is missing is no difference. */
export function liveDifferences(declared: Plain, details: CampaignDetails): Plain {
  const found: Plain = {};
  for (const [key, read] of Object.entries(readers)) {
    const live = read(details) ?? undefined;
    if (declared[key] !== undefined && live !== undefined && live !== declared[key]) found[key] = live;
  }
  return found;
}

/** {@link liveDifferences} in words; none of these fields is secret. */
export function differenceTexts(declared: Plain, details: CampaignDetails): string[] {
  return Object.entries(liveDifferences(declared, details)).map(
    ([key, live]) => `${key}: wanted ${shown(declared[key])}, found ${shown(live)}`,
  );
}

/** An update takes 5 to 50 per cent where a create takes 0 to 50, and it must always bring one. */
const LEAST_RATE_OF_UPDATE = 5;

/** Whether a declaration cannot be brought to the service by an update, whatever the campaign had before. */
export function isBelowUpdate({ expectedAbandonRate }: Plain): boolean {
  return typeof expectedAbandonRate === "number" && expectedAbandonRate < LEAST_RATE_OF_UPDATE;
}

type Body = Omit<RequestOf<"UpdatePredictiveDialingCampaign">, "SdkAppId" | "CampaignId">;

/**
 * The full body of a create or an update. What is left out of an update may be cleared by it, so that what nobody declares
 * is sent as it was before.
 */
export function bodyOf(wanted: CampaignChecked, before: CampaignDetails = {}): Body {
  const optional = {
    IVRId: wanted.ivrId ?? (before.IVRId || undefined),
    RetryTimes: wanted.retryTimes ?? before.RetryTimes ?? undefined,
    Variables: wanted.variables ? variableList(wanted.variables) : (before.Variables ?? undefined),
    UUI: wanted.uui ?? (before.UUI || undefined),
  };
  return {
    Name: wanted.name,
    ...calleeMembers(wanted.callees),
    Callers: wanted.callers,
    CallOrder: orders.indexOf(wanted.callOrder),
    SkillGroupId: wanted.skillGroupId,
    Priority: wanted.priority,
    ExpectedAbandonRate: wanted.expectedAbandonRate,
    RetryInterval: wanted.retryInterval,
    StartTime: wanted.startTime,
    EndTime: wanted.endTime,
    ...optional,
  };
}
