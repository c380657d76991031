import { advance, checkBody, checkFeature, optional, required, status } from "../campaigns";
import type { Context, Handler } from "../context";
import { serviceError } from "../errors";
import type * as ccc from "../types";

type Request = ccc.CreatePredictiveDialingCampaignRequest;

/** It starts by itself at StartTime, at once when that is past, and ends by itself at EndTime. */
export const CreatePredictiveDialingCampaign: Handler<Request, ccc.CreatePredictiveDialingCampaignResponse> = (
  context,
  request,
) => {
  checkFeature(context, "campaigns");
  checkBody(context, request);
  checkCount(context, request);
  const campaign = {
    campaignId: context.data.newId(),
    ...required(request),
    ...optional(request),
    timeZone: request.TimeZone ?? "",
    availableTime: request.AvailableTime ?? [],
    status: status.ready as number,
    statusReason: 0,
    runs: [],
    finishedCallees: 0,
    deleted: false,
  };
  // What is past does not count as dialled: a late start begins now.
  if (campaign.startTime < context.seconds) campaign.startTime = context.seconds;
  context.centre.campaigns.set(campaign.campaignId, advance(campaign, context));
  return { CampaignId: campaign.campaignId };
};

function checkCount({ centre }: Context, { Callees }: Request): void {
  const { campaigns = Number.POSITIVE_INFINITY, calleesPerCampaign = Number.POSITIVE_INFINITY } = centre.purchases;
  const live = [...centre.campaigns.values()].filter((one) => !one.deleted).length;
  if (live < campaigns && Callees.length <= calleesPerCampaign) return;
  throw serviceError("LimitExceeded.OutOfCountLimit", "The quantity exceeds the limit.");
}
