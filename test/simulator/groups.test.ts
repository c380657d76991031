import assert from "node:assert/strict";
import { addExtension, addSkillGroup, addStaff } from "../../provider/simulator";
import { app, codeOf, withSimulator } from "./support";

const page = { SdkAppId: app, PageNumber: 0, PageSize: 100 };

describe("simulator: skill groups", () => {
  it("creates, shows, updates and deletes a group", () =>
    withSimulator({}, async ({ client }) => {
      const made = await client.CreateCCCSkillGroup({
        SdkAppId: app,
        SkillGroupName: "chat",
        SkillGroupType: 1,
        MaxConcurrency: 5,
      });
      const id = made.SkillGroupId!;
      const one = { ...page, SkillGroupId: id };
      const [chat] = (await client.DescribeSkillGroupInfoList(one)).SkillGroupList!;
      assert.deepEqual(
        [chat?.SkillGroupName, chat?.SkillGroupType, chat?.MaxConcurrency, chat?.RingAll],
        ["chat", 1, 5, false],
      );
      await client.UpdateCCCSkillGroup({ SdkAppId: app, SkillGroupID: id, SkillGroupName: "web", RingAll: true });
      const [web] = (await client.DescribeSkillGroupInfoList({ ...page, SkillGroupName: "web" })).SkillGroupList!;
      assert.deepEqual([web?.SkillGroupName, web?.MaxConcurrency, web?.RingAll], ["web", 5, true]);
      await client.DeleteCCCSkillGroup({ SdkAppId: app, SkillGroupId: id });
      assert.deepEqual((await client.DescribeSkillGroupInfoList(one)).SkillGroupList, []);
    }));

  it("refuses wrong types, concurrency, names and pages", () =>
    withSimulator({}, async ({ client }) => {
      const create = (SkillGroupName: string, SkillGroupType: number, MaxConcurrency?: number) => {
        const more = MaxConcurrency === undefined ? {} : { MaxConcurrency };
        return codeOf(client.CreateCCCSkillGroup({ SdkAppId: app, SkillGroupName, SkillGroupType, ...more }));
      };
      assert.equal(await create("a", 2), "InvalidParameter");
      assert.equal(await create("a", 0, 2), "InvalidParameter");
      assert.equal(await create("a", 1, 0), "InvalidParameter");
      assert.equal(await create("a", 0), "ok");
      assert.equal(await create("a", 1), "InvalidParameterValue.SkillGroupExist");
      assert.equal(await create("b", 0), "ok");
      const rename = client.UpdateCCCSkillGroup({ SdkAppId: app, SkillGroupID: 1002, SkillGroupName: "a" });
      assert.equal(await codeOf(rename), "InvalidParameterValue.SkillGroupExist");
      assert.equal(
        await codeOf(client.DescribeSkillGroupInfoList({ ...page, PageSize: 101 })),
        "InvalidParameterValue",
      );
      const unknown = client.DeleteCCCSkillGroup({ SdkAppId: app, SkillGroupId: 99 });
      assert.equal(await codeOf(unknown), "InvalidParameterValue");
    }));

  it("lets two at most into a group with simultaneous ringing", () =>
    withSimulator({}, async ({ client, sim }) => {
      const centre = sim.data.instance(app);
      addSkillGroup(centre, { skillGroupId: 1, name: "ring" });
      const bound = { skillGroups: [{ skillGroupId: 1, priority: 3 }] };
      addStaff(centre, { mail: "a@example.com", ...bound });
      addStaff(centre, { mail: "b@example.com", ...bound });
      addStaff(centre, { mail: "c@example.com" });
      const ring = () => codeOf(client.UpdateCCCSkillGroup({ SdkAppId: app, SkillGroupID: 1, RingAll: true }));
      const bind = (StaffEmail: string) =>
        codeOf(
          client.BindStaffSkillGroupList({ SdkAppId: app, StaffEmail, StaffSkillGroupList: [{ SkillGroupId: 1 }] }),
        );
      assert.equal(await ring(), "ok");
      assert.equal(await bind("a@example.com"), "ok");
      assert.equal(await bind("c@example.com"), "InvalidParameterValue.RingAllGroupMemberOverflow");
      await client.UpdateCCCSkillGroup({ SdkAppId: app, SkillGroupID: 1, RingAll: false });
      assert.equal(await bind("c@example.com"), "ok");
      assert.equal(await ring(), "InvalidParameterValue.RingAllGroupMemberOverflow");
    }));
});

