import type { ResponseOf } from "../api";
import {
  type Coded,
  coded,
  count,
  type Instants,
  id,
  instant,
  list,
  num,
  type Raw,
  type RowOf,
  row,
  text,
  texts,
} from "./decode";
import { type EndStatus, endStatuses } from "./end-status";
import { type CallDirection, directions } from "./sessions";

export type CallType = "outbound" | "inbound" | "audioInbound" | "predictiveOutbound" | "internal";

const callTypes: Readonly<Record<number, CallType>> = {
  ...{ 1: "outbound", 2: "inbound", 3: "audioInbound", 5: "predictiveOutbound", 6: "internal" },
};

/** The record of a call (TelCdrInfo). Durations in seconds. */
export interface CallRecord
  extends Coded<"direction", CallDirection>,
    Coded<"callType", CallType>,
    Coded<"endStatus", EndStatus>,
    Instants<"time" | "started" | "queued" | "ringing" | "accepted" | "ended"> {
  sessionId: string;
  caller: string;
  callee: string;
  /** In place of the caller, where numbers are protected. */
  protectedCaller: string;
  protectedCallee: string;
  callerLocation: string;
  duration: number;
  ivrDuration?: number;
  /** How it ended in the service's words (EndStatusString). */
  endStatusText: string;
  /** `seat`, `user` or `system`. */
  hungUpSide: string;
  /** Why the system hung up after the call was answered. */
  sysHangupReason?: number;
  sysHangupReasonText: string;
  /** The agent; absent where nobody took the call. */
  agent?: CallRecordAgent;
  participants: CallParticipant[];
  skillGroupId?: number;
  /** Name of the skill group. */
  skillGroup: string;
  queuedSkillGroupId?: number;
  queuedSkillGroup: string;
  /** Keys alone; {@link ivrKeys} has their labels. */
  ivrKeyPressed: string[];
  /** What was pressed or said in the IVR. */
  ivrKeys: IvrKey[];
  /** What was pressed in the survey after the call. */
  surveyKeys: IvrKey[];
  /** The customer's own data. */
  uui: string;
  remark: string;
  recordId: string;
  recordUrl: string;
  customRecordUrl: string;
  /** Where the text of the recording is, and whether it is there yet: `Complete`, `Processing`, `NotExists`. */
  asrUrl: string;
  asrStatus: string;
  voicemailRecordUrls: string[];
  voicemailAsrUrls: string[];
  aiAgentId?: number;
  aiAgentName: string;
}

/** An agent in a call record (SeatUserInfo). */
export interface CallRecordAgent {
  mail: string;
  name: string;
  staffNumber: string;
  phone: string;
  nick: string;
  userId: string;
  extensionNumber: string;
  /** 1 admin, 2 quality inspector, 3 agent, else custom. */
  role?: number;
  /** Names, though the service may show ids. */
  skillGroups: string[];
}

/** Somebody who took part in a call (ServeParticipant). */
export interface CallParticipant extends Instants<"started" | "ringing" | "accepted" | "ended"> {
  mail: string;
  phone: string;
  /** `staffSeat`, `outboundSeat` or `staffPhoneSeat`. */
  type: string;
  /** From 0. */
  sequence?: number;
  transferFrom: string;
  transferFromType: string;
  transferTo: string;
  transferToType: string;
  skillGroupId?: number;
  skillGroup: string;
  endStatusText: string;
  recordId: string;
  recordUrl: string;
  customRecordUrl: string;
}

/** A key pressed, or a keyword said (IVRKeyPressedElement). */
export interface IvrKey {
  key: string;
  label: string;
  at?: Date;
  /** Unix milliseconds: here alone the service gives no seconds. */
  atMilliseconds?: number;
  nodeLabel: string;
  originalContent: string;
  ttsPrompt: string;
}

export type CallRecordRow = RowOf<ResponseOf<"DescribeTelCdr">["TelCdrList"]>;

