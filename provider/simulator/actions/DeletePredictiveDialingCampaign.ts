import { checkFeature, ended, findCampaign, finish, reason, status, unknownCampaign } from "../campaigns";
import type { Handler } from "../context";
import { invalidValue } from "../errors";
import type * as ccc from "../types";

type Request = ccc.DeletePredictiveDialingCampaignRequest;

export const DeletePredictiveDialingCampaign: Handler<Request, ccc.DeletePredictiveDialingCampaignResponse> = (
  context,
  { CampaignId },
) => {
  const { centre, dialect } = context;
  checkFeature(context, "campaigns");
  const campaign = findCampaign(centre, context, CampaignId);
  if (campaign === undefined) {
    if (dialect.campaignDeleteUnknown === "ok") return {};
    throw unknownCampaign();
  }
  if (!ended(campaign)) {
    const refused = campaign.status === status.ready ? ["refuse-ready"] : ["refuse", "refuse-ready"];
    if (refused.includes(dialect.campaignDeleteLive)) throw invalidValue("The campaign has not ended: abort it first.");
    finish(campaign, status.terminated, reason.byHand, context.seconds);
  }
  campaign.deleted = true;
  // Noticed before it is gone, for the records of its calls stay.
  context.trafficOf(centre);
  if (!dialect.campaignDeletedListed) centre.campaigns.delete(CampaignId);
  return {};
};
