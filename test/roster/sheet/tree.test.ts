import assert from "node:assert/strict";
import { parseSheet } from "../../../provider";
import { placesOf, problemsOf } from "./support";

const li = { mail: "li@example.com", name: "Li" };

describe("a YAML or JSON sheet", () => {
  it("is a list of people or a map from mail to person", () => {
    assert.deepEqual(parseSheet("- {mail: li@example.com, name: Li}", "yaml"), [li]);
    assert.deepEqual(parseSheet("li@example.com:\n  姓名: Li\n", "yaml"), [li]);
    assert.deepEqual(parseSheet(JSON.stringify([li]), "json"), [li]);
    assert.deepEqual(parseSheet(JSON.stringify({ "li@example.com": { name: "Li" } }, undefined, "\t"), "json"), [li]);
    assert.deepEqual(parseSheet("[]", "yaml"), []);
    assert.deepEqual(placesOf("", "yaml"), ["1:1: expected"]);
  });

  it("keeps numbers as they are written, and null is not managed", () => {
    const text =
      '- mail: li@example.com\n  name: Li\n  staffNumber: 0012\n  phone: 008613800138000\n  nick:\n  extensionNumber: ""\n';
    assert.deepEqual(parseSheet(text, "yaml"), [
      { ...li, staffNumber: "0012", phone: "008613800138000", extensionNumber: "" },
    ]);
  });

  it("takes skills as a map, a list or a text", () => {
    const skills = (value: string) =>
      parseSheet(`- {mail: li@example.com, name: Li, skills: ${value}}`, "yaml")[0]?.skills;
    assert.deepEqual(skills("{sales: 1, support: }"), { sales: 1, support: 3 });
    assert.deepEqual(skills("[sales]"), { sales: 3 });
    assert.deepEqual(skills('"sales:2; support"'), { sales: 2, support: 3 });
    assert.deepEqual(skills("{}"), {});
    assert.equal(skills("null"), undefined);
  });

  it("tells where a member is wrong", () => {
    const text = "- mail: li@example.com\n  name: Li\n  skils: [a]\n  role: boss\n- 7\n- mail: b@example.com\n";
    assert.deepEqual(placesOf(text, "yaml"), ["3:3: no", "4:9: role:", "5:3: expected", "6:3: name:"]);
    assert.deepEqual(placesOf('[{\n\t"mail": "x",\n\t"name": "Li",\n\t"name": "Lo"}]', "json"), [
      "2:10: mail:",
      "4:2: name",
    ]);
  });

  it("tells where the text is no YAML or JSON", () => {
    assert.deepEqual(placesOf("- mail: [a\n- b", "yaml").length, 1);
    assert.deepEqual(placesOf('[{"mail": "a@example.com",\n  "name": }]', "json"), ["2:11: not"]);
    assert.deepEqual(placesOf('[{"mail": "a@example.com",\n  "name": "A', "json"), ["2:13: not"]);
    assert.match(problemsOf("[".repeat(50_000), "yaml")[0]!, /nested too deeply/);
  });

  it("refuses aliases, and names that are no member of their own", () => {
    assert.match(
      problemsOf("[{mail: a@example.com, name: &x A}, {mail: b@example.com, name: B, nick: *x}]", "yaml")[0]!,
      /an alias/,
    );
    const text =
      '{"__proto__": {"name": "Li"}, "a@example.com": {"name": "A", "skills": {"__proto__": 1}, "__proto__": 1}}';
    assert.deepEqual(
      problemsOf(text, "json").map((problem) => problem.replace(/^[\d:]+ |[:;].*$/g, "")),
      ["mail", "skills", "no such member"],
    );
    assert.equal(({} as Record<string, unknown>).name, undefined);
  });
});
