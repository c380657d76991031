import { type ResponseOf, saysMissing } from "../api";
import { type Coded, coded, type Instants, instant, type Raw, type RowOf, row, spelled, text } from "./decode";
import { NotFound, plain, type Scoped } from "./lookup";

export type SessionStatus = "ringing" | "seatJoining" | "inProgress" | "finished";

const statuses: readonly SessionStatus[] = ["ringing", "seatJoining", "inProgress", "finished"];

export type CallDirection = "inbound" | "outbound";

/** The direction of a call, in sessions and records. */
export const directions: Readonly<Record<number, CallDirection>> = { 0: "inbound", 1: "outbound" };

/** A call that is going on (PSTNSessionInfo). */
export interface ActiveSession extends Coded<"direction", CallDirection>, Instants<"started" | "ringing" | "accepted"> {
  sessionId: string;
  /** The room in which the parties meet for this call. */
  roomId: string;
  caller: string;
  callee: string;
  mail: string;
  staffNumber: string;
  /** A word of {@link SessionStatus}; one that is new as the service spells it. */
  status: SessionStatus | (string & {});
  /** In place of the caller, where numbers are protected. */
  protectedCaller: string;
  protectedCallee: string;
}

/** A call by its session id (PSTNSession). */
export interface TelSession extends ActiveSession {
  /** The number by which a call was transferred to an outside line. */
  outboundCaller: string;
  outboundCallee: string;
}

export interface GetTelSessionArgs extends Scoped {
  /** Id of the session, as call records and active sessions show it. */
  sessionId: string;
}

/** One call. The `…Output` form is a secret. Throws {@link NotFound}, also for a call so long ago that the service has forgotten it. */
export const getTelSession = plain<GetTelSessionArgs, TelSession>(
  "reading a session",
  async ({ instance }, { sessionId }) => {
    const absent = (): NotFound => new NotFound(`Session ${sessionId}`, instance.sdkAppId);
    const { Session } = await instance
      .call("DescribeTelSession", { SessionId: sessionId })
      .catch((error: unknown) => Promise.reject(saysMissing(error) ? absent() : error));
    const raw = row(Session);
    if (text(raw.SessionID) === "") throw absent();
    return { ...session(raw), outboundCaller: text(raw.OutBoundCaller), outboundCallee: text(raw.OutBoundCallee) };
  },
);

/** The calls that are going on. The `…Output` form is a secret. */
export const listActiveSessions = plain<Scoped, ActiveSession[]>("listing active sessions", async ({ instance }) => {
  const rows = await instance.lists.all<Row>("DescribePSTNActiveSessionList", {
    fetch: async ({ PageSize: Limit, PageNumber }) => {
      // The one action that counts rows and not pages (contract §11, trap 8).
      const answer = await instance.call("DescribePSTNActiveSessionList", { Offset: PageNumber * Limit, Limit });
      return { rows: answer.Sessions, total: answer.Total };
    },
    keyOf: (row) => text(row.SessionID),
  });
  return rows.map(session);
});

type Row = RowOf<ResponseOf<"DescribePSTNActiveSessionList">["Sessions"]>;

function session(raw: Raw<Row>): ActiveSession {
  return {
    sessionId: text(raw.SessionID),
    roomId: text(raw.RoomID),
    caller: text(raw.Caller),
    callee: text(raw.Callee),
    ...instant("started", raw.StartTimestamp),
    ...instant("ringing", raw.RingTimestamp),
    ...instant("accepted", raw.AcceptTimestamp),
    mail: text(raw.StaffEmail),
    staffNumber: text(raw.StaffNumber),
    status: spelled(statuses, raw.SessionStatus),
    ...coded("direction", directions, raw.Direction),
    protectedCaller: text(raw.ProtectedCaller),
    protectedCallee: text(raw.ProtectedCallee),
  };
}
