import { type Instance, PAGE, type Page, type PageOf } from "../api";
import { type CallRecord, type CallRecordRow, callRecord } from "./call-record";
import { num, rows, text } from "./decode";
import { type Instant, type Range, rangeOf } from "./instants";
import { gathered, type Scope, type Scoped, streamed } from "./lookup";
import { type Lengths, walk } from "./windows";

export interface ProtectedCallRecordsArgs extends Scoped {
  /** From this instant on: a Date, Unix seconds, or ISO 8601 with an offset. */
  from: Instant;
  /** Default now. */
  to?: Instant;
}

export interface CallRecordsArgs extends Scoped {
  /** At most 180 days ago. */
  from: Instant;
  /** Default now. */
  to?: Instant;
  /** Only calls with one of these numbers. */
  phones?: string[];
  /** Only these sessions. */
  sessionIds?: string[];
}

const DAY = 86_400;

/** "The range is less than 90 days": page of DescribeTelCdr. DescribeProtectedTelCdr documents none; it is given the same. */
const lengths: Lengths = { first: DAY / 4, longest: 90 * DAY - 1, shortest: 60 };

/** Pages of one window that are held in memory; a window with more is read again in parts. */
const MOST_PAGES = 20;

/**
 * The records of calls, the oldest first, each once, read as they are consumed: memory stays the same for any length of
 * time. The service's windows and pages are dealt with inside.
 */
export const iterateCallRecords = streamed<CallRecordsArgs, CallRecord>(
  "reading call records",
  async function* (scope, { from, to, phones, sessionIds }) {
    const range = rangeOf(from, to, now(scope), "180 days");
    if (phones?.length === 0 || sessionIds?.length === 0) return;
    const filter = { ...(phones ? { Phones: phones } : {}), ...(sessionIds ? { SessionIds: sessionIds } : {}) };
    yield* records(scope, range, "DescribeTelCdr", async (window, page) => {
      const times = { StartTimeStamp: window.from, EndTimeStamp: window.to };
      const answer = await scope.instance.call("DescribeTelCdr", { ...times, ...page, ...filter });
      return { rows: answer.TelCdrList ?? answer.TelCdrs, total: 0 };
    });
  },
);

/** All of {@link iterateCallRecords}: for times that fit into memory. The `…Output` form is a secret. */
export const listCallRecords = gathered(iterateCallRecords);

/** Like {@link iterateCallRecords}, of an instance with number protection: protected ids in place of numbers. */
export const iterateProtectedCallRecords = streamed<ProtectedCallRecordsArgs, CallRecord>(
  "reading protected call records",
  async function* (scope, { from, to }) {
    // How far back this action reaches, nobody documents: the service decides.
    const range = rangeOf(from, to, now(scope), "any");
    yield* records(scope, range, "DescribeProtectedTelCdr", async (window, page) => {
      const times = { StartTimeStamp: window.from, EndTimeStamp: window.to };
      const answer = await scope.instance.call("DescribeProtectedTelCdr", { ...times, ...page });
      return { rows: answer.TelCdrList ?? answer.TelCdrs, total: 0 };
    });
  },
);

/** All of {@link iterateProtectedCallRecords}. The `…Output` form is a secret. */
export const listProtectedCallRecords = gathered(iterateProtectedCallRecords);

const now = ({ account }: Scope): number => Math.floor(account.clock.now() / 1000);

type RecordAction = "DescribeTelCdr" | "DescribeProtectedTelCdr";
type Fetch = (window: Range, page: PageOf) => Promise<Page<CallRecordRow>>;

async function* records(
  { instance }: Scope,
  range: Range,
  action: RecordAction,
  fetch: Fetch,
): AsyncGenerator<CallRecord> {
  const pageSize = PAGE[action];
  const rows = walk<CallRecordRow>(range, {
    ...{ lengths, keyOf, timeOf, few: pageSize, many: (MOST_PAGES / 2) * pageSize },
    read: (window, mayGiveUp) => readWindow(instance, action, window, mayGiveUp, fetch),
  });
  for await (const row of rows) yield callRecord(row);
}

class TooMuch extends Error {}

async function readWindow(
  { lists }: Instance,
  action: RecordAction,
  window: Range,
  mayGiveUp: boolean,
  fetch: Fetch,
): Promise<CallRecordRow[] | undefined> {
  const most = MOST_PAGES * PAGE[action];
  try {
    return await lists.all<CallRecordRow>(action, {
      fetch: async (at) => {
        if (mayGiveUp && at.PageNumber * at.PageSize >= most) throw new TooMuch();
        const page = await fetch(window, at);
        return { ...page, rows: rows(page.rows) };
      },
      keyOf,
    });
  } catch (error) {
    if (error instanceof TooMuch) return undefined;
    throw error;
  }
}

/** What a call is known by. One session may have several records; one without an id is known by all that it says. */
function keyOf(row: CallRecordRow): string {
  if (text(row.SessionId) === "") return JSON.stringify(row);
  return JSON.stringify([row.SessionId, timeOf(row), row.Direction, row.Caller, row.Callee, row.SeatUser?.Mail]);
}

const timeOf = (row: CallRecordRow): number => num(row.Time) ?? num(row.StartTimestamp) ?? 0;
