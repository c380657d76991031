import { UserError } from "../../base/errors";
import type { Plain } from "../../core/values";
import { digestOf } from "../callout/identity";
import type { Start } from "../callout/rules";
import { instant } from "../callout/schema";
import type { CampaignChecked } from "../predictive-dialing-campaign";
import type { Campaign } from "./sight";

/** Name, skill group, start and end, where all are known; as written in the program, or as checked. */
export function identityOf({ name, skillGroupId, startTime, endTime }: Plain): string | undefined {
  const [start, end] = [startTime, endTime].map((value) => instant.safeParse(value).data);
  if (typeof name !== "string" || typeof skillGroupId !== "number" || !start || !end) return undefined;
  return `campaign "${name}" of skill group ${skillGroupId} from ${isoOf(start)} to ${isoOf(end)}`;
}

/** When a campaign starts to call. */
export const startOf = ({ startTime, startNow }: CampaignChecked): Start => ({
  field: "startTime",
  at: startTime,
  startNow,
});

export function startedMeanwhile(
  key: string | number,
  what: "changed" | "replaced",
  { status }: Campaign,
  differences: readonly string[] = [],
): UserError {
  const state = status === "ready" ? "about to start" : status;
  const found = differences.length > 0 ? ` Different are: ${differences.join("; ")}.` : "";
  return new UserError(
    `PredictiveDialingCampaign ${key} was to be ${what} before its start, but is ${state} by now; nothing was touched.${found} Put its declaration back, or change \`run\` as well to dial the new one`,
  );
}

/** @param olds what the state has: nothing at creation */
export function outsOf(wanted: CampaignChecked, campaign: Campaign | undefined, olds: Plain = {}): Plain {
  return {
    ...wanted,
    calleeCount: wanted.callees.length,
    ...(campaign ? { campaignId: campaign.id, finishedCalleeCount: 0, ...observed(campaign) } : {}),
    ...digestOf(wanted.callees, olds),
  };
}

/** Where the run is. */
export function observed({ status, statusReason, calleeCount, finishedCalleeCount }: Campaign): Plain {
  const seen: Plain = { status, statusReason };
  if (calleeCount !== undefined) seen.calleeCount = calleeCount;
  if (finishedCalleeCount !== undefined) seen.finishedCalleeCount = finishedCalleeCount;
  return seen;
}

/** What the state knows of a campaign that the service knows no more. */
export function knownOf({ campaignId, status, statusReason, finishedCalleeCount }: Plain): Plain {
  return { campaignId, status, statusReason, finishedCalleeCount };
}

function isoOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}
