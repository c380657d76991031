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
});
