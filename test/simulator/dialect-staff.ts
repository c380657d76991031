import { addStaff } from "../../provider/simulator";
import { bind, bindLi, type Cases, create, li, type Probe, record, type Setup } from "./dialect-support";
import { app, codeOf, person } from "./support";

const wang = { SdkAppId: app, StaffList: ["wang@example.com"] };
const centreOf = ({ sim }: Setup) => sim.data.instance(app);
const metrics = async ({ client }: Setup, StaffList: string[] = []) =>
  (await client.DescribeStaffStatusMetrics({ SdkAppId: app, StaffList })).Metrics?.map((one) => one.Email);
const force = ({ client }: Setup, UserId: string) => codeOf(client.ForceMemberOffline({ SdkAppId: app, UserId }));

const recreated: Probe = async ({ client }) => {
  await client.DeleteStaff(wang);
  return (await client.CreateStaff({ SdkAppId: app, Staffs: [person("wang")] })).ErrorStaffList?.[0]?.Code ?? "ok";
};

/** What becomes of accounts under each reading. */
export const staff = {
  mailFreedAfterMs: [recreated, [0, "ok"], [60_000, "FailedOperation.DuplicatedAccount"]],
  mailScope: [
    async (setup) => {
      addStaff(setup.sim.data.addInstance(2), { mail: "a@example.com" });
      setup.sim.dialect.createDuplicate = "call-all-or-nothing";
      return create(setup, "a");
    },
    ["instance", "ok a@example.com"],
    ["account", "FailedOperation.DuplicatedAccount "],
  ],
  errorItemCode: [
    async ({ client }) => {
      const answer = await client.CreateStaff({ SdkAppId: app, Staffs: [person("wang")] });
      return answer.ErrorStaffList?.[0]?.Code;
    },
    ["full", "FailedOperation.DuplicatedAccount"],
    ["number", "4001"],
    ["err", "err"],
  ],
  deleteOnline: [
    async (setup) => {
      record(setup)!.status = "rest";
      return (await setup.client.DeleteStaff({ SdkAppId: app, StaffList: ["Li@example.com"] })).OnlineStaffList;
    },
    ["not-offline", ["Li@example.com"]],
    ["free-or-busy", []],
  ],
  offlineAfterMs: [
    async (setup) => {
      await force(setup, "Li@example.com");
      const Metrics = (await setup.client.DescribeStaffStatusMetrics({ SdkAppId: app })).Metrics!;
      return Metrics.find(({ Email }) => Email === "Li@example.com")?.Status;
    },
    [0, "offline"],
    [60_000, "free"],
  ],
  forceOfflineAgain: [
    (setup) => force(setup, "wang@example.com"),
    ["ok", "ok"],
    ["InvalidParameterValue", "InvalidParameterValue"],
  ],
  restoreNotForced: [
    ({ client }) => codeOf(client.RestoreMemberOnline({ SdkAppId: app, UserId: "Li@example.com" })),
    ["ok", "ok"],
    ["InvalidParameterValue", "InvalidParameterValue"],
  ],
  forcedSurvives: [
    async (setup) => {
      await force(setup, "wang@example.com");
      await recreated(setup);
      return centreOf(setup).staff.get("wang@example.com")?.forcedOffline;
    },
    [false, false],
    [true, true],
  ],
  deletedStaffNamed: [
    async (setup) => {
      const centre = centreOf(setup);
      record(setup)!.status = "offline";
      const Target = { Type: 1, StaffUserId: "Li@example.com" };
      centre.staff.get("wang@example.com")!.forwarding = { Enabled: true, Condition: 1, Target };
      const code = await codeOf(setup.client.DeleteStaff({ SdkAppId: app, StaffList: ["Li@example.com"] }));
      const forwarding = centre.staff.get("wang@example.com")!.forwarding;
      return [code, centre.extensions.get("8001")!.staff, forwarding?.Target?.StaffUserId];
    },
    ["kept", ["ok", "Li@example.com", "Li@example.com"]],
    ["cleared", ["ok", "", undefined]],
    ["ResourceInUse", ["ResourceInUse", "Li@example.com", "Li@example.com"]],
    ["InternalError.DBError", ["InternalError.DBError", "Li@example.com", "Li@example.com"]],
  ],
  metricsRows: [
    (setup) => metrics(setup),
    ["all", ["Li@example.com", "wang@example.com"]],
    ["once-online", ["Li@example.com"]],
  ],
  metricsUnknown: [
    (setup) => codeOf(metrics(setup, ["x@example.com"])),
    ["dropped", "ok"],
    ["InvalidParameter", "InvalidParameter"],
  ],
  modifyUnknownStaff: [
    ({ client }) => codeOf(client.ModifyStaff({ ...li, Email: "x@example.com" })),
    ["InvalidParameterValue.AccountNotExist", "InvalidParameterValue.AccountNotExist"],
    ["InternalError.DBError", "InternalError.DBError"],
  ],
  passwordRules: [
    async ({ client }) => [
      await codeOf(client.ModifyStaffPassword({ ...li, Password: "abcdefg" })),
      await codeOf(client.ModifyStaffPassword({ ...li, Password: "Abcdefg1" })),
    ],
    ["none", ["ok", "ok"]],
    ["strict", ["InvalidParameterValue", "ok"]],
  ],
  bindRefused: [
    async (setup) => {
      setup.sim.dialect.unbindUnknown = "InvalidParameter";
      const bound = await bind({ SkillGroupId: 9 }, { SkillGroupId: 2 })(setup);
      const afterBind = setup.groups();
      const unbound = await codeOf(setup.client.UnbindStaffSkillGroupList({ ...bindLi, SkillGroupList: [1, 3] }));
      return [bound, afterBind, unbound, setup.groups()];
    },
    ["nothing", ["InvalidParameter", "1:2", "InvalidParameter", "1:2"]],
    ["partial", ["InvalidParameter", "1:2 2:3", "InvalidParameter", "2:3"]],
  ],
} satisfies Partial<Cases>;
