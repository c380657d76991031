import { bind, bindLi, type Cases, create, extension, first, mails, modify, record } from "./dialect-support";
import { app, codeOf, person } from "./support";

/** What calls that change something do under each reading. */
export const writes = {
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
    ["InvalidParameterValue", "InvalidParameterValue 1:2"],
    ["InternalError.DBError", "InternalError.DBError 1:2"],
    ["unbind", "ok "],
  ],
} satisfies Partial<Cases>;
