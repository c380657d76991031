import assert from "node:assert/strict";
import { UNKNOWN } from "../../provider/core/unknown";
import { app, checked, thing, unknownAt } from "./thing";

const right = { code: "A1", size: 3, parts: [{ id: 1 }] };
const wrong = {
  code: "A",
  size: 10,
  color: "green",
  secret: "short",
  parts: [{ id: "x" }, { id: 2, weight: 0 }],
  sise: 1,
};

describe("core: check", () => {
  it("fills in the instance and the defaults, at every depth", () => {
    const { inputs, texts } = checked(right);
    assert.deepEqual(texts, []);
    assert.deepEqual(inputs, { sdkAppId: app, code: "A1", size: 3, parts: [{ id: 1, weight: 3 }] });
  });

  it("tells all faults at once, each with its path, what was expected and what came", () => {
    assert.deepEqual(checked(wrong).texts, [
      'sise: no such field; did you mean "size"?',
      'code: expected a text of at least 2 characters, got "A"',
      "size: expected at most 9, got 10",
      'color: expected one of "red", "blue", got "green"',
      "secret: expected a text of at least 8 characters, got another value (not shown, it is secret)",
      'parts[0].id: expected a number, got "x"',
      "parts[1].weight: expected at least 1, got 0",
    ]);
  });

  it("says which fields there are, where none is near", () => {
    assert.deepEqual(checked({ ...right, completelyOther: 1 }).texts, [
      "completelyOther: no such field; known are sdkAppId, code, size, color, secret, parts, either",
    ]);
  });

  it("says that a field is missing, and names fields that are too much inside another", () => {
    assert.deepEqual(checked({ parts: [{ id: 1, wight: 2 }] }).texts, [
      "code: expected a text, but it is missing",
      "parts[0].wight: no such field here; remove it",
    ]);
  });

  it("tells each form of a field that has several", () => {
    assert.deepEqual(checked({ ...right, either: "all" }).texts, ['either: expected "none" or a number, got "all"']);
  });

  for (const path of [
    ["code"],
    ["size"],
    ["color"],
    ["secret"],
    ["parts"],
    ["parts", 0],
    ["parts", 0, "id"],
    ["parts", 1, "weight"],
  ]) {
    it(`drops only its own issue where ${path.join(".")} is unknown`, () => {
      const all = checked(wrong).texts;
      const text = path
        .map((part) => (typeof part === "number" ? `[${part}]` : `.${part}`))
        .join("")
        .slice(1);
      const { texts, inputs } = checked(unknownAt(wrong, path));
      assert.deepEqual(
        texts,
        all.filter((issue) => !issue.startsWith(text)),
      );
      assert.ok(texts.length < all.length);
      assert.deepEqual(inputs[path[0]!], unknownAt(wrong, path)[path[0] as "code"]);
    });
  }

  it("takes null for left out", () => {
    const { inputs, texts } = checked({ ...right, size: null });
    assert.deepEqual([texts, "size" in inputs], [[], false]);
  });

  it("shows a secret in no message, whatever is wrong with it", () => {
    for (const secret of ["hunter2", 1234567, ["hunter2-hunter2"], { hunter2: "hunter2" }]) {
      const { texts } = checked({ ...right, secret });
      assert.equal(texts.length, 1, texts.join("; "));
      assert.match(texts[0]!, /^secret: .*not shown, it is secret/);
      assert.doesNotMatch(texts[0]!, /hunter2|1234567/);
    }
  });

  it("keeps the old spelling of what means the same, and takes the new one of what does not", () => {
    assert.equal(checked({ ...right, code: "a1" }, { sdkAppId: app, code: "A1" }).inputs.code, "A1");
    assert.equal(checked({ ...right, code: "a2" }, { sdkAppId: app, code: "A1" }).inputs.code, "a2");
    assert.equal(checked({ ...right, code: UNKNOWN }, { sdkAppId: app, code: "A1" }).inputs.code, UNKNOWN);
  });

  it("takes away what is left out now", () => {
    assert.equal("size" in checked({ code: "A1" }, { sdkAppId: app, code: "A1", size: 3 }).inputs, false);
  });

  it("keeps the provider's own keys as they were at creation", () => {
    const { inputs } = checked({ ...right, __own: "new" }, { sdkAppId: app, code: "A1", __own: "old" });
    assert.equal(inputs.__own, "old");
    assert.equal(checked({ ...right, __own: "new" }).inputs.__own, "new");
  });

  it("asks for the instance where nothing names one, and says how to set it", () => {
    const none = checked(right, undefined, thing(), { sdkAppId: undefined }).texts;
    assert.equal(none.length, 1);
    assert.match(
      none[0]!,
      /^sdkAppId: expected the instance's id, but it is missing; .*tccc:sdkAppId.*TCCC_SDK_APP_ID/,
    );
  });

  it("prefers the declared instance, and refuses to move an object to another", () => {
    assert.equal(checked({ ...right, sdkAppId: 7 }).inputs.sdkAppId, 7);
    const message = `sdkAppId: this object lives in instance 7, but ${app} is declared or configured; another instance is another stack`;
    assert.deepEqual(checked(right, { ...right, sdkAppId: 7 }).texts, [message]);
    assert.deepEqual(checked({ ...right, sdkAppId: UNKNOWN }, { ...right, sdkAppId: 7 }).texts, []);
  });

  it("asks the rules across fields too, with the old inputs", () => {
    const seen: unknown[] = [];
    const rules = (news: object, olds: object | undefined) => {
      seen.push(olds);
      return [{ path: ["size"], message: `too much with ${Object.keys(news).length} fields` }];
    };
    const { texts } = checked({ ...right, color: "green" }, { code: "A1" }, thing({ rules }));
    assert.equal(texts.length, 2);
    assert.match(texts[1]!, /^size: too much with/);
    assert.deepEqual(seen, [{ code: "A1" }]);
  });
});
