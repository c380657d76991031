import type { Context } from "./context";
import { dayOf, dayStart } from "./generator/plan";
import { type StatusChange, today } from "./generator/presence";
import type { StaffRecord, StaffState } from "./instance";

/** What an agent is doing now and did today. */
export interface Presence {
  status: StaffState;
  reason: string;
  /** Since when; `null` where nobody knows. */
  since: number | null;
  /** When she last came online. */
  lastOnline: number | null;
  /** Direction of the call that she is busy with. */
  inbound: boolean | null;
  /** Seconds of today in each status. */
  seconds: Record<StaffState, number>;
}

/**
 * Tells the presence of agents. A status that was set, by a call or by hand, holds; the others follow from the calls
 * that they take, and without traffic everybody is offline until set otherwise.
 */
export function presenceIn(context: Context): (staff: StaffRecord) => Presence {
  const changes = today(context.trafficOf(context.centre), context.seconds);
  return (staff) => {
    const own = changes.get(staff.mail);
    if (staff.offlineAt !== undefined && context.now >= staff.offlineAt) goOffline(staff, staff.offlineAt);
    const forced = staff.forcedOffline && staff.offlineAt === undefined;
    const working = own !== undefined && staff.status === "offline" && !forced;
    return working ? fromCalls(own, context) : fromRecord(staff, own, context);
  };
}

/** Logs an agent off, at a time in milliseconds. */
export function goOffline(staff: StaffRecord, at: number): void {
  staff.status = "offline";
  staff.statusReason = "";
  staff.statusSince = Math.floor(at / 1000);
  delete staff.offlineAt;
}

function fromCalls(changes: readonly StatusChange[], { seconds: now }: Context): Presence {
  const seconds = none();
  let last: StatusChange = { at: dayStart(dayOf(now)), status: "offline", sessionId: "", inbound: false, reason: "" };
  let lastOnline: number | null = null;
  for (const change of changes) {
    seconds[last.status] += change.at - last.at;
    if (last.status === "offline") lastOnline = change.at;
    last = change;
  }
  seconds[last.status] += now - last.at;
  const { status, reason, at } = last;
  return { status, reason, since: changes.length > 0 ? at : null, lastOnline, inbound: direction(last), seconds };
}

function fromRecord(staff: StaffRecord, changes: readonly StatusChange[] | undefined, context: Context): Presence {
  const now = context.seconds;
  const call = staff.status === "free" ? changes?.at(-1) : undefined;
  const calling = call !== undefined && direction(call) !== null ? call : undefined;
  const status = calling?.status ?? staff.status;
  const known = staff.statusSince ?? (staff.status === "offline" ? null : staff.lastModified);
  const since = known === null ? null : Math.min(known, now);
  const seconds = none();
  if (since !== null) seconds[status] = now - Math.max(since, dayStart(dayOf(now)));
  const lastOnline = staff.status === "offline" ? null : since;
  return {
    status,
    reason: staff.statusReason,
    since,
    lastOnline,
    inbound: calling ? direction(calling) : null,
    seconds,
  };
}

const direction = ({ status, inbound }: StatusChange): boolean | null => (status === "busy" ? inbound : null);

const none = (): Record<StaffState, number> => ({
  free: 0,
  busy: 0,
  rest: 0,
  notReady: 0,
  afterCallWork: 0,
  offline: 0,
});

/** A status as `dialect.statusCase` spells it. */
export function spelt(status: string, { dialect }: Context): string {
  switch (dialect.statusCase) {
    case "camel":
      return status;
    case "lower":
      return status.toLowerCase();
    default:
      return status.slice(0, 1).toUpperCase() + status.slice(1);
  }
}
