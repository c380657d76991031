import assert from "node:assert/strict";
import { peopleOf } from "../../../provider/resources/roster/args";
import { checkPeople } from "../../../provider/roster/people";

const stored = (people: unknown) => peopleOf("team", people) as Record<string, string>;

describe("Roster: people of a program", () => {
  it("are a list or a map, stored alike", () => {
    const fields = { name: "Li", staffNumber: "1", nick: undefined, skills: ["a"] };
    const text = '{"name":"Li","skills":["a"],"staffNumber":"1"}';
    assert.deepEqual(stored([{ mail: "li@example.com", ...fields }]), { "li@example.com": text });
    assert.deepEqual(stored({ "li@example.com": fields }), { "li@example.com": text });
    assert.deepEqual(stored({ "li@example.com": { mail: "LI@example.com", ...fields } }), { "li@example.com": text });
  });

  it("have one mail, under which nobody else stands", () => {
    assert.throws(
      () => stored({ "li@example.com": { mail: "mei@example.com", name: "Mei" } }),
      /^UserError: Roster "team" cannot be read:\npeople\["li@example\.com"\]: the key is the person's mail, and "mei@example\.com" is another; name one of them$/,
    );
    assert.throws(
      () => stored([{ mail: "a@b" }, { mail: "A@B" }, {}]),
      /people\[1\]: "A@B" is people\[0\] too.*\npeople\[2\]/,
    );
  });

  it("who hold a Map or a Set are refused: as JSON it would be {}, which is none", () => {
    for (const skills of [new Map([["a", 1]]), new Set(["a"])]) {
      const { issues } = checkPeople(stored([{ mail: "li@example.com", name: "Li", skills }]), undefined);
      assert.match(issues[0]!.message, /^expected skill groups by name .*, got "\[object (Map|Set)\]"$/);
    }
  });

  it("who arrive as objects, as a transform of the program hands them on, are stored as their texts", () => {
    const text = '{"name":"Li","skills":{"a":3},"staffNumber":"1"}';
    const person = { name: "Li", staffNumber: "1", nick: null, skills: ["a"] };
    for (const form of [
      { "li@example.com": person },
      { "li@example.com": { ...person, mail: "Li@example.com" } },
      { "li@example.com": JSON.stringify({ ...person, nick: undefined }) },
      [{ ...person, mail: "li@example.com" }],
    ]) {
      assert.deepEqual(checkPeople(form, undefined), { value: { "li@example.com": text }, issues: [] });
      // The state has the person: nothing changes.
      assert.deepEqual(checkPeople(form, { "li@example.com": text }), {
        value: { "li@example.com": text },
        issues: [],
      });
    }
  });

  it("who hold an unknown are unknown as a whole, and nobody else is", () => {
    const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    const some = { "li@example.com": { name: "Li", nick: unknown }, "mei@example.com": unknown };
    const both = { "li@example.com": unknown, "mei@example.com": unknown };
    assert.deepEqual(checkPeople(some, undefined), { value: both, issues: [] });
    assert.deepEqual(checkPeople([{ mail: unknown, name: "Li" }], undefined), { value: unknown, issues: [] });
    for (const nobody of [5, true, null, [], ["x"]]) {
      const { issues } = checkPeople({ "li@example.com": nobody, "mei@example.com": { name: "Mei" } }, undefined);
      assert.deepEqual(issues, [
        { path: ["people", "li@example.com"], message: `expected a person with a name, got ${JSON.stringify(nobody)}` },
      ]);
    }
    const { issues } = checkPeople([{ name: "Li" }, { mail: "li@example.com" }, { mail: "LI@example.com" }], undefined);
    assert.deepEqual(
      issues.map(({ path, message }) => [path[1], message.replace(/;.*|, got.*/, "")]),
      [
        [0, "expected a person with a mail"],
        ["li@example.com", "expected a text, but it is missing"],
        ["LI@example.com", '"li@example.com" is the same mail'],
      ],
    );
  });

  it("under the key of somebody else are refused in any form", () => {
    for (const other of [{ mail: "mei@example.com", name: "Mei" }, '{"mail":"mei@example.com","name":"Mei"}']) {
      const { issues } = checkPeople({ "li@example.com": other }, undefined);
      assert.equal(issues.length, 1);
      assert.match(issues[0]!.message, /^the key is the person's mail, and "mei@example\.com" is another/);
    }
  });
});
