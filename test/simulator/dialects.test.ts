import assert from "node:assert/strict";
import type { Client } from "tencentcloud-sdk-nodejs-ccc/tencentcloud/services/ccc/v20200210/ccc_client";
import {
  addExtension,
  addSkillGroup,
  addStaff,
  createDialect,
  type Data,
  type Dialect,
  defaultDialect,
  dialectValues,
  type Simulator,
} from "../../provider/simulator";
import { app, codeOf, person, withSimulator } from "./support";

const page = { SdkAppId: app, PageNumber: 0, PageSize: 100 };
const li = { SdkAppId: app, Email: "Li@example.com" };
const bindLi = { SdkAppId: app, StaffEmail: "Li@example.com" };

/** Li is in group 1 with priority 2 and online; Wang is offline; groups 1 to 3; a SIP phone in group 1. */
function seed(data: Data): void {
  const centre = data.instance(app);
  for (const skillGroupId of [1, 2, 3]) addSkillGroup(centre, { skillGroupId, name: `group ${skillGroupId}` });
  addStaff(centre, {
    mail: "Li@example.com",
    staffNumber: "100",
    phone: "008613000000001",
    nick: "li",
    status: "free",
    skillGroups: [{ skillGroupId: 1, priority: 2 }],
  });
  addStaff(centre, { mail: "wang@example.com" });
  addExtension(centre, { extensionId: "8001", skillGroupIds: [1], staff: "Li@example.com" });
  centre.numbers.get("008675500000001")!.callOutSkillGroupIds = [1];
}

interface Setup {
  client: Client;
  sim: Simulator;
  /** Li's groups as the service keeps them: "1:2 2:3". */
  groups(): string;
}

type Probe = (setup: Setup) => Promise<unknown>;

const bind =
  (...StaffSkillGroupList: { SkillGroupId: number; Priority?: number }[]): Probe =>
  async ({ client, groups }) => {
    const code = await codeOf(client.BindStaffSkillGroupList({ ...bindLi, StaffSkillGroupList }));
    return code === "ok" ? groups() : code;
  };
const modify =
  (change: object, shown: (setup: Setup) => unknown): Probe =>
  async (setup) => {
    await setup.client.ModifyStaff({ ...li, ...change });
    return shown(setup);
  };
const record = ({ sim }: Setup) => sim.data.instance(app).staff.get("Li@example.com");
const extension = async ({ client }: Setup, change: object) => {
  await client.ModifyExtension({ SdkAppId: app, ExtensionId: "8001", ...change });
  const [one] = (await client.DescribeExtensions({ SdkAppId: app, PageNumber: 0 })).ExtensionList!;
  return `${one?.SkillGroupId}|${one?.Relation}`;
};
const first = async ({ client }: Setup) => (await client.DescribeStaffInfoList(page)).StaffList?.[0];
const mails = async ({ client }: Setup, more: object = {}) =>
  (await client.DescribeStaffInfoList({ ...page, ...more })).StaffList?.map((one) => one.Mail);
const create = async ({ client, sim }: Setup, ...names: string[]) => {
  const code = await codeOf(client.CreateStaff({ SdkAppId: app, Staffs: names.map((name) => person(name)) }));
  return `${code} ${[...sim.data.instance(app).staff.keys()].slice(2).join(" ")}`;
};
const task = async ({ client }: Setup, NotBefore: number) => {
  const settings = { SdkAppId: app, Callees: ["0086130"], Callers: ["0086755"], IvrId: 1 };
  return { SdkAppId: app, TaskId: (await client.CreateAutoCalloutTask({ ...settings, NotBefore })).TaskId! };
};
const past = 1000;
const future = 4_000_000_000;

