import { addExtension, addStaff } from "../../provider/simulator";
import { type Cases, type Probe, page, type Setup } from "./dialect-support";
import { app, codeOf } from "./support";

const centreOf = ({ sim }: Setup) => sim.data.instance(app);
const group = { SdkAppId: app, SkillGroupName: "group 1" };
const phone = { SdkAppId: app, ExtensionId: "8002", ExtensionName: "new" };

const relation =
  (ExtensionId: string, Relation: string): Probe =>
  async ({ client }) =>
    codeOf(client.CreateExtension({ ...phone, ExtensionId, Relation }));

/** What skill groups, phones and numbers do under each reading. */
export const groups = {
  groupNameScope: [
    async ({ client }) => [
      await codeOf(client.CreateCCCSkillGroup({ ...group, SkillGroupType: 1 })),
      await codeOf(client.CreateCCCSkillGroup({ ...group, SkillGroupType: 0 })),
    ],
    ["instance", ["InvalidParameterValue.SkillGroupExist", "InvalidParameterValue.SkillGroupExist"]],
    ["type", ["ok", "InvalidParameterValue.SkillGroupExist"]],
  ],
  groupNameFreedAfterMs: [
    async ({ client }) => {
      await client.DeleteCCCSkillGroup({ SdkAppId: app, SkillGroupId: 2 });
      return codeOf(client.CreateCCCSkillGroup({ ...group, SkillGroupName: "group 2", SkillGroupType: 0 }));
    },
    [0, "ok"],
    [60_000, "InvalidParameterValue.SkillGroupExist"],
  ],
  updateUnknownGroup: [
    ({ client }) => codeOf(client.UpdateCCCSkillGroup({ SdkAppId: app, SkillGroupID: 9, SkillGroupName: "x" })),
    ["InvalidParameter", "InvalidParameter"],
    ["InternalError.DBError", "InternalError.DBError"],
  ],
  ringAllOverflow: [
    async (setup) => {
      addStaff(centreOf(setup), { mail: "a@example.com", skillGroups: [{ skillGroupId: 1, priority: 3 }] });
      return codeOf(setup.client.UpdateCCCSkillGroup({ SdkAppId: app, SkillGroupID: 1, RingAll: true }));
    },
    ["InvalidParameterValue.RingAllGroupMemberOverflow", "InvalidParameterValue.RingAllGroupMemberOverflow"],
    ["InvalidParameter", "InvalidParameter"],
  ],
  extensionRelation: [
    async (setup) => [await relation("8002", "x@example.com")(setup), await relation("8003", "Li@example.com")(setup)],
    ["exists", ["InvalidParameterValue", "ok"]],
    ["any", ["ok", "ok"]],
    ["one-phone", ["InvalidParameterValue", "InvalidParameterValue"]],
  ],
  extensionIdFilter: [
    async ({ client }) => (await client.DescribeExtensions({ ...page, ExtensionIds: ["800"] })).ExtensionList?.length,
    ["exact", 0],
    ["fuzzy", 1],
  ],
  groupSeparator: [
    async (setup) => {
      centreOf(setup).extensions.get("8001")!.skillGroupIds = [1, 2];
      return (await setup.client.DescribeExtensions(page)).ExtensionList?.[0]?.SkillGroupId;
    },
    [",", "1,2"],
    [", ", "1, 2"],
    [";", "1;2"],
    ["|", "1|2"],
  ],
  deleteRegistered: [
    async (setup) => {
      centreOf(setup).extensions.get("8001")!.registered = true;
      return codeOf(setup.client.DeleteExtension({ SdkAppId: app, ExtensionId: "8001" }));
    },
    ["ok", "ok"],
    ["UnsupportedOperation", "UnsupportedOperation"],
  ],
  unknownExtension: [
    async ({ client }) => [
      await codeOf(client.ModifyExtension({ ...phone, ExtensionId: "9" })),
      await codeOf(client.ResetExtensionPassword({ SdkAppId: app, ExtensionId: "9" })),
    ],
    ["InvalidParameterValue", ["InvalidParameterValue", "InvalidParameterValue"]],
    ["InternalError.DBError", ["InternalError.DBError", "InternalError.DBError"]],
  ],
  extensionQuota: [
    async (setup) => {
      centreOf(setup).purchases.sipPhones = 1;
      return codeOf(setup.client.CreateExtension(phone));
    },
    ["LimitExceeded", "LimitExceeded"],
    ["InternalError.DBError", "InternalError.DBError"],
  ],
  numberSpace: [
    async (setup) => {
      addExtension(centreOf(setup), { extensionId: "2001" });
      addStaff(centreOf(setup), { mail: "a@example.com", extensionNumber: "8002" });
      return [
        await codeOf(setup.client.CreateExtension(phone)),
        await codeOf(setup.client.ModifyStaff({ SdkAppId: app, Email: "Li@example.com", ExtensionNumber: "2001" })),
      ];
    },
    ["apart", ["ok", "ok"]],
    ["shared", ["InvalidParameterValue", "InvalidParameterValue"]],
  ],
  unknownNumberBind: [
    async ({ client }) => {
      const request = { SdkAppId: app, Number: "00861", SkillGroupIds: [1] };
      return [
        await codeOf(client.BindNumberCallOutSkillGroup(request)),
        await codeOf(client.UnbindNumberCallOutSkillGroup(request)),
      ];
    },
    ["InternalError.DBError", ["InternalError.DBError", "InternalError.DBError"]],
    ["ignored", ["ok", "ok"]],
  ],
  callInDefaultType: [
    async (setup) => {
      const CallInInterface = { URL: "https://example.com/" };
      const request = { SdkAppId: app, Number: "008675500000001", CallInInterface };
      await setup.client.BindNumberCallInInterface(request);
      return [...centreOf(setup).callInInterfaces.keys()];
    },
    ["number", ["number 008675500000001"]],
    ["inner", ["inner 008675500000001"]],
  ],
} satisfies Partial<Cases>;
