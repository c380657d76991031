import { advance, checkBody, ended, optional, requireCampaign, required, started, status } from "../campaigns";
import type { Handler } from "../context";
import { unsupported } from "../errors";
import type * as ccc from "../types";

type Request = ccc.UpdatePredictiveDialingCampaignRequest;

/** A full body, and only before the start. It has no TimeZone and no AvailableTime. */
export const UpdatePredictiveDialingCampaign: Handler<Request, ccc.UpdatePredictiveDialingCampaignResponse> = (
  context,
  request,
) => {
  const { dialect } = context;
  const campaign = requireCampaign(context, request.CampaignId);
  const paused = campaign.status === status.paused && dialect.campaignUpdatePaused === "ok";
  if (ended(campaign) || (started(campaign) && !paused)) {
    throw unsupported("A campaign that has started cannot be changed.");
  }
  checkBody(context, request, campaign.campaignId);
  Object.assign(campaign, required(request));
  Object.assign(campaign, optional(request, dialect.campaignUpdateOmitted === "keep" ? campaign : undefined));
  if (dialect.campaignUpdateTimes === "clear") Object.assign(campaign, { timeZone: "", availableTime: [] });
  if (campaign.status === status.ready && campaign.startTime < context.seconds) campaign.startTime = context.seconds;
  advance(campaign, context);
  return {};
};
