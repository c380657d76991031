import { checkFeature, findCampaign, unknownCampaign } from "../campaigns";
import type { Handler } from "../context";
import { refuseUnknown } from "../errors";
import type * as ccc from "../types";

type Request = ccc.DescribePredictiveDialingCampaignRequest;

/** Callees, callers, attributes, time zone and available times are never shown. */
export const DescribePredictiveDialingCampaign: Handler<Request, ccc.DescribePredictiveDialingCampaignResponse> = (
  context,
  { CampaignId },
) => {
  checkFeature(context, "campaigns");
  const campaign = findCampaign(context.view, context, CampaignId);
  if (campaign === undefined) {
    const { describeOneUnknown } = context.dialect;
    // One that is still listed is known to be deleted: a service that lists it does not fail over it.
    const isListed = context.dialect.campaignDeletedListed && context.view.campaigns.has(CampaignId);
    refuseUnknown(isListed && describeOneUnknown !== "empty" ? "error" : describeOneUnknown, unknownCampaign());
    return {};
  }
  const shown = {
    CampaignId: campaign.campaignId,
    Name: campaign.name,
    CallOrder: campaign.callOrder,
    SkillGroupId: campaign.skillGroupId,
    IVRId: campaign.ivrId,
    Priority: campaign.priority,
    ExpectedAbandonRate: campaign.expectedAbandonRate,
    RetryTimes: campaign.retryTimes,
    RetryInterval: campaign.retryInterval,
    StartTime: campaign.startTime,
    EndTime: campaign.endTime,
  };
  if (context.dialect.campaignNewMembers === "absent") return shown;
  const { status: Status, statusReason: StatusReason, variables: Variables, uui: UUI } = campaign;
  return { ...shown, Variables, UUI, Status, StatusReason };
};
