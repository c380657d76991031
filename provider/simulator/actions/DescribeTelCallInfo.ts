import type { Handler } from "../context";
import { documented, invalid } from "../errors";
import { dayOf } from "../generator/plan";
import { type DayTotals, totalsOf } from "../generator/totals";
import type * as ccc from "../types";
import { checkOrder } from "../windows";

const mostDays = 90;

/** What was used on the days that the range touches, of all instances together. */
export const DescribeTelCallInfo: Handler<ccc.DescribeTelCallInfoRequest, ccc.DescribeTelCallInfoResponse> = (
  context,
  { StartTimeStamp, EndTimeStamp, SdkAppIdList },
) => {
  checkOrder(StartTimeStamp, EndTimeStamp);
  if (EndTimeStamp - StartTimeStamp > mostDays * 24 * 3600) {
    throw invalid(`The range must not exceed ${mostDays} days.`);
  }
  const days: DayTotals[] = [];
  let seats = 0;
  for (const id of new Set(SdkAppIdList.map(Number))) {
    const instance = context.visible.find((one) => one.sdkAppId === id);
    if (instance === undefined) throw documented(context.dialect.instanceNotExist);
    const traffic = context.trafficOf(instance);
    const agents = new Set<string>();
    for (let day = dayOf(StartTimeStamp); day <= dayOf(Math.min(EndTimeStamp, context.seconds)); day += 1) {
      const totals = totalsOf(traffic, day, context.seconds);
      days.push(totals);
      for (const mail of totals.agents) agents.add(mail);
    }
    seats += agents.size;
  }
  const sum = (of: (day: DayTotals) => number) => days.reduce((all, day) => all + of(day), 0);
  return {
    TelCallOutCount: sum((day) => day.outboundMinutes),
    TelCallInCount: sum((day) => day.inboundMinutes),
    SeatUsedCount: seats,
    VOIPCallInCount: 0,
    AsrOfflineCount: 0,
    AsrRealtimeCount: 0,
  };
};