export function callRecord(raw: CallRecordRow): CallRecord {
  return {
    sessionId: text(raw.SessionId),
    ...instant("time", raw.Time),
    ...coded("direction", directions, raw.Direction),
    ...coded("callType", callTypes, raw.CallType),
    caller: text(raw.Caller),
    callee: text(raw.Callee),
    protectedCaller: text(raw.ProtectedCaller),
    protectedCallee: text(raw.ProtectedCallee),
    callerLocation: text(raw.CallerLocation),
    duration: count(raw.Duration),
    ivrDuration: num(raw.IVRDuration),
    ...coded("endStatus", endStatuses, raw.EndStatus),
    endStatusText: text(raw.EndStatusString),
    hungUpSide: text(raw.HungUpSide),
    sysHangupReason: num(raw.SysHangupReason),
    sysHangupReasonText: text(raw.SysHangupReasonString),
    agent: agent(raw.SeatUser),
    participants: list(raw.ServeParticipants, participant),
    skillGroupId: id(raw.SkillGroupId),
    skillGroup: text(raw.SkillGroup),
    queuedSkillGroupId: id(raw.QueuedSkillGroupId),
    queuedSkillGroup: text(raw.QueuedSkillGroupName),
    ...instant("started", raw.StartTimestamp),
    ...instant("queued", raw.QueuedTimestamp),
    ...instant("ringing", raw.RingTimestamp),
    ...instant("accepted", raw.AcceptTimestamp),
    ...instant("ended", raw.EndedTimestamp),
    ivrKeyPressed: texts(raw.IVRKeyPressed),
    ivrKeys: list(raw.IVRKeyPressedEx, ivrKey),
    // China shows them under the newer name, and no longer under the older.
    surveyKeys: list(raw.PostIVRKeyPressedEx?.length ? raw.PostIVRKeyPressedEx : raw.PostIVRKeyPressed, ivrKey),
    // One of the two is hidden in the service's documentation (contract §11, trap 12).
    uui: text(raw.UUI) || text(raw.Uui),
    remark: text(raw.Remark),
    recordId: text(raw.RecordId),
    recordUrl: text(raw.RecordURL),
    customRecordUrl: text(raw.CustomRecordURL),
    asrUrl: text(raw.AsrUrl),
    asrStatus: text(raw.AsrStatus),
    voicemailRecordUrls: texts(raw.VoicemailRecordURL),
    voicemailAsrUrls: texts(raw.VoicemailAsrURL),
    aiAgentId: id(raw.AIAgentId),
    aiAgentName: text(raw.AIAgentName),
  };
}

function agent(seat: CallRecordRow["SeatUser"]): CallRecordAgent | undefined {
  const raw = row(seat);
  const mail = text(raw.Mail) || text(raw.UserId);
  if (mail === "" && text(raw.Name) === "" && text(raw.StaffNumber) === "") return undefined;
  return {
    mail,
    name: text(raw.Name),
    staffNumber: text(raw.StaffNumber),
    phone: text(raw.Phone),
    nick: text(raw.Nick),
    userId: text(raw.UserId),
    extensionNumber: text(raw.ExtensionNumber),
    role: num(raw.Role),
    skillGroups: texts(raw.SkillGroupNameList),
  };
}

function participant(raw: Raw<RowOf<CallRecordRow["ServeParticipants"]>>): CallParticipant {
  return {
    mail: text(raw.Mail),
    phone: text(raw.Phone),
    type: text(raw.Type),
    sequence: num(raw.Sequence),
    transferFrom: text(raw.TransferFrom),
    transferFromType: text(raw.TransferFromType),
    transferTo: text(raw.TransferTo),
    transferToType: text(raw.TransferToType),
    skillGroupId: id(raw.SkillGroupId),
    skillGroup: text(raw.SkillGroupName),
    endStatusText: text(raw.EndStatusString),
    ...instant("started", raw.StartTimestamp),
    ...instant("ringing", raw.RingTimestamp),
    ...instant("accepted", raw.AcceptTimestamp),
    ...instant("ended", raw.EndedTimestamp),
    recordId: text(raw.RecordId),
    recordUrl: text(raw.RecordURL),
    customRecordUrl: text(raw.CustomRecordURL),
  };
}

function ivrKey(raw: Raw<RowOf<CallRecordRow["IVRKeyPressedEx"]>>): IvrKey {
  const milliseconds = num(raw.Timestamp);
  return {
    key: text(raw.Key),
    label: text(raw.Label),
    ...(milliseconds ? { at: new Date(milliseconds), atMilliseconds: milliseconds } : {}),
    nodeLabel: text(raw.NodeLabel),
    originalContent: text(raw.OriginalContent),
    ttsPrompt: text(raw.TTSPrompt),
  };
}
