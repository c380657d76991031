import { ServiceError } from "../../api";
import { UserError } from "../../base/errors";
import { PartialFailure } from "../../core/failures";
import { formatId } from "../../core/ids";
import type { Job } from "../../core/job";
import { reconcile } from "../../core/reconcile";
import type { Plain } from "../../core/values";
import { startsSoon } from "../callout/identity";
import { refusePast, stillAhead } from "../callout/rules";
import type { CampaignChecked } from "../predictive-dialing-campaign";
import type { Context } from "../session";
import { outsOf, startedMeanwhile, startOf } from "./common";
import { bodyOf, differenceTexts, isBelowUpdate, liveDifferences } from "./fields";
import { type Campaign, isOver, isUnstarted, lookOnce } from "./sight";

/** The campaign brought to its declaration, which is possible before its start only. */
export async function rewrite(
  ctx: Context,
  doing: string,
  id: number,
  campaign: Campaign | undefined,
  wanted: CampaignChecked,
  olds: Plain,
): Promise<Campaign | undefined> {
  if (!campaign) throw goneMeanwhile(doing, olds);
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
  if (isBelowUpdate(wanted)) {
    throw new UserError(
      `${doing}: no update can carry an expectedAbandonRate below 5: set 5 or more, or change \`run\` as well to replace the campaign`,
    );
  }
  const sent: Sent = { attempts: 0 };
  try {
    return (await reconcile(updateJob(ctx, doing, id, wanted, sent), ctx.loop)).campaign;
  } catch (failure) {
    if (!(failure instanceof UserError)) throw failure;
    const error = sent.stopped ?? failure;
    // Where nothing was changed for certain, the state says what it said before.
    if (isUnchanged(failure, sent.attempts)) throw error;
    // Nobody can read what it calls: the next run sends the full body again, also when the program was put back.
    const outs = { ...outsOf(wanted, campaign, olds), unsure: true };
    throw new PartialFailure(formatId(ctx.sdkAppId, id), outs, [error.message], { cause: error });
  }
}

/** Whether a failed update has changed nothing: not sent, or refused at its only attempt. An earlier one could have arrived. */
function isUnchanged({ cause }: UserError, attempts: number): boolean {
  if (attempts === 0) return true;
  const isRefusal = cause instanceof ServiceError && cause.action === UPDATE && cause.applied === "no";
  return isRefusal && attempts === 1;
}

/** One that is to be changed and is not there. */
export function goneMeanwhile(doing: string, { unseen }: Plain): UserError {
  const made =
    "the service gave this id when it was created, and has not shown it since. If the console lists it, run again in a minute; if not, take it out with `pulumi state delete`, and the next `pulumi up` makes it again";
  const gone = "there is no such campaign any more; run `pulumi up --refresh`";
  return new UserError(`${doing}: ${unseen === true ? made : gone}`);
}

export interface CampaignLive {
  campaign: Campaign | undefined;
}

/** The attempts of an update. */
interface Sent {
  /** So many left. */
  attempts: number;
  /** Why the last one did not: its start had passed. */
  stopped?: UserError;
}

const UPDATE = "UpdatePredictiveDialingCampaign";

interface Step {
  call: typeof UPDATE;
  /** What differs; the request is not part of the step, since a plan is logged and callees are secret. */
  fields: string[];
}

/**
 * Brings a campaign that has not started to its declaration, with the full body; sent also where nothing readable differs.
 *
 * @param sent is told what became of the attempts
 */
export function updateJob(
  ctx: Context,
  doing: string,
  id: number,
  wanted: CampaignChecked,
  sent: Sent = { attempts: 0 },
): Job<CampaignLive, Step> {
  let before: Campaign | undefined;
  const ahead = stillAhead(doing, startOf(wanted), ctx.clock);
  const beforeSend = (): void => {
    try {
      ahead.beforeSend?.();
    } catch (error) {
      if (error instanceof UserError) sent.stopped = error;
      throw error;
    }
    sent.attempts += 1;
  };
  return {
    doing,
    async observe(way) {
      const campaign = await lookOnce(ctx, id, { fresh: way === "later" });
      before ??= campaign;
      return { campaign };
    },
    plan({ live, tried }) {
      const details = live.campaign?.details;
      if (!details || isOver(live.campaign?.status)) return [];
      const fields = Object.keys(liveDifferences(wanted, details));
      const sent = tried.some((attempt) => attempt.refused === undefined && attempt.doubtful === undefined);
      return fields.length === 0 && sent ? [] : [{ call: UPDATE, fields }];
    },
    differences: ({ live }) => (live.campaign?.details ? differenceTexts(wanted, live.campaign.details) : []),
    async apply(step) {
      try {
        const request = { ...bodyOf(wanted, before?.details), CampaignId: id };
        await ctx.instance.call(step.call, request, { beforeSend });
      } finally {
        ctx.instance.campaigns.wrote(String(id));
      }
    },
  };
}
