import assert from "node:assert/strict";
import { inspect } from "node:util";
import { UserError } from "../../provider/base/errors";

describe("an error for the user", () => {
  it("is printed as its message where nobody catches it, without stacks of what lies below", () => {
    const error = new UserError("roster.csv: there is no such file", { cause: new Error("ENOENT") });
    assert.equal(inspect(error, { colors: true }), "UserError: roster.csv: there is no such file");
    assert.ok(error.cause instanceof Error);
  });
});
