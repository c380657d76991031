import assert from "node:assert/strict";
import * as ask from "../../provider/lookups/questions";

const notFound = (question: Promise<unknown>): Promise<void> => assert.rejects(question, ask.NotFound);

const mails = ["li@example.com"];

/** The lookups with every argument that narrows them, and of the one thing that is not in a list. */
export const filtered: readonly { lookup: string; ask(sdkAppId: number): Promise<unknown> }[] = [
  { lookup: "getPurchases", ask: (sdkAppId) => ask.getPurchases({ sdkAppIds: [sdkAppId] }) },
  {
    lookup: "getCallInMetrics",
    ask: (sdkAppId) => ask.getCallInMetrics({ sdkAppId, skillGroupIds: [801], bySkillGroup: false }),
  },
  {
    lookup: "listExtensions",
    ask: (sdkAppId) => ask.listExtensions({ sdkAppId, keyword: "1", extensionIds: ["1001"] }),
  },
  { lookup: "listCampaigns", ask: (sdkAppId) => ask.listCampaigns({ sdkAppId, name: "Winter", skillGroupId: 801 }) },
  { lookup: "listStaff", ask: (sdkAppId) => ask.listStaff({ sdkAppId, skillGroupId: 801, modifiedSince: 1 }) },
  {
    lookup: "getStaffStatus",
    ask: (sdkAppId) => ask.getStaffStatus({ sdkAppId, mails, skillGroupIds: [801], statuses: ["free"] }),
  },
  {
    lookup: "listCallRecords",
    ask: (sdkAppId) =>
      ask.listCallRecords({
        ...{ sdkAppId, from: Math.floor(Date.now() / 1000) - 60 },
        ...{ phones: ["008613800138000"], sessionIds: ["s1"] },
      }),
  },
  { lookup: "getStaff", ask: (sdkAppId) => notFound(ask.getStaff({ sdkAppId, mail: "nobody@example.com" })) },
  { lookup: "getSkillGroup", ask: (sdkAppId) => notFound(ask.getSkillGroup({ sdkAppId, skillGroupId: 1 })) },
];
