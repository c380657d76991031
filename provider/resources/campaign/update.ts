import { UserError } from "../../base/errors";
import { PartialFailure } from "../../core/failures";
import { formatId } from "../../core/ids";
import type { Job } from "../../core/job";
import { reconcile } from "../../core/reconcile";
import type { Plain } from "../../core/values";
import { startsSoon } from "../callout/identity";
import { refusePast } from "../callout/rules";
import type { CampaignChecked } from "../predictive-dialing-campaign";
import type { Context } from "../session";
import { outsOf, startedMeanwhile, startOf } from "./common";
import { bodyOf, differenceTexts, liveDifferences } from "./fields";
import { type Campaign, isOver, isUnstarted, look } from "./life";

/** The campaign brought to its declaration, which is possible before its start only. */
export async function rewrite(
  ctx: Context,
  doing: string,
  id: number,
  campaign: Campaign | undefined,
  wanted: CampaignChecked,
  olds: Plain,
): Promise<Campaign | undefined> {
  if (!campaign) throw new UserError(`${doing}: there is no such campaign any more; run \`pulumi up --refresh\``);
  const now = ctx.clock.now();
  if (!isUnstarted(campaign, now) || startsSoon(campaign.details?.StartTime, now)) {
    const differences = differenceTexts(wanted, campaign.details ?? {});
    if (olds.unsure !== true || differences.length > 0) throw startedMeanwhile(id, "changed", campaign, differences);
    ctx.log.notice(
      `PredictiveDialingCampaign ${id} has started since an update of which nobody knows whether it was carried out: whom it calls is not certain`,
    );
    return campaign;
  }
  refusePast(doing, startOf(wanted), now);
  try {
    return (await reconcile(updateJob(ctx, doing, id, wanted), ctx.loop)).campaign;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    // Nobody can read what it calls: the next run sends the full body again, also when the program was put back.
    const outs = { ...outsOf(wanted, campaign, olds), unsure: true };
    throw new PartialFailure(formatId(ctx.sdkAppId, id), outs, [error.message], { cause: error });
  }
}

export interface CampaignLive {
  campaign: Campaign | undefined;
}

interface Step {
  call: "UpdatePredictiveDialingCampaign";
  /** What differs; the request is not part of the step, since a plan is logged and callees are secret. */
  fields: string[];
}

/** Brings a campaign that has not started to its declaration, with the full body; sent also where nothing readable differs. */
export function updateJob(ctx: Context, doing: string, id: number, wanted: CampaignChecked): Job<CampaignLive, Step> {
  let before: Campaign | undefined;
  return {
    doing,
    async observe(way) {
      const campaign = await look(ctx, id, way === "later");
      before ??= campaign;
      return { campaign };
    },
    plan({ live, tried }) {
      const details = live.campaign?.details;
      if (!details || isOver(live.campaign?.status)) return [];
      const fields = Object.keys(liveDifferences(wanted, details));
      const sent = tried.some((attempt) => attempt.refused === undefined && attempt.doubtful === undefined);
      return fields.length === 0 && sent ? [] : [{ call: "UpdatePredictiveDialingCampaign", fields }];
    },
    differences: ({ live }) => (live.campaign?.details ? differenceTexts(wanted, live.campaign.details) : []),
    async apply(step) {
      try {
        await ctx.instance.call(step.call, { ...bodyOf(wanted, before?.details), CampaignId: id });
      } finally {
        ctx.instance.campaigns.wrote(String(id));
      }
    },
  };
}
