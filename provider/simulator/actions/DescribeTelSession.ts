import type { Handler } from "../context";
import { documented } from "../errors";
import { telSession } from "../sessions";
import type * as ccc from "../types";

type Request = ccc.DescribeTelSessionRequest;

/** A session in progress or over. Times are numbers here. */
export const DescribeTelSession: Handler<Request, ccc.DescribeTelSessionResponse> = (context, { SessionId }) => {
  const call = context.trafficOf(context.centre).find(SessionId, context.seconds);
  if (call !== undefined) return { Session: telSession(call, context) };
  const { sessionUnknown } = context.dialect;
  if (sessionUnknown === "InternalError.DBError") throw documented(sessionUnknown);
  // The SDK's typings know no null.
  return { Session: (sessionUnknown === "null" ? null : {}) as ccc.PSTNSession };
};
