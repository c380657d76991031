import { requireCampaign } from "../campaigns";
import type { Handler } from "../context";
import { checkPage, slice, total } from "../paging";
import type * as ccc from "../types";

const pageLimit = 1000;

type Request = ccc.DescribePredictiveDialingSessionsRequest;

/** Ids of what was dialled until now, for DescribeTelCdr; none without traffic. */
export const DescribePredictiveDialingSessions: Handler<Request, ccc.DescribePredictiveDialingSessionsResponse> = (
  context,
  request,
) => {
  const campaign = requireCampaign(context, request.CampaignId);
  const page = checkPage(context, request, pageLimit);
  const sessions = context
    .trafficOf(context.centre)
    .dialledBy(campaign.campaignId, context.seconds)
    .map((call) => call.sessionId);
  return {
    TotalCount: total(context, sessions.length, sessions.length),
    SessionList: slice(context, sessions, page),
  };
};
