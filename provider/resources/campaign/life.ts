import { UserError } from "../../base/errors";
import { PATIENCE_MS } from "../presence";
import type { Context } from "../session";
import { calling } from "../shared";
import { type Campaign, type CampaignStatus, isOver, isOwn, isUnstarted, look, lookOnce, noteRemoval } from "./sight";

/** Brings a living campaign to paused or running; one that is over stays as it is. */
export async function pauseOrResume(
  ctx: Context,
  doing: string,
  campaign: Campaign,
  paused: boolean,
): Promise<CampaignStatus> {
  const now = (await calling(doing, () => look(ctx, campaign.id, { fresh: true }))) ?? campaign;
  // What merely seems to be over is not: it could ring.
  const right = ({ status, unsaid }: Campaign): boolean =>
    !unsaid && (isOver(status) || (status === "paused") === paused);
  if (right(now)) return now.status;
  // Where no status is shown, all that can be done for a campaign that shall run is to ask for it.
  const unseenResume = ({ unsaid }: Campaign): boolean => unsaid === true && !paused;
  try {
    await send(ctx, doing, paused ? "PausePredictiveDialingCampaign" : "ResumePredictiveDialingCampaign", campaign.id);
  } catch (error) {
    // The second of two calls, after a lost answer, is refused because the first was carried out.
    const seen = await calling(doing, () => look(ctx, campaign.id, { fresh: true }));
    if (!seen || !(right(seen) || unseenResume(seen))) throw error;
    return seen.status;
  }
  const failure = `${doing}: the service accepted it, but the campaign is not ${paused ? "paused" : "resumed"}`;
  const seen = await confirmed(
    () => look(ctx, campaign.id, { fresh: true }),
    ctx,
    campaign.id,
    (one) => !one || right(one) || unseenResume(one),
    failure,
  );
  return seen?.status ?? "terminated";
}

/** Stops a campaign, deletes it, and sees that it is so. One that is gone already is success. */
export async function removeCampaign(ctx: Context, campaign: Campaign): Promise<void> {
  const { id } = campaign;
  noteRemoval(ctx, id);
  if (!isOver(campaign.status)) await abort(ctx, campaign);
  const doing = `deleting PredictiveDialingCampaign ${id}`;
  try {
    await send(ctx, doing, "DeletePredictiveDialingCampaign", id);
  } catch (error) {
    const now = await calling(doing, () => lookAfter(ctx, id));
    if (isRemoved(now)) return;
    if (now?.status !== "ready" || !(error instanceof UserError)) throw error;
    await removePaused(ctx, doing, now, error);
  }
  const failure = `${doing}: the service accepted it, but still shows the campaign`;
  await confirmed(() => lookAfter(ctx, id), ctx, id, isRemoved, failure);
}

/**
 * Stops and deletes a campaign that nothing shows. Lists and questions may be late where calls that write are not: such a
 * call is the last witness.
 */
export async function removeUnseen(ctx: Context, id: number): Promise<void> {
  noteRemoval(ctx, id);
  const doing = `stopping PredictiveDialingCampaign ${id}`;
  try {
    await send(ctx, doing, "AbortPredictiveDialingCampaign", id);
  } catch (error) {
    if (!(error instanceof UserError && isOwn(error.cause))) throw error;
    const now = await calling(doing, () => look(ctx, id, { fresh: true, leaving: true }));
    if (now) await removeCampaign(ctx, now);
    return;
  }
  await removeCampaign(ctx, { id, status: "terminated", statusReason: "endedManually" });
}

/** One that can be neither stopped nor deleted before its start: perhaps it can once it is paused, and then it does not ring. */
async function removePaused(ctx: Context, doing: string, campaign: Campaign, refused: UserError): Promise<void> {
  try {
    await pauseOrResume(ctx, doing, campaign, true);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(
      `${refused.message}. The service neither stops, deletes nor pauses it before its start: delete it in the console, or run again once it has started`,
      { cause: refused },
    );
  }
  await abort(ctx, campaign);
  await send(ctx, doing, "DeletePredictiveDialingCampaign", campaign.id);
}

/** What is there after a call that was to end it: nothing that shows has to be waited for. */
const lookAfter = (ctx: Context, id: number): Promise<Campaign | undefined> =>
  lookOnce(ctx, id, { fresh: true, leaving: true });

/** Lists may keep what was deleted, as terminated; the service answers for it no more. */
function isRemoved(campaign: Campaign | undefined): boolean {
  return !campaign || (!campaign.details && isOver(campaign.status));
}

async function abort(ctx: Context, { id }: Campaign): Promise<void> {
  const doing = `stopping PredictiveDialingCampaign ${id}`;
  try {
    await send(ctx, doing, "AbortPredictiveDialingCampaign", id);
  } catch (error) {
    const now = await calling(doing, () => look(ctx, id, { fresh: true, leaving: true }));
    // Over already is success, however the service puts it; one that has not started may be deleted without.
    if (!now || isOver(now.status) || isUnstarted(now, ctx.clock.now())) return;
    throw error;
  }
  const failure = `${doing}: the service accepted it, but the campaign still lives; stop it in the console`;
  const right = (seen: Campaign | undefined): boolean => !seen || isOver(seen.status) || seen.unsaid === true;
  await confirmed(() => lookAfter(ctx, id), ctx, id, right, failure);
}

type Verb = `${"Pause" | "Resume" | "Abort" | "Delete"}PredictiveDialingCampaign`;

async function send(ctx: Context, doing: string, action: Verb, id: number): Promise<void> {
  try {
    await calling(doing, () => ctx.instance.call(action, { CampaignId: id }));
  } finally {
    ctx.instance.campaigns.wrote(String(id));
  }
}

async function confirmed(
  see: () => Promise<Campaign | undefined>,
  ctx: Context,
  id: number,
  right: (seen: Campaign | undefined) => boolean,
  failure: string,
): Promise<Campaign | undefined> {
  for (let waited = 0, pause = 100; ; waited += pause, pause *= 2) {
    const seen = await calling(`reading PredictiveDialingCampaign ${id}`, see);
    if (right(seen)) return seen;
    if (waited >= PATIENCE_MS) throw new UserError(`${failure} (its status is ${seen?.status})`);
    await ctx.clock.sleep(pause);
  }
}
