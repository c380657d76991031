import assert from "node:assert/strict";
import Ajv2020 from "ajv/dist/2020";
import { parse } from "yaml";
import { parseSheet } from "../../../provider";
import committed from "../../../schema/roster.json";
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

  it("takes skills with priorities in a list, as in a cell", () => {
    const text = "- mail: li@example.com\n  name: Li\n  skills:\n    - sales: 1\n    - support\n    - 'vip:2'\n";
    assert.deepEqual(parseSheet(text, "yaml")[0]?.skills, { sales: 1, support: 3, vip: 2 });
    const aside = problemsOf("- {mail: li@example.com, name: Li, skills: [sales, '-']}", "yaml");
    assert.match(
      aside.join(),
      /^1:44: skills: expected the name of a skill group, got "-", which is none and stands alone$/,
    );
  });

  it("is one document, and what another begins with is never passed over", () => {
    const text = "- {mail: li@example.com, name: Li}\n---\n- {mail: wu@example.com, name: Wu}\n";
    assert.match(
      problemsOf(text, "yaml").join(),
      /^2:1: expected one document, and here \(---\) another begins; put all/,
    );
    assert.deepEqual(parseSheet("%YAML 1.2\n---\n- {mail: li@example.com, name: Li}\n...\n", "yaml"), [li]);
  });

  it("says once what an alias or a merge stands in the way of", () => {
    const text = "- &li {mail: li@example.com, name: Li}\n- *li\n- {<<: *li, mail: wu@example.com, name: Wu}\n";
    assert.deepEqual(problemsOf(text, "yaml"), [
      "2:3: an alias (*name) cannot stand in a sheet; write the value out",
      "3:4: a merge (<<) cannot stand in a sheet; write the members out",
    ]);
  });

  it("may name its schema, and is checked by it as it is read", () => {
    const schema = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(committed);
    const person =
      "{name: Li, staffNumber: 12, phone: 13800138000, extensionNumber: 8001, role: agent, skills: {sales: 1}}";
    const good = [
      "[]",
      `li@example.com: ${person}`,
      `$schema: x\nli@example.com: ${person}`,
      "- {mail: a@example.com, name: A, skills: [b]}",
    ];
    for (const text of good) {
      assert.ok(schema(parse(text)), `${text}: ${JSON.stringify(schema.errors)}`);
      assert.deepEqual(problemsOf(text, "yaml"), []);
    }
    const bad = [
      "text",
      "- {name: A}",
      "a: {name: A}",
      "- {mail: a@example.com, name: A, skils: [b]}",
      "a@example.com: {name: A, extensionNumber: 99}",
      "a@example.com: {name: A, skills: {b: 9}}",
      "a@example.com:",
    ];
    for (const text of bad) {
      assert.ok(!schema(parse(text)), text);
      assert.notDeepEqual(problemsOf(text, "yaml"), [], text);
    }
  });
});
