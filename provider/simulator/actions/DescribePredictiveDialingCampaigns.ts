import { advance, type CampaignRecord, checkFeature, ended } from "../campaigns";
import type { Context, Handler } from "../context";
import { serviceError } from "../errors";
import { checkPage, slice, total } from "../paging";
import type * as ccc from "../types";

const pageLimit = 100;

type Request = ccc.DescribePredictiveDialingCampaignsRequest;

export const DescribePredictiveDialingCampaigns: Handler<Request, ccc.DescribePredictiveDialingCampaignsResponse> = (
  context,
  request,
) => {
  checkFeature(context, "campaigns");
  if (request.CampaignId !== undefined && context.dialect.campaignNewMembers === "absent") {
    throw serviceError("UnknownParameter", "The parameter `CampaignId` is not recognized.");
  }
  const page = checkPage(context, request, pageLimit);
  const { campaigns } = context.view;
  const matching = [...campaigns.values()]
    .map((one) => advance(one, context))
    .filter((one) => listed(one, context) && matches(one, request, context));
  return {
    TotalCount: total(context, matching.length, campaigns.size),
    CampaignList: slice(context, matching, page).map(element),
  };
};

const listed = (one: CampaignRecord, { dialect }: Context): boolean =>
  one.deleted ? dialect.campaignDeletedListed : dialect.campaignEndedListed || !ended(one);

function matches(one: CampaignRecord, { Name, SkillGroupId, CampaignId }: Request, { dialect }: Context): boolean {
  const named = dialect.campaignNameFilter === "exact" ? one.name === Name : one.name.includes(Name ?? "");
  return (
    (!Name || named) &&
    (!SkillGroupId || one.skillGroupId === SkillGroupId) &&
    (!CampaignId || one.campaignId === CampaignId)
  );
}

const element = (one: CampaignRecord): ccc.DescribePredictiveDialingCampaignsElement => ({
  CampaignId: one.campaignId,
  Name: one.name,
  Status: one.status,
  StatusReason: one.statusReason,
  CalleeCount: one.callees.length,
  FinishedCalleeCount: one.finishedCallees,
  Priority: one.priority,
  SkillGroupId: one.skillGroupId,
});
