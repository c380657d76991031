/** How a call ended: EndStatus of a call record (contract §8), with those that the service no longer lists. */
export const endStatuses = {
  ...{ 0: "error", 1: "ok", 2: "unconnected" },
  ...{ 100: "blackList", 102: "ivrGiveUp", 103: "waitingGiveUp", 104: "ringingGiveUp", 105: "noSeatOnline" },
  ...{ 106: "notWorkTime", 107: "ivrEnd", 108: "restrictedCallee", 109: "tooManyRequest", 110: "restrictedArea" },
  ...{ 111: "restrictedTime", 201: "unspecified", 202: "notAnswer", 203: "userReject", 204: "powerOff" },
  ...{ 205: "numberNotExist", 206: "busy", 207: "outOfCredit", 208: "operatorError", 209: "callerCancel" },
  ...{ 210: "notInService", 211: "clientError", 212: "carrierBlocked", 213: "callReminder", 215: "numberInvalid" },
  ...{ 216: "callRestricted", 217: "calleeRestricted", 218: "areaRestricted", 219: "promptCallForwarding" },
  ...{ 220: "callerCancelWhileRing", 221: "callerCancelWithoutRing", 222: "voiceMailReached" },
  ...{ 501: "callConflict", 502: "clientTimeout", 503: "voipClientError" },
} as const;

export type EndStatus = (typeof endStatuses)[keyof typeof endStatuses];
