import assert from "node:assert/strict";
import { ServiceError } from "../../provider/api/errors";
import { decide, isRepeatable, retrying } from "../../provider/api/retry";
import { UserError } from "../../provider/base/errors";
import { fakeClock, quietLog } from "./fakes";

const failure = (code: string, applied: "no" | "maybe", action = "X") =>
  new ServiceError({ action, code, serviceMessage: "words", applied });
const again = (action: string, error: unknown, attempt = 1, elapsed = 0) =>
  decide(action, error, attempt, elapsed).again;

describe("api/retry", () => {
  it("is decided by action and failure", () => {
    const read = "DescribeStaffInfoList";
    const table: [code: string, applied: "no" | "maybe", read: boolean, write: boolean, create: boolean][] = [
      ["RequestLimitExceeded", "no", true, true, true],
      ["RequestLimitExceeded.UinLimitExceeded", "no", true, true, true],
      ["Http.429", "no", true, true, true],
      ["Network.Refused", "no", true, true, true],
      ["Network.Unknown", "no", true, true, true],
      ["Network.Unreachable", "no", true, true, true],
      ["Network.Tls", "no", false, false, false],
      ["Network.Broken", "maybe", true, true, false],
      ["Network.Timeout", "maybe", true, true, false],
      ["Http.500", "maybe", true, true, false],
      ["Http.502", "maybe", true, true, false],
      ["Http.403", "no", false, false, false],
      ["Http.407", "no", false, false, false],
      ["Answer.Truncated", "maybe", true, true, false],
      ["Answer.NotJson", "maybe", true, true, false],
      ["InternalError", "maybe", true, true, false],
      ["InternalError.DBError", "maybe", true, true, false],
      ["FailedOperation.DuplicatedAccount", "no", false, false, false],
      ["LimitExceeded", "no", false, false, false],
      ["AuthFailure.SignatureFailure", "no", false, false, false],
      ["InvalidParameterValue", "no", false, false, false],
    ];
    for (const [code, applied, onRead, onWrite, onCreate] of table) {
      const error = failure(code, applied);
      assert.equal(again(read, error), onRead, `${code} on a read`);
      assert.equal(again("DeleteStaff", error), onWrite, `${code} on a repeatable write`);
      for (const create of ["CreateStaff", "CreateAutoCalloutTask", "SetStaffStatus"]) {
        assert.equal(again(create, error), onCreate, `${code} on ${create}`);
      }
    }
  });

  it("never repeats what is not a failed call", () => {
    assert.equal(again("DescribeStaffInfoList", new UserError("no credentials")), false);
    assert.equal(again("DescribeStaffInfoList", new TypeError("defect")), false);
  });

  it("lists no create as repeatable", () => {
    for (const action of [
      "CreateStaff",
      "CreateCCCSkillGroup",
      "CreateExtension",
      "CreateAutoCalloutTask",
      "CreatePredictiveDialingCampaign",
    ]) {
      assert.equal(isRepeatable(action), false, action);
    }
  });

  it("bears throttling for five minutes, with delays that grow and vary", () => {
    const error = failure("RequestLimitExceeded", "no");
    const delays = (random: number) =>
      [1, 2, 3, 4, 5, 50].map((attempt) => {
        const decision = decide("CreateStaff", error, attempt, 0, () => random);
        return decision.again ? decision.afterMs : 0;
      });
    assert.deepEqual(delays(1), [1000, 2000, 4000, 8000, 15000, 15000]);
    assert.deepEqual(delays(0), [500, 1000, 2000, 4000, 7500, 7500]);
    assert.equal(again("CreateStaff", error, 90, 299_999), true);
    assert.equal(again("CreateStaff", error, 90, 300_000), false);
  });

  it("gives up soon where nobody is there", () => {
    assert.equal(again("DescribeNumbers", failure("Network.Refused", "no"), 2), true);
    assert.equal(again("DescribeNumbers", failure("Network.Refused", "no"), 3), false);
  });

  it("runs attempts with scaled waits until one succeeds or the last error is thrown", async () => {
    const clock = fakeClock();
    let attempts = 0;
    const flaky = async () => {
      if (++attempts < 3) throw failure("Http.502", "maybe");
      return "done";
    };
    assert.equal(await retrying("DescribeNumbers", clock, quietLog(), flaky), "done");
    assert.equal(clock.slept.length, 2);
    attempts = Number.NEGATIVE_INFINITY;
    const last = failure("InternalError", "maybe");
    const failing = retrying("DescribeNumbers", clock, quietLog(), async () => {
      throw last;
    });
    await assert.rejects(failing, (error) => error === last);
  });
});
