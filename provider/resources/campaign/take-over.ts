import { UserError } from "../../base/errors";
import { holderOf } from "../../core/claiming";
import type { Address } from "../../core/define";
import { formatId } from "../../core/ids";
import { reconcile } from "../../core/reconcile";
import { startsSoon } from "../callout/identity";
import type { CampaignChecked } from "../predictive-dialing-campaign";
import type { Context } from "../session";
import { identityOf } from "./common";
import { differenceTexts, isBelowUpdate } from "./fields";
import { type Campaign, isOver, isUnstarted } from "./sight";
import { updateJob } from "./update";

const APART = "give this one another name, or delete the other in the console";

/** Takes over the campaign that is this declaration, or refuses to. */
export async function takeOver(
  ctx: Context,
  doing: string,
  wanted: CampaignChecked,
  own: Campaign,
  living: readonly Campaign[],
  address: Address,
): Promise<Campaign> {
  const identity = identityOf(wanted);
  const keeper = ctx.claims.keeper(`${ctx.sdkAppId}/${identity}`, address);
  const refuse = (why: string, ways = APART): never => {
    throw new UserError(
      `${doing}: ${why}. Campaigns that are equal in name, skill group, start and end cannot be told apart: ${ways}`,
    );
  };
  if (keeper !== undefined) refuse(`${keeper} declares ${identity} too`);
  const holder = holderOf(ctx, formatId(ctx.sdkAppId, own.id), address);
  if (holder !== undefined) {
    const ways = "give this one another name; if the other was changed by hand, `pulumi up --refresh` puts that right";
    refuse(`campaign ${own.id} exists already and belongs to ${holder} of this program`, ways);
  }
  if (living.length > 1) refuse(`there are ${living.length} of them: ${living.map(({ id }) => id).join(", ")}`);
  if (wanted.onExisting === "fail") refuse(`campaign ${own.id} exists already, and onExisting is "fail"`);
  if (isOver(own.status)) {
    const over = `which is ${own.status}: nobody is called again unless its name, its times or \`run\` change`;
    ctx.log.notice(`took over existing PredictiveDialingCampaign ${own.id}, ${over}`);
    return own;
  }
  const adopt = 'to take it over and change it, set onExisting: "adopt"';
  const alias = "if it is of this program, under another resource name, give that name as an alias";
  return adoptAs(ctx, doing, wanted, own, (why, isLasting) => {
    if (isLasting) refuse(why);
    if (wanted.onExisting !== "adopt") refuse(why, `${alias}; ${adopt}; else ${APART}`);
  });
}

/** Refuses a living campaign of another name that may call the same people, unless it is to be taken over. */
export async function takeOverAlike(
  ctx: Context,
  doing: string,
  wanted: CampaignChecked,
  alike: readonly Campaign[],
): Promise<Campaign> {
  const shown = alike.map(({ id, details }) => `${id} ("${details?.Name}")`).join(", ");
  const what = alike.length > 1 ? `campaigns ${shown} exist` : `campaign ${shown} exists`;
  const aside = 'to dial beside it on purpose, set onExisting: "ignore"';
  const refuse = (why: string, ways: string): never => {
    throw new UserError(
      `${doing}: ${what} already, under another name, with the same skill group, start, end and number of callees (${wanted.callees.length}): the same people may be called twice${why}. Nothing was created. ${ways}`,
    );
  };
  if (alike.length > 1) refuse("", `Delete them in the console; or, ${aside}`);
  if (wanted.onExisting !== "adopt") {
    refuse(
      "",
      `If it is of this program, under another resource name, give that name as an alias; to take it over and change it, set onExisting: "adopt"; ${aside}`,
    );
  }
  return adoptAs(ctx, doing, wanted, alike[0]!, (why, isLasting) => {
    if (isLasting) refuse(`; ${why}`, `Delete it in the console; or, ${aside}`);
  });
}

/**
 * Brings a living campaign to the declaration.
 *
 * @param refuse is told what differs, if anything does; `isLasting`: it cannot be changed, whatever is declared
 */
async function adoptAs(
  ctx: Context,
  doing: string,
  wanted: CampaignChecked,
  own: Campaign,
  refuse: (why: string, isLasting: boolean) => void,
): Promise<Campaign> {
  const differences = differenceTexts({ ...wanted, startTime: undefined }, own.details ?? {});
  const count = own.calleeCount ?? wanted.callees.length;
  if (count !== wanted.callees.length) differences.push(`callees: wanted ${wanted.callees.length}, found ${count}`);
  const now = ctx.clock.now();
  const isTimed = wanted.timeZone !== undefined || wanted.availableTimes !== undefined;
  const isFixed = !isUnstarted(own, now) || startsSoon(wanted.startTime, now);
  const isLow = isBelowUpdate(wanted);
  if (differences.length > 0) {
    const what = `campaign ${own.id} exists already and differs: ${differences.join("; ")}`;
    if (isFixed) refuse(`${what}; it has started or starts within 2 minutes, so it is not changed any more`, true);
    if (isTimed)
      refuse(`${what}; with timeZone or availableTimes it cannot be changed, since an update could lose them`, true);
    if (isLow) refuse(`${what}; no update can carry an expectedAbandonRate below 5`, true);
    refuse(what, false);
  }
  const changed = differences.length > 0 ? ` and changed it: ${differences.join("; ")}` : "";
  ctx.log.notice(`took over existing PredictiveDialingCampaign ${own.id}${changed}`);
  if (isTimed || isFixed || isLow) return own;
  // Nobody can read whom it calls, so it is told again; an update could lose its times of the day.
  return (await reconcile(updateJob(ctx, doing, own.id, wanted), ctx.loop)).campaign ?? own;
}
