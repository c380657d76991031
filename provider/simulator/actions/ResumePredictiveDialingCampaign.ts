import { advance, requireCampaign, started, status } from "../campaigns";
import type { Handler } from "../context";
import { invalidValue } from "../errors";
import type * as ccc from "../types";

type Request = ccc.ResumePredictiveDialingCampaignRequest;

/** One that was paused before its start waits for it again. */
export const ResumePredictiveDialingCampaign: Handler<Request, ccc.ResumePredictiveDialingCampaignResponse> = (
  context,
  { CampaignId },
) => {
  const campaign = requireCampaign(context, CampaignId);
  if (campaign.status !== status.paused) {
    if (context.dialect.campaignWrongState === "ok") return {};
    throw invalidValue("Only a paused campaign can be resumed.");
  }
  if (started(campaign) || context.seconds >= campaign.startTime) {
    campaign.status = status.running;
    campaign.runs.push({ from: context.seconds, to: null });
  } else {
    campaign.status = status.ready;
  }
  advance(campaign, context);
  return {};
};
