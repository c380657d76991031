import { describeFailure, type ResponseOf } from "../../api";
import { UserError } from "../../base/errors";
import type { Context } from "../session";

type SdkAppIdBuyInfo = NonNullable<ResponseOf<"DescribeCCCBuyInfoList">["SdkAppIdBuyList"]>[number];

export interface SeatCount {
  live: number;
  leavers: number;
  joiners: number;
}

/**
 * Compares the seats that will be needed with those that were bought, before anything is written. What was bought is not
 * always readable, and a reading by which there are more people than seats proves nothing: then it only warns.
 *
 * @returns whether the joiners need seats of leavers
 */
export async function checkSeats(
  ctx: Context,
  doing: string,
  mode: "check" | "warn" | "off",
  { live, leavers, joiners }: SeatCount,
): Promise<boolean> {
  if (mode === "off" || joiners === 0) return false;
  const bought = await seatsBought(ctx, doing);
  if (bought === undefined) return false;
  const needed = live - leavers + joiners;
  const tight = live + joiners > bought && leavers > 0;
  if (needed <= bought) return tight;
  const text = `${doing}: ${joiners} new people need ${needed - bought} more seats than there are: ${live} are used, ${leavers} become free, ${bought} were bought`;
  if (mode === "check" && live <= bought) {
    throw new UserError(
      `${text}. Nothing was changed. Buy seats, take people out, or set seats: "warn" to try all the same`,
    );
  }
  ctx.log.notice(live <= bought ? text : `${text}; that reading is not consistent, so it is tried all the same`);
  return tight;
}

async function seatsBought(ctx: Context, doing: string): Promise<number | undefined> {
  try {
    const answer = await ctx.account.caller.call("DescribeCCCBuyInfoList", { SdkAppIds: [ctx.sdkAppId] });
    const own = (answer.SdkAppIdBuyList ?? []).find((one) => Number(one.SdkAppId) === ctx.sdkAppId);
    return own && seatsOf(own);
  } catch (error) {
    ctx.log.notice(`${describeFailure(`${doing}: reading the seats that were bought`, error)}\nIt goes on without.`);
    return undefined;
  }
}

/** The sum, else the single purchases; a sum of 0 beside purchases is none. */
function seatsOf(own: SdkAppIdBuyInfo): number | undefined {
  const purchases = (own.StaffBuyList ?? []).flatMap(({ Num }) => (typeof Num === "number" ? [Num] : []));
  const listed = purchases.length > 0 ? purchases.reduce((sum, one) => sum + one, 0) : undefined;
  return typeof own.StaffBuyNum === "number" && own.StaffBuyNum > 0 ? own.StaffBuyNum : (listed ?? own.StaffBuyNum);
}
