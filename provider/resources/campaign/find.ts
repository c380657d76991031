import type { CampaignInfo } from "../../api";
import { UserError } from "../../base/errors";
import { isPast } from "../callout/rules";
import type { CampaignChecked } from "../predictive-dialing-campaign";
import type { Context } from "../session";
import { type Campaign, isOver, isRemovedHere, looked } from "./sight";

/** What is there of a declaration. */
export interface Survey {
  /** The campaigns that are this declaration, the oldest first. */
  equal: Campaign[];
  /** Living ones of another name that may call the same people: same skill group, start, end, IVR and number of callees. */
  alike: Campaign[];
}

/**
 * The service has no member for a marker, so name, skill group, start and end identify. A create rests on this: where the
 * service fails to say what a campaign is that may be the declared one, that is thrown.
 */
export async function survey(ctx: Context, wanted: CampaignChecked): Promise<Survey> {
  const rows = await ctx.instance.campaigns.all({ fresh: true });
  const likely = rows.filter((row) => mayBeEqual(row, wanted) || mayBeAlike(row, wanted));
  likely.sort((a, b) => Number(a.CampaignId) - Number(b.CampaignId));
  const found: Survey = { equal: [], alike: [] };
  for (const row of likely) {
    const id = Number(row.CampaignId);
    if (isRemovedHere(ctx, id)) continue;
    const campaign = await known(ctx, id, row);
    // What is listed and described no more was deleted.
    if (!campaign?.details || !isOfTimes(ctx, campaign, wanted)) continue;
    if (campaign.details.Name === wanted.name) found.equal.push(campaign);
    else if (!isOver(campaign.status) && mayBeAlike(row, wanted) && may(campaign.details.IVRId, wanted.ivrId ?? 0))
      found.alike.push(campaign);
  }
  return found;
}

/** What a member shows is what was declared, or it is not shown. */
const may = (live: unknown, declared: unknown): boolean => live === undefined || live === null || live === declared;

const mayBeEqual = ({ Name, SkillGroupId }: CampaignInfo, wanted: CampaignChecked): boolean =>
  may(Name, wanted.name) && may(SkillGroupId, wanted.skillGroupId);

const mayBeAlike = ({ SkillGroupId, CalleeCount, Status }: CampaignInfo, wanted: CampaignChecked): boolean =>
  may(SkillGroupId, wanted.skillGroupId) && may(CalleeCount, wanted.callees.length) && Status !== 3 && Status !== 4;

async function known(ctx: Context, id: number, row: CampaignInfo): Promise<Campaign | undefined> {
  try {
    return await looked(ctx, id, row, "sure");
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(
      `campaign ${id} may be the declared one, and the service fails to say: ${error.message}. Nothing was created, so that nobody is called twice: run again; if it goes on, look at it in the console, and give this one another name if they are not the same`,
      { cause: error },
    );
  }
}

/** Of the same group, start and end. One whose start had passed when it was made may show when it really began. */
function isOfTimes(ctx: Context, { details }: Campaign, wanted: CampaignChecked): boolean {
  const { StartTime: start, EndTime: end, SkillGroupId: group } = details ?? {};
  const late = isPast(wanted.startTime, ctx.clock.now());
  const began = may(start, wanted.startTime) || (late && typeof start === "number" && start > wanted.startTime);
  return began && may(end, wanted.endTime) && may(group, wanted.skillGroupId);
}