describe("simulator: bindings", () => {
  it("binds with a priority of 3 unless given, changes it, and unbinds", () =>
    withSimulator({}, async ({ client, sim }) => {
      const centre = sim.data.instance(app);
      addSkillGroup(centre, { skillGroupId: 1, name: "one" });
      addSkillGroup(centre, { skillGroupId: 2, name: "two", type: 1 });
      addStaff(centre, { mail: "li@example.com" });
      const call = { SdkAppId: app, StaffEmail: "li@example.com" };
      const shown = async () => {
        const [li] = (await client.DescribeStaffInfoList({ ...page, StaffMail: "li@example.com" })).StaffList!;
        return li?.SkillGroupList?.map((one) => [one.SkillGroupId, one.SkillGroupName, one.Priority, one.Type]);
      };
      const bind = (...StaffSkillGroupList: { SkillGroupId: number; Priority?: number }[]) =>
        codeOf(client.BindStaffSkillGroupList({ ...call, StaffSkillGroupList }));
      assert.equal(await bind({ SkillGroupId: 1 }, { SkillGroupId: 2, Priority: 1 }), "ok");
      assert.deepEqual(await shown(), [
        [1, "one", 3, "TEL"],
        [2, "two", 1, "IM"],
      ]);
      assert.equal(await bind({ SkillGroupId: 1, Priority: 5 }), "ok");
      assert.equal(await bind({ SkillGroupId: 1, Priority: 6 }), "InvalidParameter");
      assert.equal(await bind({ SkillGroupId: 3 }), "InvalidParameter");
      const inGroup = await client.DescribeStaffInfoList({ ...page, SkillGroupId: 2 });
      assert.equal(inGroup.StaffList?.length, 1);
      assert.equal(await codeOf(client.DeleteCCCSkillGroup({ SdkAppId: app, SkillGroupId: 2 })), "ResourceUnavailable");
      await client.UnbindStaffSkillGroupList({ ...call, SkillGroupList: [2, 99] });
      assert.deepEqual(await shown(), [[1, "one", 5, "TEL"]]);
      assert.equal(await codeOf(client.DeleteCCCSkillGroup({ SdkAppId: app, SkillGroupId: 2 })), "ok");
    }));

  it("binds groups to numbers", () =>
    withSimulator({}, async ({ client, sim }) => {
      for (const id of [1, 2]) addSkillGroup(sim.data.instance(app), { skillGroupId: id, name: `g${id}` });
      const number = { SdkAppId: app, Number: "008675500000001" };
      const shown = async () => {
        const { Numbers } = await client.DescribeNumbers({ SdkAppId: app });
        return Numbers?.find((one) => one.Number === number.Number)?.CallOutSkillGroupIds;
      };
      await client.BindNumberCallOutSkillGroup({ ...number, SkillGroupIds: [1] });
      await client.BindNumberCallOutSkillGroup({ ...number, SkillGroupIds: [2] });
      assert.deepEqual(await shown(), [1, 2]);
      assert.equal(await codeOf(client.DeleteCCCSkillGroup({ SdkAppId: app, SkillGroupId: 1 })), "ResourceUnavailable");
      await client.UnbindNumberCallOutSkillGroup({ ...number, SkillGroupIds: [1] });
      assert.deepEqual(await shown(), [2]);
      const unknown = client.BindNumberCallOutSkillGroup({ ...number, Number: "0", SkillGroupIds: [1] });
      assert.equal(await codeOf(unknown), "InternalError.DBError");
    }));
});

describe("simulator: extensions", () => {
  it("creates, shows, modifies, resets and deletes a SIP phone", () =>
    withSimulator({}, async ({ client, sim }) => {
      const centre = sim.data.instance(app);
      for (const id of [1, 2]) addSkillGroup(centre, { skillGroupId: id, name: `g${id}` });
      addStaff(centre, { mail: "li@example.com", name: "Li" });
      const one = { SdkAppId: app, ExtensionId: "8001" };
      await client.CreateExtension({
        ...one,
        ExtensionName: "desk",
        SkillGroupIds: [1, 2],
        Relation: "li@example.com",
      });
      const list = async () => (await client.DescribeExtensions({ SdkAppId: app, PageNumber: 0 })).ExtensionList?.[0];
      const desk = await list();
      assert.deepEqual(
        [desk?.FullExtensionId, desk?.SkillGroupId, desk?.Relation, desk?.RelationName],
        [`8001@${app}.tccc.qcloud.com`, "1,2", "li@example.com", "Li"],
      );
      await client.ModifyExtension({ ...one, SkillGroupIds: [2], Relation: "" });
      const changed = await list();
      assert.deepEqual([changed?.SkillGroupId, changed?.Relation, changed?.ExtensionName], ["2", "", "desk"]);
      const before = await client.DescribeExtension(one);
      const reset = await client.ResetExtensionPassword(one);
      assert.notEqual(reset.Password, before.Password);
      assert.equal((await client.DescribeExtension(one)).Password, reset.Password);
      const again = client.CreateExtension({ ...one, ExtensionName: "again" });
      assert.equal(await codeOf(again), "InternalError.DBError");
      await client.DeleteExtension(one);
      assert.equal(await list(), undefined);
      assert.equal(await codeOf(client.DescribeExtension(one)), "InternalError.DBError");
    }));

  it("finds extensions by id and by a part of number, name, mail or agent's name", () =>
    withSimulator({}, async ({ client, sim }) => {
      const centre = sim.data.instance(app);
      addStaff(centre, { mail: "li@example.com", name: "Li Na" });
      addExtension(centre, { extensionId: "8001", name: "desk", staff: "li@example.com", status: 100 });
      addExtension(centre, { extensionId: "8002", name: "door" });
      const find = async (more: object) => {
        const found = await client.DescribeExtensions({ SdkAppId: app, PageNumber: 0, ...more });
        return found.ExtensionList?.map((one) => [one.ExtensionId, one.Status]);
      };
      assert.deepEqual(await find({ FuzzingKeyWord: "na" }), [["8001", 0]]);
      assert.deepEqual(await find({ FuzzingKeyWord: "800", PageSize: 1 }), [["8001", 0]]);
      assert.deepEqual(await find({ ExtensionIds: ["8001"], IsNeedStatus: true }), [["8001", 100]]);
      centre.purchases.sipPhones = 2;
      const more = client.CreateExtension({ SdkAppId: app, ExtensionId: "8003", ExtensionName: "x" });
      assert.equal(await codeOf(more), "LimitExceeded");
    }));
});
