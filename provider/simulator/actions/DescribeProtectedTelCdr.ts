import { checkFeature } from "../campaigns";
import type { Handler } from "../context";
import { checkPage, total } from "../paging";
import { telCdr } from "../records";
import type * as ccc from "../types";
import { checkOrder, checkWindow } from "../windows";

const pageLimit = 100;

type Request = ccc.DescribeProtectedTelCdrRequest;

/** The records of DescribeTelCdr with ids in the place of phone numbers, and without its filters. */
export const DescribeProtectedTelCdr: Handler<Request, ccc.DescribeProtectedTelCdrResponse> = (context, request) => {
  checkFeature(context, "numberProtection");
  const { StartTimeStamp: from, EndTimeStamp: to } = request;
  if (context.dialect.protectedWindow === "limited") checkWindow(context, from, to, 90);
  else checkOrder(from, to);
  const { PageNumber, PageSize } = checkPage(context, request, pageLimit);
  const found = context.trafficOf(context.centre).list({
    from,
    to,
    now: context.seconds,
    offset: PageNumber * PageSize,
    size: PageSize,
    newestFirst: context.dialect.recordOrder === "newest-first",
  });
  return {
    TotalCount: total(context, found.total, found.total),
    TelCdrList: found.calls.map((call) => telCdr(call, context, true)),
  };
};
