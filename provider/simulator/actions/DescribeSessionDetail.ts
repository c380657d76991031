import type { Handler } from "../context";
import { serviceError } from "../errors";
import { ends } from "../generator/call";
import { participants, parties, pressed, recordUrl, satisfaction, unsetOf, voicemails } from "../records";
import type * as ccc from "../types";
import { checkWindow } from "../windows";

const mostDays = 90;

type Request = ccc.DescribeSessionDetailRequest;

/** Asked with StartTimestamp, answered with StartTimeStamp. */
export const DescribeSessionDetail: Handler<Request, ccc.DescribeSessionDetailResponse> = (context, request) => {
  const { SessionId, StartTimestamp: from, EndTimestamp: to } = request;
  checkWindow(context, from, to, mostDays);
  const call = context.trafficOf(context.centre).find(SessionId, context.seconds);
  if (call === undefined || call.end > context.seconds || call.start < from || call.start > to) {
    throw serviceError("FailedOperation.SessionNotExists", "The session does not exist.");
  }
  const unset = unsetOf(context);
  const { Caller, Callee } = parties(call, false);
  return {
    Caller,
    Callee,
    CallType: call.type,
    StartTimeStamp: call.start,
    RingTimestamp: unset(call.ring, 0),
    AcceptTimestamp: unset(call.accept, 0),
    EndedTimestamp: call.end,
    QueuedTimestamp: unset(call.queued, 0),
    StaffUserId: call.legs.find((leg) => leg.agent !== null)?.agent?.mail ?? "",
    EndStatus: ends[call.ending],
    QueuedSkillGroupId: unset(call.queued > 0 ? (call.group?.skillGroupId ?? 0) : 0, 0),
    QueuedSkillGroupName: call.queued > 0 ? (call.group?.name ?? "") : "",
    RecordURL: call.accept > 0 ? recordUrl(call.sessionId) : "",
    CustomRecordURL: "",
    AsrURL: "",
    VoicemailRecordURL: voicemails(call),
    VoicemailAsrURL: [],
    IVRKeyPressed: pressed(call),
    PostIVRKeyPressed: satisfaction(call),
    HungUpSide: call.hungUp,
    UUI: "",
    Events: [],
    ServeParticipants: participants(call, context),
  };
};