/** For each switch, one probe and what it sees under each value. */
const table: { [K in keyof Dialect]: [Probe, ...[Dialect[K], unknown][]] } = {
  createDuplicate: [
    (setup) => create(setup, "a", "wang", "b"),
    ["item", "ok a@example.com b@example.com"],
    ["call-all-or-nothing", "FailedOperation.DuplicatedAccount "],
    ["call-partial", "FailedOperation.DuplicatedAccount a@example.com"],
  ],
  uniqueNumbers: [
    async ({ client }) => {
      const Staffs = [person("a", { StaffNumber: "100" })];
      return (await client.CreateStaff({ SdkAppId: app, Staffs })).ErrorStaffList?.length;
    },
    [true, 1],
    [false, 0],
  ],
  deleteMixed: [
    async (setup) => {
      await setup.client.DeleteStaff({ SdkAppId: app, StaffList: ["Li@example.com", "wang@example.com"] });
      return mails(setup);
    },
    ["skip-online", ["Li@example.com"]],
    ["refuse-all", ["Li@example.com", "wang@example.com"]],
  ],
  modifyOmitted: [modify({ Name: "x" }, (setup) => record(setup)?.nick), ["keep", "li"], ["clear", ""]],
  modifyOmittedGroups: [modify({ Name: "x" }, ({ groups }) => groups()), ["keep", "1:2"], ["clear", ""]],
  emptyText: [modify({ Nick: "" }, (setup) => record(setup)?.nick), ["clears", ""], ["ignored", "li"]],
  modifyStaffSkillGroups: [
    modify({ SkillGroupIds: [2] }, ({ groups }) => groups()),
    ["replace", "2:3"],
    ["add", "1:2 2:3"],
  ],
  modifyStaffPriority: [
    modify({ SkillGroupIds: [1, 2] }, ({ groups }) => groups()),
    ["kept", "1:2 2:3"],
    ["reset", "1:3 2:3"],
  ],
  emptyGroupList: [modify({ SkillGroupIds: [] }, ({ groups }) => groups()), ["clears", ""], ["ignored", "1:2"]],
  mailCase: [(setup) => create(setup, "Zhao"), ["kept", "ok Zhao@example.com"], ["lowered", "ok zhao@example.com"]],
  mailMatch: [
    (setup) => mails(setup, { StaffMail: "LI@EXAMPLE.COM" }),
    ["exact", []],
    ["ignoreCase", ["Li@example.com"]],
  ],
  phoneEcho: [
    async (setup) => (await first(setup))?.Phone,
    ["0086", "008613000000001"],
    ["bare", "13000000001"],
    ["plus", "+8613000000001"],
  ],
  roleEcho: [
    async (setup) => {
      const staff = await first(setup);
      return [staff?.RoleId, staff?.RoleList];
    },
    ["both", [3, [3]]],
    ["RoleId", [3, undefined]],
    ["RoleList", [undefined, [3]]],
    ["none", [undefined, undefined]],
  ],
  bindMode: [bind({ SkillGroupId: 2 }), ["add", "1:2 2:3"], ["replace", "2:3"]],
  rebind: [
    bind({ SkillGroupId: 1, Priority: 5 }),
    ["updates", "1:5"],
    ["ignored", "1:2"],
    ["fails", "InvalidParameter"],
  ],
  unbindUnknown: [
    ({ client }) => codeOf(client.UnbindStaffSkillGroupList({ ...bindLi, SkillGroupList: [2] })),
    ["ok", "ok"],
    ["InvalidParameter", "InvalidParameter"],
  ],
  unknownStaffBind: [
    ({ client }) =>
      codeOf(client.BindStaffSkillGroupList({ SdkAppId: app, StaffEmail: "x@example.com", StaffSkillGroupList: [] })),
    ["InvalidParameter", "InvalidParameter"],
    ["InternalError.DBError", "InternalError.DBError"],
    ["ignored", "ok"],
  ],
  unknownGroupBind: [
    bind({ SkillGroupId: 9 }, { SkillGroupId: 2 }),
    ["InvalidParameter", "InvalidParameter"],
    ["InternalError.DBError", "InternalError.DBError"],
    ["ignored", "1:2 2:3"],
  ],
  numberBindMode: [
    async ({ client, sim }) => {
      const number = "008675500000001";
      await client.BindNumberCallOutSkillGroup({ SdkAppId: app, Number: number, SkillGroupIds: [2] });
      return sim.data.instance(app).numbers.get(number)?.callOutSkillGroupIds;
    },
    ["add", [1, 2]],
    ["replace", [2]],
  ],
  modifyExtensionSkillGroups: [
    (setup) => extension(setup, { SkillGroupIds: [2] }),
    ["replace", "2|Li@example.com"],
    ["add", "1,2|Li@example.com"],
  ],
  deleteGroupBound: [
    async ({ client, groups }) => {
      const code = await codeOf(client.DeleteCCCSkillGroup({ SdkAppId: app, SkillGroupId: 1 }));
      return `${code} ${groups()}`;
    },
    ["refuse", "ResourceUnavailable 1:2"],
    ["unbind", "ok "],
  ],
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
    ],
    ["error", ["InternalError.DBError", "InvalidParameterValue"]],
    ["empty", ["ok", "ok"]],
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
  stopGoesTo: [
    async (setup) => {
      const one = await task(setup, past);
      await setup.client.StopAutoCalloutTask(one);
      return (await setup.client.DescribeAutoCalloutTask(one)).State;
    },
    ["4", 4],
    ["3-then-4", 3],
  ],
  endingMs: [
    async (setup) => {
      setup.sim.dialect.stopGoesTo = "3-then-4";
      const one = await task(setup, past);
      await setup.client.StopAutoCalloutTask(one);
      return (await setup.client.DescribeAutoCalloutTask(one)).State;
    },
    [0, 4],
    [60_000, 3],
  ],
  stopFinished: [
    async (setup) => {
      const one = await task(setup, past);
      await setup.client.StopAutoCalloutTask(one);
      return codeOf(setup.client.StopAutoCalloutTask(one));
    },
    ["UnsupportedOperation", "UnsupportedOperation"],
    ["ok", "ok"],
  ],
  pauseInitial: [
    async (setup) => {
      const one = await task(setup, future);
      const code = await codeOf(setup.client.PauseAutoCalloutTask(one));
      return [code, (await setup.client.DescribeAutoCalloutTask(one)).State];
    },
    ["refuse", ["UnsupportedOperation", 0]],
    ["ok", ["ok", 5]],
  ],
  stoppedListed: [
    async (setup) => {
      const one = await task(setup, past);
      await setup.client.StopAutoCalloutTask(one);
      return (await setup.client.DescribeAutoCalloutTasks(page)).Tasks?.length;
    },
    [true, 1],
    [false, 0],
  ],
  notAfterUnset: [
    async (setup) => (await setup.client.DescribeAutoCalloutTask(await task(setup, future))).NotAfter,
    ["null", null],
    ["0", 0],
    ["absent", undefined],
  ],
};

