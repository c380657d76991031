import { addExtension, addStaff } from "../../provider/simulator";
import { type Cases, first, li, mails, page } from "./dialect-support";
import { app, codeOf } from "./support";

/** What lists and unknown things look like under each reading. */
export const reads = {
  deleteUnknown: [
    async ({ client }) => [
      await codeOf(client.DeleteStaff({ SdkAppId: app, StaffList: ["x@example.com"] })),
      await codeOf(client.DeleteExtension({ SdkAppId: app, ExtensionId: "9" })),
    ],
    ["ok", ["ok", "ok"]],
    ["error", ["InternalError.DBError", "InvalidParameterValue"]],
  ],
  deleteUnknownGroup: [
    ({ client }) => codeOf(client.DeleteCCCSkillGroup({ SdkAppId: app, SkillGroupId: 9 })),
    ["error", "InvalidParameterValue"],
    ["ok", "ok"],
  ],
  describeUnknown: [
    async ({ client }) => [
      await codeOf(client.DescribeStaffInfoList({ ...page, StaffMail: "x@example.com" })),
      await codeOf(client.DescribeSkillGroupInfoList({ ...page, SkillGroupId: 9 })),
      await codeOf(client.DescribeExtensions({ ...page, ExtensionIds: ["9"] })),
    ],
    ["empty", ["ok", "ok", "ok"]],
    ["error", ["InvalidParameterValue", "InvalidParameterValue", "InvalidParameterValue"]],
  ],
  describeOneUnknown: [
    async ({ client }) => [
      await codeOf(client.DescribeExtension({ SdkAppId: app, ExtensionId: "9" })),
      await codeOf(client.DescribeAutoCalloutTask({ SdkAppId: app, TaskId: 9 })),
      await codeOf(client.DescribePredictiveDialingCampaign({ SdkAppId: app, CampaignId: 9 })),
    ],
    ["error", ["InternalError.DBError", "InvalidParameterValue", "InvalidParameterValue"]],
    ["empty", ["ok", "ok", "ok"]],
    ["ResourceNotFound", ["ResourceNotFound", "ResourceNotFound", "ResourceNotFound"]],
    ["FailedOperation", ["FailedOperation", "FailedOperation", "FailedOperation"]],
    ["InternalError.DBError", ["InternalError.DBError", "InternalError.DBError", "InternalError.DBError"]],
  ],
  createExtensionDuplicate: [
    async ({ client, sim }) => {
      const again = { SdkAppId: app, ExtensionId: "8001", ExtensionName: "again" };
      return `${await codeOf(client.CreateExtension(again))} ${sim.data.instance(app).extensions.get("8001")?.name}`;
    },
    ["InternalError.DBError", "InternalError.DBError 8001"],
    ["InvalidParameterValue", "InvalidParameterValue 8001"],
    ["overwrites", "ok again"],
  ],
  instanceNotExist: [
    ({ client }) => codeOf(client.DescribeStaffInfoList({ ...page, SdkAppId: 1 })),
    ["InvalidParameterValue.InstanceNotExist", "InvalidParameterValue.InstanceNotExist"],
    ["InvalidParameter.InstanceNotExist", "InvalidParameter.InstanceNotExist"],
  ],
  emptyLists: [
    async ({ client }) => [
      (await client.DescribeStaffInfoList(page)).StaffList?.[1]?.SkillGroupList,
      (await client.DescribeAutoCalloutTasks(page)).Tasks,
    ],
    ["[]", [[], []]],
    ["null", [null, null]],
    ["absent", [undefined, undefined]],
  ],
  emptyTexts: [
    async ({ client }) => (await client.DescribeStaffInfoList(page)).StaffList?.[1]?.Nick,
    ["empty", ""],
    ["null", null],
    ["absent", undefined],
  ],
  mailFilter: [(setup) => mails(setup, { StaffMail: "WANG" }), ["exact", []], ["fuzzy", ["wang@example.com"]]],
  nameFilter: [
    async ({ client }) => {
      const found = await client.DescribeSkillGroupInfoList({ ...page, SkillGroupName: "group" });
      return found.SkillGroupList?.length;
    },
    ["exact", 0],
    ["fuzzy", 3],
  ],
  totals: [
    async ({ client }) => (await client.DescribeStaffInfoList({ ...page, StaffMail: "wang@example.com" })).TotalCount,
    ["right", 1],
    ["unfiltered", 2],
    ["zero", 0],
    ["inflated", 601],
  ],
  pageOrder: [
    async ({ client, sim }) => {
      for (let i = 0; i < 40; i += 1) addStaff(sim.data.instance(app), { mail: `p${i}@example.com` });
      const read = async (PageNumber: number) =>
        (await client.DescribeStaffInfoList({ SdkAppId: app, PageNumber, PageSize: 21 })).StaffList!.map((x) => x.Mail);
      const pages = [await read(0), await read(1)];
      const complete = new Set(pages.flat()).size === 42;
      return [complete, JSON.stringify(await read(0)) === JSON.stringify(pages[0])];
    },
    ["stable", [true, true]],
    ["shuffled", [true, false]],
    ["unstable", [false, false]],
  ],
  pageLimit: [
    async ({ client, sim }) => {
      const centre = sim.data.instance(app);
      for (let at = 0; at < 30; at++) addExtension(centre, { extensionId: `7${100 + at}` });
      const size = async (PageSize: number) =>
        (await client.DescribeExtensions({ SdkAppId: app, PageNumber: 0, PageSize })).ExtensionList?.length;
      return [await codeOf(client.DescribeExtensions({ SdkAppId: app, PageNumber: 0, PageSize: 16 })), await size(1)];
    },
    ["documented", ["ok", 1]],
    [15, ["InvalidParameterValue", 1]],
    [1, ["InvalidParameterValue", 1]],
  ],
  pageTooLarge: [
    ({ client }) => codeOf(client.DescribeSkillGroupInfoList({ ...page, PageSize: 500 })),
    ["error", "InvalidParameterValue"],
    ["clamped", "ok"],
  ],
  writeDelayMs: [
    async (setup) => {
      await setup.client.ModifyStaff({ ...li, Name: "new" });
      return (await first(setup))?.Name;
    },
    [0, "new"],
    [60_000, "Li"],
  ],
  writeDelayOf: [
    async (setup) => {
      const { client, sim } = setup;
      sim.dialect.writeDelayMs = 60_000;
      await client.ModifyStaff({ ...li, Name: "new" });
      await client.CreateExtension({ SdkAppId: app, ExtensionId: "1999", ExtensionName: "New", SkillGroupIds: [] });
      const one = await codeOf(client.DescribeExtension({ SdkAppId: app, ExtensionId: "1999" }));
      return [(await first(setup))?.Name, one === "ok"];
    },
    ["all", ["Li", false]],
    ["lists", ["Li", true]],
    ["questions", ["new", false]],
  ],
} satisfies Partial<Cases>;
