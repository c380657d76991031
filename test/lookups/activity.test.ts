import assert from "node:assert/strict";
import { getCallInMetrics } from "../../provider/lookups/call-in-metrics";
import { getCampaign, listCampaignSessions, listCampaigns } from "../../provider/lookups/campaigns";
import { NotFound } from "../../provider/lookups/lookup";
import { getTelSession, listActiveSessions } from "../../provider/lookups/sessions";
import { getStaffStatus, getStaffStatusHistory } from "../../provider/lookups/staff-status";
import { app, refusal, withFake } from "./support";

const now = Math.floor(Date.now() / 1000);
const day = 86_400;

describe("lookups of what is happening", () => {
  it("show the status of people under one spelling, however the service spells it", async () => {
    const rows = ["notready", "NotReady", "FREE", "training"].map((Status) => ({ Email: "li@example.com", Status }));
    const extra = { ...{ UseMobileAccept: "2", UseMobileCallOut: 1, OnlineDuration: "60", LastOnlineTimestamp: null } };
    await withFake(
      { DescribeStaffStatusMetrics: () => ({ Metrics: rows.map((row) => ({ ...row, ...extra })) }) },
      async () => {
        const found = await getStaffStatus();
        assert.deepEqual(
          found.map(({ status }) => status),
          ["notReady", "notReady", "free", "training"],
        );
        const [first] = found;
        assert.deepEqual(
          [first?.useMobileAccept, first?.useMobileAcceptCode, first?.useMobileCallOut],
          ["always", 2, true],
        );
        assert.deepEqual([first?.onlineDuration, first?.lastOnline, first?.clients], [60, undefined, []]);
      },
    );
  });

  it("ask for the status of some, and of nobody without a call", async () => {
    await withFake({ DescribeStaffStatusMetrics: () => ({ Metrics: null }) }, async (calls) => {
      assert.deepEqual(await getStaffStatus({ mails: [] }), []);
      assert.equal(calls.length, 0);
      assert.deepEqual(await getStaffStatus({ mails: ["li@example.com"], skillGroupIds: [5], statuses: ["rest"] }), []);
      const filters = { StaffList: ["li@example.com"], GroupIdList: [5], StatusList: ["rest"] };
      assert.deepEqual(calls[0]?.request, { ...filters, SdkAppId: app });
    });
  });

  it("follow the cursors of a status history through windows of less than seven days, however small its pages", async () => {
    const changes = Array.from({ length: 5000 }, (_, at) => ({
      ...{ Cursor: `c${at}`, Timestamp: now - 30 * day + at * 500, Status: "busy", StaffEmail: "li@example.com" },
    }));
    const history = (request: Record<string, unknown>) => {
      const within = changes.filter(
        ({ Timestamp }) => Timestamp >= Number(request.StartTimestamp) && Timestamp <= Number(request.EndTimestamp),
      );
      const begin = request.Cursor ? within.findIndex(({ Cursor }) => Cursor === request.Cursor) + 1 : 0;
      return { Data: within.slice(begin, begin + Math.min(100, Number(request.PageSize))) };
    };
    await withFake({ DescribeStaffStatusHistory: history }, async (calls) => {
      const found = await getStaffStatusHistory({ mail: "li@example.com", from: now - 30 * day, to: now });
      assert.deepEqual(
        found.map(({ cursor }) => cursor),
        changes.filter(({ Timestamp }) => Timestamp <= now).map(({ Cursor }) => Cursor),
      );
      for (const { request } of calls) {
        assert.ok(Number(request.EndTimestamp) - Number(request.StartTimestamp) < 7 * day);
      }
    });
  });

  it("end a status history that a service gives without end", async () => {
    const row = { Cursor: "same", Timestamp: now - 60, Status: "busy" };
    await withFake({ DescribeStaffStatusHistory: () => ({ Data: Array(1000).fill(row) }) }, async (calls) => {
      assert.equal((await getStaffStatusHistory({ mail: "li@example.com", from: now - 600 })).length, 1);
      assert.ok(calls.length <= 3);
    });
  });

  it("refuse a status history of too long ago before a call", async () => {
    await withFake({}, async (calls) => {
      const message = await refusal(getStaffStatusHistory({ mail: "li@example.com", from: now - 200 * day }));
      assert.match(message, /^reading the status history failed: from: .* last 180 days only/);
      assert.equal(calls.length, 0);
    });
  });

  it("read incoming calls where the service leaves metrics out, against its specification", async () => {
    const answer = {
      ...{ Timestamp: String(now), TotalMetrics: { QueueCount: "4" }, NumberMetrics: null },
      SkillGroupMetrics: [
        { SkillGroupId: 5, Name: "Sales" },
        { SkillGroupId: 6, Metrics: { RingCount: 2 } },
      ],
    };
    await withFake({ DescribeCallInMetrics: () => answer }, async (calls) => {
      const report = await getCallInMetrics({ skillGroupIds: [5, 6] });
      assert.equal(report.atSeconds, now);
      assert.deepEqual([report.total.queueCount, report.total.ringCount], [4, 0]);
      assert.deepEqual(report.numbers, []);
      assert.deepEqual(report.skillGroups[0], { skillGroupId: 5, name: "Sales" });
      assert.equal(report.skillGroups[1]?.metrics?.ringCount, 2);
      const asked = { EnabledSkillGroup: true, EnabledNumber: false, GroupIdList: [5, 6], SdkAppId: app };
      assert.deepEqual(calls[0]?.request, asked);
    });
  });

  it("list all active sessions, 25 at a time, with texts for seconds", async () => {
    const sessions = Array.from({ length: 60 }, (_, at) => ({
      ...{ SessionID: `s${at}`, StartTimestamp: String(now), RingTimestamp: now, AcceptTimestamp: "", Direction: 1 },
      SessionStatus: "InProgress",
    }));
    const answer = ({ Offset, Limit }: Record<string, unknown>) => ({
      Total: 0,
      Sessions: sessions.slice(Number(Offset), Number(Offset) + Number(Limit)),
    });
    await withFake({ DescribePSTNActiveSessionList: answer }, async (calls) => {
      const found = await listActiveSessions();
      assert.deepEqual(
        found.map(({ sessionId }) => sessionId),
        sessions.map(({ SessionID }) => SessionID),
      );
      assert.deepEqual(
        [found[0]?.started, found[0]?.ringingSeconds, found[0]?.accepted],
        [new Date(now * 1000), now, undefined],
      );
      assert.deepEqual([found[0]?.direction, found[0]?.status], ["outbound", "inProgress"]);
      assert.deepEqual(
        calls.map(({ request }) => request.Offset),
        [0, 25, 50],
      );
    });
  });

  it("show one session, and say when there is none", async () => {
    const Session = { SessionID: "s", RoomID: "r", OutBoundCaller: "1", StaffEmail: "li@example.com", Unheard: true };
    await withFake({ DescribeTelSession: () => ({ Session }) }, async () => {
      const session = await getTelSession({ sessionId: "s" });
      assert.deepEqual([session.roomId, session.outboundCaller, session.mail], ["r", "1", "li@example.com"]);
    });
    for (const answer of [{ Session: null }, { Session: {} }, {}]) {
      await withFake({ DescribeTelSession: () => answer }, async () => {
        await assert.rejects(getTelSession({ sessionId: "s" }), NotFound);
      });
    }
  });

  it("take a campaign's status from the list where the other answer lacks it", async () => {
    const detail = { CampaignId: 7, Name: "Spring", CallOrder: 1, StartTime: now, IVRId: null, Status: null };
    const row = { CampaignId: 7, Name: "Spring", Status: 2, StatusReason: 0, CalleeCount: "50" };
    const answers = {
      DescribePredictiveDialingCampaign: () => detail,
      DescribePredictiveDialingCampaigns: () => ({ CampaignList: [row] }),
    };
    await withFake(answers, async () => {
      const campaign = await getCampaign({ campaignId: 7 });
      assert.deepEqual([campaign.status, campaign.statusCode, campaign.statusReason], ["paused", 2, "normal"]);
      assert.deepEqual([campaign.callOrder, campaign.startTimeSeconds, campaign.calleeCount], ["sequential", now, 50]);
      assert.deepEqual([campaign.variables, campaign.uui, campaign.ivrId], [{}, "", undefined]);
    });
  });

  it("say that there is no such campaign, whether the service refuses or answers with nothing", async () => {
    const refused = { Error: { Code: "InvalidParameterValue", Message: "no such campaign" } };
    for (const answer of [{}, refused]) {
      const answers = {
        DescribePredictiveDialingCampaign: () => answer,
        DescribePredictiveDialingCampaigns: () => ({ CampaignList: null }),
      };
      await withFake(answers, async () => {
        await assert.rejects(getCampaign({ campaignId: 7 }), NotFound);
      });
    }
  });

  it("list campaigns and the sessions of one", async () => {
    const ids = Array.from({ length: 2500 }, (_, at) => `s${at}`);
    const answers = {
      DescribePredictiveDialingCampaigns: () => ({ CampaignList: [{ CampaignId: "7", Status: 1 }], TotalCount: 602 }),
      DescribePredictiveDialingSessions: ({ PageNumber, PageSize }: Record<string, unknown>) => ({
        SessionList: ids.slice(Number(PageNumber) * Number(PageSize), (Number(PageNumber) + 1) * Number(PageSize)),
      }),
    };
    await withFake(answers, async (calls) => {
      assert.deepEqual(
        (await listCampaigns({ name: "S", skillGroupId: 5 })).map(({ campaignId, status }) => [campaignId, status]),
        [[7, "running"]],
      );
      assert.deepEqual([calls[0]?.request.Name, calls[0]?.request.SkillGroupId], ["S", 5]);
      assert.deepEqual(await listCampaignSessions({ campaignId: 7 }), ids);
    });
  });
});
