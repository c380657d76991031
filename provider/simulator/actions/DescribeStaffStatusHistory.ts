import type { Handler } from "../context";
import { invalidValue } from "../errors";
import { history } from "../generator/presence";
import { checkPage } from "../paging";
import { spelt } from "../presence";
import { findStaff } from "../staff";
import type * as ccc from "../types";
import { checkWindow } from "../windows";

const pageLimit = 1000;
const mostDays = 7;

type Request = ccc.DescribeStaffStatusHistoryRequest;

/** Oldest first. Each row has the cursor that leads to the rows after it; there is no total. */
export const DescribeStaffStatusHistory: Handler<Request, ccc.DescribeStaffStatusHistoryResponse> = (
  context,
  request,
) => {
  const { dialect, centre, view } = context;
  checkWindow(context, request.StartTimestamp, request.EndTimestamp, mostDays);
  const { PageSize } = checkPage(
    context,
    { PageNumber: 0, PageSize: request.PageSize ?? dialect.historyPageSize },
    pageLimit,
  );
  const staff = findStaff(view, request.StaffUserId, dialect);
  if (staff === undefined) throw invalidValue("The agent does not exist.");
  const from = request.Cursor ? readCursor(request.Cursor) + 1 : 0;
  const Data: ccc.StaffStatus[] = [];
  const start = Math.max(from, request.StartTimestamp);
  const traffic = context.trafficOf(centre);
  for (const change of history(traffic, staff.mail, start, request.EndTimestamp, context.seconds)) {
    if (Data.length === PageSize) break;
    Data.push({
      Cursor: cursor(change.at),
      Timestamp: change.at,
      Status: spelt(change.status, context),
      SessionId: change.sessionId,
      Reason: change.reason,
      StaffEmail: staff.mail,
      StaffNo: staff.staffNumber,
    });
  }
  return { Data };
};

const cursor = (at: number): string => Buffer.from(`after ${at}`).toString("base64url");

function readCursor(text: string): number {
  const [, at] = /^after (\d+)$/.exec(Buffer.from(text, "base64url").toString()) ?? [];
  if (at === undefined) throw invalidValue("Cursor is not valid.");
  return Number(at);
}
