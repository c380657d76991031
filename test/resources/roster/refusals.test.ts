import assert from "node:assert/strict";
import { UNKNOWN } from "../../../provider/core/unknown";
import { urnOf } from "../../core/thing";
import { withCentre } from "../centre";
import { crowd, groups, li, mei, people, refusals } from "./support";

describe("Roster: what is refused in the preview", () => {
  it("is told all at once, each with person and field, and no call is made", () =>
    withCentre({}, async (centre) => {
      const skillGroups = groups(centre);
      centre.sim.calls.length = 0;
      const texts = await refusals(
        centre.declare("Roster", {
          people: {
            ...people({ ...li, skills: { sale: 1, support: 9 } }, { ...mei, phone: "abc", nickname: "x" }),
            ...people({ mail: "LI@example.com", name: "Li" }),
            "no mail": '{"name":"N"}',
            "wu@example.com": '{"staffNumber":"1001"}',
            "ma@example.com": "[]",
          },
          skillGroups,
          maxRemovals: "much",
          release: ["mei@example.com"],
        }),
      );
      assert.deepEqual(texts, [
        'maxRemovals: expected a whole number such as 20, or a share from "0%" to "100%" such as "25%", got "much"',
        'people["li@example.com"].skills.support: expected one of 1, 2, 3, 4, 5, got 9',
        'people["mei@example.com"].phone: expected a phone number such as "+86 138 0013 8000" or "008613800138000", got "abc"',
        'people["mei@example.com"].nickname: no such field; known are name, staffNumber, nick, phone, extensionNumber, role, useMobileCallOut, useMobileAccept, skills',
        'people["LI@example.com"]: "li@example.com" is the same mail; name a person once',
        'people["no mail"]: expected a mail address such as "li@example.com", got "no mail"',
        'people["wu@example.com"].name: expected a text, but it is missing',
        'people["wu@example.com"].staffNumber: "1001" is that of li@example.com too; no two people can have one',
        'people["ma@example.com"]: expected a person with a name, got "[]"',
        'people["li@example.com"].skills.sale: no such name in skillGroups; did you mean "sales"?',
        "release[0]: mei@example.com is in people too; take her out of one of them",
      ]);
      assert.deepEqual(centre.sim.calls, []);
    }));

  it("gives a message for each of 300 wrong people among 10,000", () =>
    withCentre({}, async (centre) => {
      const list = crowd(10_000).map((person, index) => (index < 300 ? { ...person, phone: "abc" } : person));
      const texts = await refusals(centre.declare("Roster", { people: people(...list) }));
      assert.equal(texts.length, 300);
      assert.deepEqual(centre.sim.calls, []);
    }));

  it("is a brake that brakes nothing, or that nobody could mean", () =>
    withCentre({}, async (centre) => {
      const declared = (maxRemovals: unknown) =>
        refusals(centre.declare("Roster", { people: people(li), maxRemovals }));
      for (const odd of ["25 %", "-5%", "101%", "1e3%", "%", "20", "unlimited", 2.5, Number.NaN]) {
        const [text, ...more] = await declared(odd);
        assert.match(
          text!,
          /^maxRemovals: expected a whole number such as 20, or a share from "0%" to "100%"/,
          String(odd),
        );
        assert.deepEqual(more, []);
      }
      assert.match((await declared(-1))[0]!, /^maxRemovals: expected at least 0, got -1$/);
      for (const fine of [0, 20, "0%", "2.5%", "100%"]) {
        const { Roster } = centre.process();
        const news = { __provider: "text", __identity: urnOf("Roster", "it"), people: people(li), maxRemovals: fine };
        assert.deepEqual((await Roster.check!({}, news)).failures, [], String(fine));
      }
    }));

  it("is a pattern of other tools, by which nobody would be kept", () =>
    withCentre({}, async (centre) => {
      const keep = ["{li,mei}@example.com", "[a-c]*@example.com", "!li@example.com", "@example.com", "", "li"];
      const texts = await refusals(centre.declare("Roster", { people: people(li), exclusive: true, keep }));
      assert.equal(texts.length, keep.length);
      for (const [i, text] of texts.entries()) {
        assert.ok(
          text.startsWith(`keep[${i}]: expected a mail, or a pattern such as "*@partner.example.com" in which`),
          text,
        );
      }
      await centre.declare("Roster", {
        people: people(li),
        exclusive: true,
        keep: ["*@b.example.com", "l?@example.com", "*"],
      });
    }));

  it("is told in words of the sheet's author", () =>
    withCentre({}, async (centre) => {
      const told = (skills: unknown, skillGroups: object = { sales: 7 }) =>
        refusals(centre.declare("Roster", { people: people({ ...li, skills }), skillGroups }));
      const forms =
        /^people\["li@example\.com"\]\.skills: expected skill groups by name with priorities 1 to 5 such as/;
      for (const odd of ["sales", 7, [7], [""]]) assert.match((await told(odd))[0]!, forms);
      assert.match(
        (await told({ sales: 0, support: 2.5 })).join("\n"),
        /skills\.sales: expected one of .* got 0\n.*skills\.support: .* got 2\.5/,
      );
      const hidden = { people: { [li.mail]: '{"name":"Li","skills":{"__proto__":1}}' }, skillGroups: { sales: 7 } };
      assert.match((await refusals(centre.declare("Roster", hidden)))[0]!, forms);
      assert.match((await told(["ｓａｌｅｓ"]))[0]!, /no such name in skillGroups; did you mean "sales"\?/);
      assert.deepEqual(await told([], { "": 7 }), [
        'skillGroups[""]: expected a key that is a text of at least 1 characters, got 7',
      ]);
    }));

  it("is nothing that is not known yet", async () => {
    await withCentre({}, async (centre) => {
      const { Roster } = centre.process();
      const internal = { __provider: "text", __identity: urnOf("Roster", "it") };
      const check = async (news: object) => (await Roster.check!({}, { ...internal, ...news })).failures;
      const some = people({ ...li, skills: ["sales"] });
      assert.deepEqual(await check({ people: some, skillGroups: { sales: UNKNOWN } }), []);
      assert.deepEqual(await check({ people: some, skillGroups: UNKNOWN }), []);
      assert.deepEqual(await check({ people: { ...some, "mei@example.com": UNKNOWN }, skillGroups: { sales: 1 } }), []);
      assert.deepEqual(await check({ people: UNKNOWN, exclusive: true, maxRemovals: UNKNOWN, release: UNKNOWN }), []);
    });
  });

  it("is a group with two names, and a map that is missing", () =>
    withCentre({}, async (centre) => {
      const some = people({ ...li, skills: ["sales"] });
      const twice = await refusals(centre.declare("Roster", { people: some, skillGroups: { sales: 7, selling: 7 } }));
      assert.deepEqual(twice, ['skillGroups.selling: skill group 7 is that of "sales" too; give each group one name']);
      assert.deepEqual(await refusals(centre.declare("Roster", { people: some })), [
        'people["li@example.com"].skills.sales: no such name in skillGroups; skillGroups is empty; add it: skillGroups: { "sales": <id> }',
      ]);
    }));
});
