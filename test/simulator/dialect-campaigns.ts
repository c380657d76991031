import { type Cases, page, past, type Setup } from "./dialect-support";
import { app, codeOf } from "./support";

const body = {
  SdkAppId: app,
  Name: "renewals",
  Callees: ["+8613000000001"],
  Callers: ["008675500000001"],
  CallOrder: 1,
  SkillGroupId: 1,
  Priority: 2,
  ExpectedAbandonRate: 5,
  RetryInterval: 600,
  StartTime: 4_000_000_000,
  EndTime: 4_000_003_600,
};

const make = async ({ client }: Setup, change: object = {}) => {
  const { CampaignId } = await client.CreatePredictiveDialingCampaign({ ...body, ...change });
  return { SdkAppId: app, CampaignId: CampaignId! };
};
const record = ({ sim }: Setup, { CampaignId }: { CampaignId: number }) =>
  sim.data.instance(app).campaigns.get(CampaignId);
const listed = async ({ client }: Setup, filter: object = {}) =>
  (await client.DescribePredictiveDialingCampaigns({ ...page, ...filter })).CampaignList?.map((one) => one.Status);

/** What campaigns do under each reading. */
export const campaigns = {
  campaignStartPast: [
    async (setup) => [await codeOf(make(setup, { StartTime: past })), await listed(setup)],
    ["starts", ["ok", [1]]],
    ["refuse", ["InvalidParameterValue", []]],
  ],
  campaignNameTaken: [
    async (setup) => [await codeOf(make(setup)), await codeOf(make(setup))],
    ["ok", ["ok", "ok"]],
    ["InvalidParameterValue", ["ok", "InvalidParameterValue"]],
  ],
  campaignGroupNotPhone: [
    (setup) => {
      setup.sim.data.instance(app).skillGroups.get(2)!.type = 1;
      return codeOf(make(setup, { SkillGroupId: 2 }));
    },
    ["ok", "ok"],
    ["refuse", "InvalidParameterValue"],
  ],
  campaignUpdateOmitted: [
    async (setup) => {
      const one = await make(setup, { IVRId: 7, RetryTimes: 2, UUI: "u" });
      await setup.client.UpdatePredictiveDialingCampaign({ ...body, ...one });
      const { IVRId, RetryTimes, UUI } = await setup.client.DescribePredictiveDialingCampaign(one);
      return [IVRId, RetryTimes, UUI];
    },
    ["clear", [0, 0, ""]],
    ["keep", [7, 2, "u"]],
  ],
  campaignUpdateTimes: [
    async (setup) => {
      const one = await make(setup, { TimeZone: "Asia/Shanghai" });
      await setup.client.UpdatePredictiveDialingCampaign({ ...body, ...one });
      return record(setup, one)?.timeZone;
    },
    ["keep", "Asia/Shanghai"],
    ["clear", ""],
  ],
  campaignUpdatePaused: [
    async (setup) => {
      const one = await make(setup, { StartTime: past });
      await setup.client.PausePredictiveDialingCampaign(one);
      return codeOf(setup.client.UpdatePredictiveDialingCampaign({ ...body, ...one }));
    },
    ["refuse", "UnsupportedOperation"],
    ["ok", "ok"],
  ],
  campaignPauseReady: [
    async (setup) => {
      const one = await make(setup);
      const code = await codeOf(setup.client.PausePredictiveDialingCampaign(one));
      const paused = await listed(setup);
      return [code, paused, await codeOf(setup.client.ResumePredictiveDialingCampaign(one)), await listed(setup)];
    },
    ["refuse", ["InvalidParameterValue", [0], "InvalidParameterValue", [0]]],
    ["ok", ["ok", [2], "ok", [0]]],
  ],
  campaignWrongState: [
    async (setup) => {
      const one = await make(setup);
      const codes = [await codeOf(setup.client.PausePredictiveDialingCampaign(one))];
      codes.push(await codeOf(setup.client.ResumePredictiveDialingCampaign(one)));
      return [...codes, await listed(setup)];
    },
    ["InvalidParameterValue", ["InvalidParameterValue", "InvalidParameterValue", [0]]],
    ["ok", ["ok", "ok", [0]]],
  ],
  campaignAbortReady: [
    async (setup) => {
      const one = await make(setup);
      return [await codeOf(setup.client.AbortPredictiveDialingCampaign(one)), await listed(setup)];
    },
    ["ok", ["ok", [3]]],
    ["refuse", ["InvalidParameterValue", [0]]],
  ],
  campaignAbortEnded: [
    async (setup) => {
      const one = await make(setup);
      await setup.client.AbortPredictiveDialingCampaign(one);
      return codeOf(setup.client.AbortPredictiveDialingCampaign(one));
    },
    ["ok", "ok"],
    ["InvalidParameterValue", "InvalidParameterValue"],
  ],
  campaignDeleteLive: [
    async (setup) => {
      const running = await make(setup, { StartTime: past });
      const ready = await make(setup);
      const codes = [await codeOf(setup.client.DeletePredictiveDialingCampaign(running))];
      codes.push(await codeOf(setup.client.DeletePredictiveDialingCampaign(ready)));
      return [...codes, await listed(setup)];
    },
    ["refuse", ["InvalidParameterValue", "ok", [1]]],
    ["refuse-ready", ["InvalidParameterValue", "InvalidParameterValue", [1, 0]]],
    ["abort", ["ok", "ok", []]],
  ],
  campaignDeleteUnknown: [
    ({ client }) => codeOf(client.DeletePredictiveDialingCampaign({ SdkAppId: app, CampaignId: 9 })),
    ["InvalidParameterValue", "InvalidParameterValue"],
    ["ok", "ok"],
  ],
  campaignDeletedListed: [
    async (setup) => {
      const one = await make(setup);
      await setup.client.DeletePredictiveDialingCampaign(one);
      return [await listed(setup), await codeOf(setup.client.DescribePredictiveDialingCampaign(one))];
    },
    [true, [[3], "InvalidParameterValue"]],
    [false, [[], "InvalidParameterValue"]],
  ],
  campaignEndedListed: [
    async (setup) => {
      const one = await make(setup);
      await setup.client.AbortPredictiveDialingCampaign(one);
      return [await listed(setup), await codeOf(setup.client.DescribePredictiveDialingCampaign(one))];
    },
    [true, [[3], "ok"]],
    [false, [[], "ok"]],
  ],
  campaignNameFilter: [
    async (setup) => {
      await make(setup);
      return [await listed(setup, { Name: "new" }), await listed(setup, { Name: "renewals" })];
    },
    ["contains", [[0], [0]]],
    ["exact", [[], [0]]],
  ],
  campaignNewMembers: [
    async (setup) => {
      const one = await make(setup);
      const { Status } = await setup.client.DescribePredictiveDialingCampaign(one);
      const filter = { ...page, CampaignId: one.CampaignId };
      return [Status, await codeOf(setup.client.DescribePredictiveDialingCampaigns(filter))];
    },
    ["present", [0, "ok"]],
    ["absent", [undefined, "UnknownParameter"]],
  ],
  featureOff: [
    async (setup) => {
      const one = await make(setup);
      setup.sim.data.instance(app).features = { campaigns: false, numberProtection: false };
      const range = { StartTimeStamp: 0, EndTimeStamp: 1 };
      const { client } = setup;
      return new Set([
        await codeOf(make(setup)),
        await codeOf(client.UpdatePredictiveDialingCampaign({ ...body, ...one })),
        await codeOf(client.PausePredictiveDialingCampaign(one)),
        await codeOf(client.ResumePredictiveDialingCampaign(one)),
        await codeOf(client.AbortPredictiveDialingCampaign(one)),
        await codeOf(client.DeletePredictiveDialingCampaign(one)),
        await codeOf(client.DescribePredictiveDialingCampaign(one)),
        await codeOf(client.DescribePredictiveDialingCampaigns(page)),
        await codeOf(client.DescribePredictiveDialingSessions({ ...page, ...one })),
        await codeOf(client.DescribeProtectedTelCdr({ ...page, ...range })),
      ]);
    },
    ["OperationDenied.NotInWhiteList", new Set(["OperationDenied.NotInWhiteList"])],
    ["UnsupportedOperation", new Set(["UnsupportedOperation"])],
  ],
} satisfies Partial<Cases>;
