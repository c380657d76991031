import assert from "node:assert/strict";
import { ServiceError } from "../../provider/api/errors";
import { createStaffBatches, type SeatUserInfo } from "../../provider/api/staff-batches";
import { fakeClock } from "./fakes";

const seat = (mail: string): SeatUserInfo => ({ Name: "Li", Mail: mail, StaffNumber: "1" });

function setUp(answers: { create?: unknown; remove?: unknown } = {}) {
  const created: { Staffs: SeatUserInfo[]; SendPassword?: boolean }[] = [];
  const removed: string[][] = [];
  const wrote: string[] = [];
  const answerOrThrow = (answer: unknown) => {
    if (answer instanceof Error) throw answer;
    return { RequestId: "r-7", ...(answer as object) } as never;
  };
  const batches = createStaffBatches({
    clock: fakeClock(),
    create: async (request) => {
      created.push(request);
      return answerOrThrow(answers.create);
    },
    remove: async (request) => {
      removed.push(request.StaffList);
      return answerOrThrow(answers.remove);
    },
    wrote: (mail) => wrote.push(mail),
  });
  return { batches, created, removed, wrote };
}

describe("api/staff-batches", () => {
  it("creates by 10, apart by sendPassword", async () => {
    const { batches, created, wrote } = setUp({ create: { ErrorStaffList: null } });
    const mails = Array.from({ length: 25 }, (_, index) => `p${index}@example.com`);
    await Promise.all(mails.map((mail, index) => batches.create(seat(mail), index >= 20)));
    assert.deepEqual(created.map((call) => [call.Staffs.length, call.SendPassword]).sort(), [
      [10, false],
      [10, false],
      [5, true],
    ]);
    assert.deepEqual(wrote.sort(), mails.sort());
  });

  it("gives each its own error, whatever the case of the mail", async () => {
    const ErrorStaffList = [
      { StaffEmail: "LI@example.com", Code: "FailedOperation.DuplicatedAccount", Message: "Duplicate" },
    ];
    const { batches } = setUp({ create: { ErrorStaffList } });
    const [li, chen] = await Promise.allSettled(
      ["li@example.com", "chen@example.com"].map((mail) => batches.create(seat(mail), false)),
    );
    assert.equal(chen?.status, "fulfilled");
    assert.ok(li?.status === "rejected" && li.reason instanceof ServiceError);
    assert.equal(li.reason.action, "CreateStaff");
    assert.equal(li.reason.code, "FailedOperation.DuplicatedAccount");
    assert.equal(li.reason.applied, "no");
    assert.equal(li.reason.requestId, "r-7");
  });

  it("gives an error that names nobody to the only item, or to all as uncertain", async () => {
    const create = { ErrorStaffList: [{ StaffEmail: "", Code: "err", Message: "bad" }] };
    const outcome = async (mails: string[]) => {
      const { batches } = setUp({ create });
      const results = await Promise.allSettled(mails.map((mail) => batches.create(seat(mail), false)));
      return results.map((each) => (each.status === "rejected" ? (each.reason as ServiceError).applied : "created"));
    };
    assert.deepEqual(await outcome(["a@example.com"]), ["no"]);
    assert.deepEqual(await outcome(["a@example.com", "b@example.com"]), ["maybe", "maybe"]);
  });

  it("marks every mail as written also when the call failed", async () => {
    const error = new ServiceError({
      action: "CreateStaff",
      code: "Network.Broken",
      serviceMessage: "reset",
      applied: "maybe",
    });
    const { batches, wrote } = setUp({ create: error });
    await assert.rejects(batches.create(seat("li@example.com"), false), (thrown) => thrown === error);
    assert.deepEqual(wrote, ["li@example.com"]);
  });

  it("deletes by 200 and tells who is online", async () => {
    const { batches, removed, wrote } = setUp({ remove: { OnlineStaffList: ["LI@example.com"] } });
    const mails = ["li@example.com", ...Array.from({ length: 204 }, (_, index) => `p${index}@example.com`)];
    const results = await Promise.all(mails.map((mail) => batches.remove(mail)));
    assert.deepEqual(
      removed.map((call) => call.length),
      [200, 5],
    );
    assert.equal(results[0], "online");
    assert.ok(results.slice(1).every((result) => result === "accepted"));
    assert.equal(wrote.length, 205);
  });

  it("tells apart two who differ in case only", async () => {
    const { batches } = setUp({ remove: { OnlineStaffList: ["Li@example.com"] } });
    const results = ["li@example.com", "Li@example.com", "mei@example.com"].map((mail) => batches.remove(mail));
    assert.deepEqual(await Promise.all(results), ["accepted", "online", "accepted"]);
  });

  it("takes a null list of online people as none", async () => {
    const { batches } = setUp({ remove: { OnlineStaffList: null } });
    assert.equal(await batches.remove("li@example.com"), "accepted");
  });
});
