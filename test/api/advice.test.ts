import assert from "node:assert/strict";
import { describeFailure } from "../../provider/api/advice";
import { ServiceError } from "../../provider/api/errors";
import { UserError } from "../../provider/base/errors";

const failure = (code: string, applied: "no" | "maybe" = "no", requestId = "r-1") =>
  new ServiceError({ action: "CreateStaff", code, serviceMessage: "words of the service", requestId, applied });
const told = (code: string, applied: "no" | "maybe" = "no") =>
  describeFailure("creating Staff li@example.com", failure(code, applied));

describe("api/advice", () => {
  it("says what was being done, code, words, RequestId and what to do", () => {
    assert.equal(
      told("UnauthorizedOperation"),
      "creating Staff li@example.com failed: UnauthorizedOperation: words of the service (CreateStaff, RequestId r-1)\n" +
        "These credentials may not call CreateStaff. Allow the action ccc:CreateStaff in the access policy (CAM) of the user or role.",
    );
  });

  it("has advice for every usual failure", () => {
    const rows: [code: string, advice: RegExp][] = [
      [
        "AuthFailure.SignatureFailure",
        /run `pulumi up`, or add `--run-program`: plain refresh and destroy use the configuration saved in state/,
      ],
      ["AuthFailure.SecretIdNotFound", /no such secret id.*run `pulumi up`/],
      ["AuthFailure.TokenFailure", /token is wrong or has expired/],
      ["AuthFailure.SignatureExpire", /clock of this machine/],
      ["AuthFailure.UnauthorizedOperation", /ccc:CreateStaff/],
      ["FailedOperation.PermissionDenied", /ccc:CreateStaff/],
      ["InvalidParameter.InstanceNotExist", /tccc:sdkAppId/],
      ["InvalidParameterValue.InstanceNotExist", /tccc:sdkAppId/],
      ["OperationDenied.NotInWhiteList", /allowlist/],
      ["LimitExceeded.OutOfCountLimit", /quota/],
      ["RequestLimitExceeded", /tccc:requestsPerSecond/],
      ["Network.Refused", /cannot be reached.*tccc:endpoint/],
      ["Network.Unknown", /cannot be reached/],
      ["Network.Tls", /NODE_EXTRA_CA_CERTS/],
      ["Network.Timeout", /connection was lost/],
      ["Http.407", /proxy wants a user/],
      ["Http.502", /in between: a proxy/],
      ["Answer.NotJson", /in between: a proxy/],
      ["InternalError.DBError", /service failed on its own side/],
    ];
    for (const [code, advice] of rows) assert.match(told(code), advice, code);
  });

  it("warns where nobody knows what was applied", () => {
    assert.match(told("Network.Broken", "maybe"), /Run the same command again: it looks at what is there first\.$/);
    assert.doesNotMatch(told("LimitExceeded"), /Nobody can tell/);
  });

  it("passes on what is made for the user, and calls the rest a defect; never a stack", () => {
    assert.equal(
      describeFailure("reading Staff", new UserError("No credentials")),
      "reading Staff failed: No credentials",
    );
    const defect = describeFailure("reading Staff", new TypeError("x is undefined"));
    assert.match(defect, /inside the provider: x is undefined\nThis is a defect/);
    assert.doesNotMatch(defect, /\bat .*\.ts/);
    assert.match(describeFailure("reading Staff", "text"), /inside the provider: text/);
  });
});
