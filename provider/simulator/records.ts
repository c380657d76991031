import type { Context } from "./context";
import { type Call, ends, type Leg } from "./generator/call";
import type { Agent, Group } from "./generator/crew";
import type * as ccc from "./types";

/** Recordings lie nowhere: the host is an example. */
const recordings = "https://recordings.example.com";

/** How `dialect.recordUnset` writes what a call did not have. */
type Unset = <T>(value: T | null | 0 | "", zero: T) => T;

export function unsetOf({ dialect }: Context): Unset {
  return <T>(value: T | null | 0 | "", zero: T): T => {
    if (value !== null && value !== 0 && value !== "") return value;
    if (dialect.recordUnset === "zero") return zero;
    // The SDK's typings know no null, the service's documentation does.
    return (dialect.recordUnset === "null" ? null : undefined) as unknown as T;
  };
}

/** A call as DescribeTelCdr shows it; with `isProtected`, ids stand for its numbers. */
export function telCdr(call: Call, context: Context, isProtected: boolean): ccc.TelCdrInfo {
  const unset = unsetOf(context);
  const taken = call.legs.find((leg) => leg.agent !== null);
  const { Caller, Callee, ProtectedCaller, ProtectedCallee } = parties(call, isProtected);
  const recorded = call.accept > 0;
  return {
    Caller,
    Callee,
    Time: call.start,
    Direction: call.inbound ? 0 : 1,
    CallType: call.type,
    Duration: talkSeconds(call),
    RecordURL: recorded ? recordUrl(call.sessionId) : "",
    RecordId: recorded ? call.sessionId : "",
    SeatUser: unset(taken ? seatUser(taken.agent!) : null, noSeat),
    EndStatus: ends[call.ending],
    EndStatusString: call.ending,
    SkillGroup: call.group?.name ?? "",
    SkillGroupId: unset(call.group?.skillGroupId ?? 0, 0),
    QueuedSkillGroupId: unset(call.queued > 0 ? (call.group?.skillGroupId ?? 0) : 0, 0),
    QueuedSkillGroupName: call.queued > 0 ? (call.group?.name ?? "") : "",
    CallerLocation: call.inbound ? "Beijing" : "",
    IVRDuration: unset(call.ivrSeconds, 0),
    StartTimestamp: call.start,
    QueuedTimestamp: unset(call.queued, 0),
    RingTimestamp: unset(call.ring, 0),
    AcceptTimestamp: unset(call.accept, 0),
    EndedTimestamp: call.end,
    IVRKeyPressed: [...call.keys],
    IVRKeyPressedEx: pressed(call),
    PostIVRKeyPressed: satisfaction(call),
    HungUpSide: call.hungUp,
    ServeParticipants: participants(call, context),
    SessionId: call.sessionId,
    ProtectedCaller,
    ProtectedCallee,
    UUI: "",
    AsrUrl: "",
    CustomRecordURL: "",
    Remark: "",
    VoicemailRecordURL: voicemails(call),
    VoicemailAsrURL: [],
  };
}

/** Who called whom. Ids stand for protected numbers, and the same one always for the same number. */
export function parties(call: Call, isProtected: boolean) {
  const [caller, callee] = call.inbound ? [call.customer, call.line] : [call.line, call.customer];
  if (!isProtected) return { Caller: caller, Callee: callee, ProtectedCaller: "", ProtectedCallee: "" };
  return { Caller: "", Callee: "", ProtectedCaller: protectedId(caller), ProtectedCallee: protectedId(callee) };
}

const protectedId = (number: string): string => `p-${Buffer.from(number).reverse().toString("base64url")}`;

export const talkSeconds = (call: Call): number => (call.accept > 0 ? call.end - call.accept : 0);

export const recordUrl = (sessionId: string, part = ""): string => `${recordings}/${sessionId}${part}.mp3`;

export const voicemails = (call: Call): string[] => (call.voicemail ? [recordUrl(call.sessionId, "-voicemail")] : []);

/** The keys of the menu, with the texts that the menu had for them. */
export function pressed(call: Call): ccc.IVRKeyPressedElement[] {
  return [...call.keys].map((key, i) => ({
    Key: key,
    Label: `option ${key}`,
    Timestamp: (call.start + Math.floor((call.ivrSeconds * (i + 1)) / (call.keys.length + 1))) * 1000,
    NodeLabel: `menu ${i + 1}`,
  }));
}

const opinions = new Map([
  ["1", "very satisfied"],
  ["2", "satisfied"],
  ["3", "not satisfied"],
]);

export function satisfaction({ satisfaction: key, end }: Call): ccc.IVRKeyPressedElement[] {
  return key === "" ? [] : [{ Key: key, Label: opinions.get(key) ?? "", Timestamp: (end + 5) * 1000 }];
}

export function participants(call: Call, context: Context): ccc.ServeParticipant[] {
  const unset = unsetOf(context);
  const mailOf = (index: number | null) => (index === null ? "" : nameOf(call.legs[index]!));
  const typeOf = (index: number | null) => (index === null ? "" : call.legs[index]!.type);
  return call.legs.map((leg, i) => ({
    Mail: leg.agent?.mail ?? "",
    Phone: leg.phone,
    StartTimestamp: leg.start,
    RingTimestamp: unset(leg.ring, 0),
    AcceptTimestamp: unset(leg.accept, 0),
    EndedTimestamp: leg.end,
    RecordId: leg.accept > 0 ? `${call.sessionId}-${i}` : "",
    RecordURL: leg.accept > 0 ? recordUrl(call.sessionId, `-${i}`) : "",
    Type: leg.type,
    TransferFrom: mailOf(leg.from),
    TransferFromType: typeOf(leg.from),
    TransferTo: mailOf(leg.to),
    TransferToType: typeOf(leg.to),
    SkillGroupId: unset(leg.group?.skillGroupId ?? 0, 0),
    SkillGroupName: leg.group?.name ?? "",
    EndStatusString: leg.accept > 0 ? "ok" : call.ending,
    Sequence: i,
    CustomRecordURL: "",
  }));
}

const nameOf = (leg: Leg): string => leg.agent?.mail ?? leg.phone;

function seatUser(agent: Agent): ccc.SeatUserInfo {
  return {
    Name: agent.name,
    Mail: agent.mail,
    StaffNumber: agent.staffNumber,
    Phone: agent.phone,
    Nick: agent.nick,
    UserId: agent.mail,
    SkillGroupNameList: agent.groups.map((one: Group) => one.name),
    Role: agent.role,
    ExtensionNumber: agent.extensionNumber,
  };
}

const noSeat: ccc.SeatUserInfo = { Name: "", Mail: "", StaffNumber: "", Phone: "", Nick: "", SkillGroupNameList: [] };
