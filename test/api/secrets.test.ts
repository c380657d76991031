import assert from "node:assert/strict";
import { redact, secretsOf, textsIn } from "../../provider/base/secrets";

describe("base/secrets", () => {
  it("redacts secret members at any depth and in any case, and nothing else", () => {
    const request = {
      Email: "li@example.com",
      Password: "hunter2-hunter2",
      nested: [{ SecretKey: "k", uui: "u", TaskId: 5n }],
      Callees: ["008613800138000"],
      CalleeAttributes: [{ Callee: "008613800138000", Variables: [{ Key: "a", Value: "b" }] }],
      Variables: null,
      InterfaceConfig: { Url: "https://hooks.example.com", Async: true, Oauth2Auth: { TokenURL: "https://x" } },
    };
    assert.deepEqual(redact(request), {
      Email: "li@example.com",
      Password: "[secret]",
      nested: [{ SecretKey: "[secret]", uui: "[secret]", TaskId: "5" }],
      Callees: "[secret]",
      CalleeAttributes: "[secret]",
      Variables: null,
      InterfaceConfig: { Url: "[secret]", Async: true, Oauth2Auth: "[secret]" },
    });
  });

  it("finds every secret value of a request, and not what it is called", () => {
    const request = { Name: "x", Callees: ["1380", 7], CalleeAttributes: [{ Variables: [{ Key: "k", Value: "v" }] }] };
    assert.deepEqual(textsIn(secretsOf(request)), ["1380", "7", "v"]);
  });

  it("finds what an address and a JSON text hold", () => {
    const url = "https://sales:pass%2Fword@hooks.example.com/?page=2&token=abcdef-4711";
    assert.deepEqual(textsIn([{ interfaceConfig: { url }, triggerMode: "ALWAYS_ON_MATCH" }]), [
      ...[url, "pass%2Fword", "pass/word", "sales:pass%2Fword", "abcdef-4711"],
    ]);
    assert.deepEqual(textsIn('{"debt":"owes-4711","at":[7]}'), ['{"debt":"owes-4711","at":[7]}', "owes-4711", "7"]);
    assert.deepEqual(textsIn("[not JSON"), ["[not JSON"]);
  });
});
