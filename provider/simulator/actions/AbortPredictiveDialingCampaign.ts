import { ended, finish, reason, requireCampaign, status } from "../campaigns";
import type { Handler } from "../context";
import { invalidValue } from "../errors";
import type * as ccc from "../types";

type Request = ccc.AbortPredictiveDialingCampaignRequest;

/** Ends a campaign for good. The international documentation says "pause", which is wrong. */
export const AbortPredictiveDialingCampaign: Handler<Request, ccc.AbortPredictiveDialingCampaignResponse> = (
  context,
  { CampaignId },
) => {
  const { dialect } = context;
  const campaign = requireCampaign(context, CampaignId);
  if (ended(campaign)) {
    if (dialect.campaignAbortEnded === "ok") return {};
    throw invalidValue("The campaign has ended already.");
  }
  if (campaign.status === status.ready && dialect.campaignAbortReady === "refuse") {
    throw invalidValue("The campaign has not started.");
  }
  finish(campaign, status.terminated, reason.byHand, context.seconds);
  return {};
};
