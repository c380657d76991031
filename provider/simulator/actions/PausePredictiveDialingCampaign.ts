import { halt, requireCampaign, status } from "../campaigns";
import type { Handler } from "../context";
import { invalidValue } from "../errors";
import type * as ccc from "../types";

type Request = ccc.PausePredictiveDialingCampaignRequest;

export const PausePredictiveDialingCampaign: Handler<Request, ccc.PausePredictiveDialingCampaignResponse> = (
  context,
  { CampaignId },
) => {
  const campaign = requireCampaign(context, CampaignId);
  const early = campaign.status === status.ready && context.dialect.campaignPauseReady === "ok";
  if (campaign.status !== status.running && !early) {
    if (context.dialect.campaignWrongState === "ok") return {};
    throw invalidValue("Only a campaign in progress can be paused.");
  }
  campaign.status = status.paused;
  halt(campaign, context.seconds);
  return {};
};
