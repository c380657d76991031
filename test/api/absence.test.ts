import assert from "node:assert/strict";
import { mayMeanMissing, saysMissing } from "../../provider/api/absence";
import { ServiceError } from "../../provider/api/errors";

const failed = (code: string): ServiceError =>
  new ServiceError({ action: "DescribeAutoCalloutTask", code, serviceMessage: "words", applied: "no" });

describe("api/absence: which codes say that an object does not exist", () => {
  const certain = [
    ...["InvalidParameter", "InvalidParameterValue", "InvalidParameterValue.AccountNotExist", "ResourceNotFound"],
    ...["ResourceNotFound.Task", "InvalidParameter.TaskNotFound", "FailedOperation.SessionNotExists"],
    ...["UnsupportedOperation.TaskNotExist", "InternalError.TaskNotExist"],
  ];
  const possible = ["FailedOperation", "FailedOperation.Task", "UnsupportedOperation", "InternalError"];
  possible.push("InternalError.DBError");
  const other = [
    ...[
      "InvalidParameter.InstanceNotExist",
      "InvalidParameterValue.InstanceNotExist",
      "FailedOperation.DuplicatedAccount",
    ],
    ...["FailedOperation.PermissionDenied", "InvalidParameterValue.SkillGroupExist", "LimitExceeded", "AuthFailure.X"],
    ...["RequestLimitExceeded", "Network.Broken", "Http.404", "ServiceUnavailable", "OperationDenied.NotInWhiteList"],
    ...["InvalidParameterValueOther", "Answer.NotJson", "ResourceUnavailable", "UnauthorizedOperation"],
  ];
  it("for certain", () => {
    for (const code of certain)
      assert.deepEqual([saysMissing(failed(code)), mayMeanMissing(failed(code))], [true, true], code);
  });
  it("perhaps", () => {
    for (const code of possible)
      assert.deepEqual([saysMissing(failed(code)), mayMeanMissing(failed(code))], [false, true], code);
  });
  it("not at all, nor do errors of any other kind", () => {
    for (const code of other)
      assert.deepEqual([saysMissing(failed(code)), mayMeanMissing(failed(code))], [false, false], code);
    for (const error of [new Error("ResourceNotFound"), undefined]) assert.equal(mayMeanMissing(error), false);
  });
});