describe("simulator: dialects", () => {
  for (const [name, [probe, ...cases]] of Object.entries(table)) {
    it(`reads ${name} in ${cases.length} ways`, async () => {
      const values = dialectValues[name]!;
      if (values.length > 0) assert.deepEqual(new Set(cases.map(([value]) => value)), new Set(values));
      for (const [value, expected] of cases) {
        await withSimulator({ seed, dialect: createDialect({ [name]: value }) }, async ({ sim, client }) => {
          const groups = () =>
            sim.data
              .instance(app)
              .staff.get("Li@example.com")!
              .skillGroups.map((one) => `${one.skillGroupId}:${one.priority}`)
              .join(" ");
          assert.deepEqual(await probe({ client, sim, groups }), expected, `${name}: ${value}`);
        });
      }
    });
  }

  it("refuses switches and values that do not exist", () => {
    assert.throws(() => createDialect({ bindmode: "add" }), /^Error: dialect: there is no switch "bindmode"$/);
    assert.throws(
      () => createDialect({ rebind: "no" }),
      /^Error: dialect: rebind: expected updates, ignored, fails, got/,
    );
    assert.throws(() => createDialect({ writeDelayMs: -1 }), /expected a number of milliseconds, got -1/);
    assert.throws(() => createDialect([]), /a dialect is an object/);
    assert.deepEqual(createDialect({}), defaultDialect);
  });

  it("shows what was written once the delay has passed, and changes by hand before it at once", () => {
    let now = 1_000_000;
    return withSimulator({ seed, now: () => now, dialect: { writeDelayMs: 500 } }, async (setup) => {
      const named = async () => (await first({ ...setup, groups: () => "" }))?.Name;
      const centre = setup.sim.data.instance(app);
      centre.staff.get("Li@example.com")!.name = "by hand";
      assert.equal(await named(), "by hand");
      await setup.client.ModifyStaff({ ...li, Name: "first" });
      now += 300;
      await setup.client.ModifyStaff({ ...li, Name: "second" });
      assert.equal(await named(), "by hand");
      now += 300;
      assert.equal(await named(), "first");
      now += 300;
      assert.equal(await named(), "second");
    });
  });
});
