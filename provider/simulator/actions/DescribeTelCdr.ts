import type { Handler } from "../context";
import { checkPage, total } from "../paging";
import { telCdr } from "../records";
import type * as ccc from "../types";
import { checkWindow } from "../windows";

const pageLimit = 100;
const mostDays = 90;

/** Calls that are over, by their start. Limit and Offset are deprecated and not honoured. */
export const DescribeTelCdr: Handler<ccc.DescribeTelCdrRequest, ccc.DescribeTelCdrResponse> = (context, request) => {
  const { StartTimeStamp: from, EndTimeStamp: to, Phones, SessionIds } = request;
  checkWindow(context, from, to, mostDays);
  const { PageNumber, PageSize } = checkPage(context, request, pageLimit);
  const traffic = context.trafficOf(context.centre);
  const query = {
    from,
    to,
    now: context.seconds,
    offset: PageNumber * PageSize,
    size: PageSize,
    newestFirst: context.dialect.recordOrder === "newest-first",
    ...(Phones?.length ? { phones: Phones } : {}),
  };
  const found = SessionIds?.length ? traffic.listOf(SessionIds, query) : traffic.list(query);
  return {
    TotalCount: total(context, found.total, found.total),
    TelCdrList: found.calls.map((call) => telCdr(call, context, false)),
  };
};
