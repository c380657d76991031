import assert from "node:assert/strict";
import { createAccount } from "../../provider/api/account";
import { ServiceError } from "../../provider/api/errors";
import { fakeCaller, fakeClock, quietLog, settingsFor } from "./fakes";

type Actions = Parameters<typeof fakeCaller>[0];

function setUp(actions: Actions, config: Record<string, string> = {}) {
  const { caller, calls } = fakeCaller(actions);
  const settings = settingsFor("http://127.0.0.1:1", config);
  const account = createAccount(settings, { clock: fakeClock(), log: quietLog(), env: {}, caller });
  return { account, instance: account.instance(1400000000), calls };
}

const people = [{ Mail: "Li@example.com", Name: "Li" }, { Mail: "chen@example.com" }];

describe("api/account", () => {
  it("gives the same instance for the same id", () => {
    const { account, instance } = setUp({});
    assert.equal(account.instance(1400000000), instance);
    assert.notEqual(account.instance(1400000001), instance);
  });

  it("adds SdkAppId to a call", async () => {
    const { instance, calls } = setUp({ DeleteExtension: () => ({}) });
    await instance.call("DeleteExtension", { ExtensionId: "1001" });
    assert.deepEqual(calls, [{ action: "DeleteExtension", request: { ExtensionId: "1001", SdkAppId: 1400000000 } }]);
  });

  it("counts the calls that have come to their end, in whichever way", async () => {
    const refuse = () => {
      throw new ServiceError({
        action: "DeleteExtension",
        code: "FailedOperation",
        serviceMessage: "no",
        applied: "no",
      });
    };
    const { account, instance } = setUp({ DeleteExtension: () => ({}), DescribeExtension: refuse });
    await instance.call("DeleteExtension", { ExtensionId: "1001" });
    await instance.call("DescribeExtension", { ExtensionId: "1001" }).catch(() => undefined);
    assert.equal(account.calls(), 2);
  });

  it("blows the fuse of deletions, and says how to raise it", () => {
    const { account } = setUp({}, { maxDeletes: "2" });
    account.deletes.take();
    account.deletes.take();
    assert.throws(
      () => account.deletes.take(),
      /has deleted 2 staff.*TCCC_MAX_DELETES=<number>, or raise tccc:maxDeletes/,
    );
    assert.throws(() => setUp({}, { maxDeletes: "0" }).account.deletes.take(), /has deleted 0 staff/);
  });

  it("lists staff by pages of 9999 and finds without case", async () => {
    const { instance, calls } = setUp({ DescribeStaffInfoList: () => ({ TotalCount: 2, StaffList: people }) });
    assert.equal((await instance.staff.find("li@example.com"))?.Name, "Li");
    assert.deepEqual(calls[0]?.request, { PageSize: 9999, PageNumber: 0, SdkAppId: 1400000000 });
  });

  it("lists skill groups by pages of 100", async () => {
    const all = Array.from({ length: 150 }, (_, index) => ({
      SkillGroupId: index + 1,
      SkillGroupName: `g${index + 1}`,
    }));
    const { instance, calls } = setUp({
      DescribeSkillGroupInfoList: ({ PageNumber }) => ({
        TotalCount: 150,
        SkillGroupList: all.slice(Number(PageNumber) * 100, Number(PageNumber) * 100 + 100),
      }),
    });
    assert.equal((await instance.skillGroups.find("150"))?.SkillGroupName, "g150");
    assert.equal(calls.length, 2);
  });

  it("asks each kind's own filter before it says gone", async () => {
    const { instance, calls } = setUp({
      DescribeStaffInfoList: ({ StaffMail }) => ({ TotalCount: 602, StaffList: StaffMail ? [] : people }),
      DescribeSkillGroupInfoList: ({ SkillGroupId }) => ({
        TotalCount: 1,
        SkillGroupList: SkillGroupId === 7 ? [{ SkillGroupId: 7 }] : [{ SkillGroupId: 1 }],
      }),
      DescribeExtensions: ({ ExtensionIds }) => ({
        Total: 1,
        ExtensionList: ExtensionIds ? null : [{ ExtensionId: "1001" }],
      }),
    });
    assert.equal(await instance.staff.isGone("gone@example.com"), true);
    assert.equal(await instance.staff.isGone("CHEN@example.com"), false);
    assert.equal(await instance.skillGroups.isGone("7"), false);
    assert.equal(await instance.skillGroups.isGone("8"), true);
    assert.equal(await instance.extensions.isGone("1002"), true);
    const filters = calls.filter(({ request }) => request.StaffMail ?? request.SkillGroupId ?? request.ExtensionIds);
    assert.deepEqual(
      filters.map(({ request }) => request.StaffMail ?? request.SkillGroupId ?? request.ExtensionIds),
      ["gone@example.com", 7, 8, ["1002"]],
    );
  });

  it("reads presence once for all who ask, and again when asked for afresh", async () => {
    const { instance, calls } = setUp({
      DescribeStaffStatusMetrics: () => ({ Metrics: [{ Email: "Li@example.com", Status: "free" }] }),
    });
    const [first] = await Promise.all(Array.from({ length: 50 }, () => instance.presence()));
    assert.equal(first?.get("li@example.com")?.Status, "free");
    assert.equal(calls.length, 1);
    await instance.presence({ fresh: true });
    assert.equal(calls.length, 2);
    assert.deepEqual(calls[0]?.request, { SdkAppId: 1400000000 });
  });

  it("shows a created account in the next find, and its own error to each", async () => {
    const live: { Mail: string }[] = [];
    const { instance, calls } = setUp({
      DescribeStaffInfoList: () => ({ TotalCount: live.length, StaffList: [...live] }),
      CreateStaff: ({ Staffs }) => {
        const [first, ...rest] = Staffs as { Mail: string }[];
        live.push(...rest);
        return { ErrorStaffList: [{ StaffEmail: first?.Mail, Code: "LimitExceeded", Message: "full" }] };
      },
    });
    assert.equal(await instance.staff.find("b@example.com"), undefined);
    const seat = (Mail: string) => ({ Mail, Name: "x", StaffNumber: "1" });
    const results = await Promise.allSettled(
      ["a@example.com", "b@example.com"].map((mail) => instance.createStaff(seat(mail), false)),
    );
    assert.ok(results[0]?.status === "rejected" && results[0].reason instanceof ServiceError);
    assert.equal(results[1]?.status, "fulfilled");
    assert.equal((await instance.staff.find("b@example.com"))?.Mail, "b@example.com");
    assert.equal(calls.filter((call) => call.action === "CreateStaff").length, 1);
  });
});
