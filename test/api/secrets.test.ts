import assert from "node:assert/strict";
import { redact, scrub, secretsOf } from "../../provider/base/secrets";

describe("base/secrets", () => {
  it("redacts secret members at any depth and in any case, and nothing else", () => {
    const request = {
      Email: "li@example.com",
      Password: "hunter2-hunter2",
      nested: [{ SecretKey: "k", uui: "u", TaskId: 5n }],
      Callees: ["008613800138000"],
      CalleeAttributes: [{ Callee: "008613800138000", Variables: [{ Key: "a", Value: "b" }] }],
      Variables: null,
    };
    assert.deepEqual(redact(request), {
      Email: "li@example.com",
      Password: "[secret]",
      nested: [{ SecretKey: "[secret]", uui: "[secret]", TaskId: "5" }],
      Callees: "[secret]",
      CalleeAttributes: "[secret]",
      Variables: null,
    });
  });

  it("finds every secret value of a request", () => {
    const request = { Name: "x", Callees: ["1380", 7], CalleeAttributes: [{ Variables: [{ Key: "k", Value: "v" }] }] };
    assert.deepEqual(secretsOf(request), ["1380", "7", "k", "v"]);
  });

  it("takes secrets out of a text, short ones only as words", () => {
    const text = "password hunter2-hunter2 of callee 008613800138000 is v, very bad";
    assert.equal(
      scrub(text, ["hunter2-hunter2", "008613800138000", "v", "", undefined, "hunter2"]),
      "password [secret] of callee [secret] is [secret], very bad",
    );
    assert.equal(scrub("a+b (c) $1", ["+b", "$1"]), "a+b (c) [secret]");
  });

  it("takes them out in whatever form they are quoted", () => {
    const secret = 'pa"ss\\<&/+ 1é';
    const forms = [
      secret,
      JSON.stringify({ Password: secret }),
      JSON.stringify(JSON.stringify({ Password: secret })),
      `?password=${encodeURIComponent(secret)}&a=1`,
      `?${new URLSearchParams({ password: secret })}`,
      "<p>pa&quot;ss\\&lt;&amp;/+ 1é</p>",
      `Basic ${Buffer.from(secret).toString("base64")}`,
      `token ${Buffer.from(secret).toString("base64url")}.`,
      Buffer.from(secret).toString("hex"),
    ];
    for (const form of forms) {
      const told = scrub(form, [secret]);
      assert.match(told, /\[secret\]/, form);
      assert.doesNotMatch(told.replace(/Pass/gi, ""), /pa|ss|1é|%22|cGE|7061/, `${form}: ${told}`);
    }
    assert.equal(scrub("half a character", ["\ud800"]), "half a character");
  });
});
