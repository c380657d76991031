import { idNumber, optional } from "./arguments";
import { type What, words } from "./what";

const CALL_METRICS = words(
  "ivrCount queueCount ringCount acceptCount transferOuterCount maxQueueDuration avgQueueDuration maxRingDuration avgRingDuration maxAcceptDuration avgAcceptDuration",
);

const RECORD = {
  columns: words("time direction caller callee duration endStatus agent.mail skillGroup sessionId"),
  more: words(
    `callType callTypeCode directionCode endStatusCode endStatusText hungUpSide protectedCaller protectedCallee callerLocation
     ivrDuration started queued ringing accepted ended agent.name agent.staffNumber agent.phone agent.nick agent.userId
     agent.extensionNumber agent.role agent.skillGroups skillGroupId queuedSkillGroupId queuedSkillGroup ivrKeyPressed ivrKeys
     surveyKeys uui remark recordId recordUrl customRecordUrl asrUrl asrStatus voicemailRecordUrls voicemailAsrUrls aiAgentId
     aiAgentName sysHangupReason sysHangupReasonText participants`,
  ),
};

/** What is happening, and what has happened. */
export const activity: readonly What[] = [
  {
    name: "campaign-sessions",
    description: "ids of the calls that a campaign has made",
    id: { name: "campaign id", required: true },
    filters: [],
    columns: ["sessionId"],
    more: [],
    one: async ({ questions, scope, id }) => {
      const ids = await questions.listCampaignSessions({ ...scope, campaignId: idNumber("campaign id", id) });
      return ids.map((sessionId) => ({ sessionId }));
    },
  },
  {
    name: "status",
    description: "what people are doing now, and did today (durations in seconds)",
    filters: ["mail", "skillGroupId", "status"],
    columns: words("mail status reason onlineDuration freeDuration busyDuration restDuration lastStatus"),
    more: words(
      `notReadyDuration afterCallWorkDuration extra.type extra.direct reserveRest reserveNotReady useMobileAccept
       useMobileAcceptCode useMobileCallOut lastOnline clients`,
    ),
    list: ({ questions, options, scope }) =>
      questions.getStaffStatus({
        ...scope,
        ...optional({
          mails: options.mail,
          skillGroupIds: options.skillGroupId,
          statuses: options.status as ("free" | "offline")[] | undefined,
        }),
      }),
  },
  {
    name: "status-history",
    description: "the changes of somebody's status, the oldest first",
    id: { name: "mail", required: true },
    filters: ["from!", "to"],
    columns: words("at status reason sessionId"),
    more: words("mail staffNumber cursor"),
    one: async ({ questions, options, scope, id }) =>
      questions.iterateStaffStatusHistory({ ...scope, mail: id, from: options.from!, ...optional({ to: options.to }) }),
  },
  {
    name: "call-in",
    description: "calls coming in now, in all and by skill group (durations in seconds)",
    filters: ["skillGroupId", "byNumber"],
    columns: ["scope", "name", ...CALL_METRICS],
    more: words("skillGroupId"),
    list: async ({ questions, options, scope }) => {
      const whole = await questions.getCallInMetrics({
        ...scope,
        ...optional({ skillGroupIds: options.skillGroupId, byNumber: options.byNumber }),
      });
      const total = { scope: "all", name: "", ...whole.total };
      const groups = whole.skillGroups.map(({ metrics, ...group }) => ({ scope: "skill group", ...group, ...metrics }));
      const numbers = whole.numbers.flatMap(({ number, metrics, skillGroups }) => [
        { scope: "number", name: number, ...metrics },
        ...skillGroups.map((group) => ({ scope: `${number}, skill group`, ...group, ...group.metrics })),
      ]);
      return { whole, rows: [total, ...groups, ...numbers] };
    },
  },
  {
    name: "sessions",
    description: "calls that are going on",
    id: { name: "session id" },
    filters: [],
    columns: words("sessionId direction caller callee status mail started"),
    more: words(
      "directionCode roomId staffNumber ringing accepted protectedCaller protectedCallee outboundCaller outboundCallee",
    ),
    list: ({ questions, scope }) => questions.listActiveSessions(scope),
    one: ({ questions, scope, id }) => questions.getTelSession({ ...scope, sessionId: id }),
  },
  {
    name: "cdr",
    description: "records of calls, the oldest first",
    filters: ["from!", "to", "phone", "sessionId"],
    ...RECORD,
    list: async ({ questions, options, scope }) =>
      questions.iterateCallRecords({
        ...{ ...scope, from: options.from! },
        ...optional({ to: options.to, phones: options.phone, sessionIds: options.sessionId }),
      }),
  },
  {
    name: "protected-cdr",
    description: "records of calls of an instance with number protection",
    filters: ["from!", "to"],
    ...RECORD,
    list: async ({ questions, options, scope }) =>
      questions.iterateProtectedCallRecords({ ...scope, from: options.from!, ...optional({ to: options.to }) }),
  },
];
