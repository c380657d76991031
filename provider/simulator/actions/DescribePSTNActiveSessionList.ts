import type { Handler } from "../context";
import { invalidValue, serviceError } from "../errors";
import { checkPage, total } from "../paging";
import { activeSession, inSession } from "../sessions";
import type * as ccc from "../types";

const mostRows = 25;

type Request = ccc.DescribePSTNActiveSessionListRequest;

/** By Offset and Limit, and with Total: unlike every other list. Two of the three times are texts here. */
export const DescribePSTNActiveSessionList: Handler<Request, ccc.DescribePSTNActiveSessionListResponse> = (
  context,
  { Offset, Limit },
) => {
  if (Offset < 0) throw invalidValue("Offset starts from 0.");
  if (Limit > mostRows && context.dialect.pageTooLarge === "error") {
    throw serviceError("LimitExceeded.OutOfCountLimit", `Limit must not exceed ${mostRows}.`);
  }
  const { PageSize } = checkPage(context, { PageNumber: 0, PageSize: Math.min(Limit, mostRows) });
  const calls = context
    .trafficOf(context.centre)
    .active(context.seconds)
    .filter((call) => inSession(call, context.seconds));
  return {
    Total: total(context, calls.length, calls.length),
    Sessions: calls.slice(Offset, Offset + PageSize).map((call) => activeSession(call, context)),
  };
};
