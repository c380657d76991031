import assert from "node:assert/strict";
import { addStaff } from "../../../provider/simulator";
import { failureOf, withCentre } from "../centre";
import { counted, crowd, groups, li, mei, people, record, refusals, wu } from "./support";

describe("Roster: what exists already", () => {
  it("is taken over when it is as declared or as fresh, else refused for her alone", () =>
    withCentre({}, async (centre) => {
      const skillGroups = groups(centre);
      addStaff(centre.data, { ...li, nick: "Lily" });
      addStaff(centre.data, { ...mei, nick: "Other" });
      addStaff(centre.data, { ...wu, skillGroups: [{ skillGroupId: 72, priority: 1 }] });
      const list = people(
        { ...li, nick: "Lily", phone: "13800138000", skills: { sales: 1 } },
        { ...mei, nick: "Meimei" },
        { ...wu, skills: { sales: 1 } },
      );
      const { message, declared: roster } = await failureOf(centre.declare("Roster", { people: list, skillGroups }));
      assert.match(message, /2 of 3 people are not done/);
      assert.match(message, /Staff mei@example\.com exists already and differs: nick is "Other", declared "Meimei"/);
      assert.match(message, /wu@example\.com exists already and differs: skill group 72 is bound, declared not to be/);
      assert.equal(record(centre, li.mail).phone, "008613800138000");
      assert.equal(record(centre, mei.mail).nick, "Other");
      assert.equal(await roster!.change({ people: list, skillGroups, onExisting: "adopt" }), "update");
      assert.equal(record(centre, mei.mail).nick, "Meimei");
      assert.deepEqual(record(centre, wu.mail).skillGroups, [{ skillGroupId: 71, priority: 1 }]);
      assert.equal(centre.said("took over and changed 2 existing Staff").length, 1);
    }));

  it("is refused even when identical, when told so", () =>
    withCentre({}, async (centre) => {
      addStaff(centre.data, li);
      const { message } = await failureOf(centre.declare("Roster", { people: people(li), onExisting: "fail" }));
      assert.match(message, /exists already, and onExisting is "fail"/);
    }));

  it("needs no staff number, which a new account does", () =>
    withCentre({}, async (centre) => {
      addStaff(centre.data, li);
      const declared = { people: people({ mail: li.mail, name: "Li" }, { mail: mei.mail, name: "Mei" }) };
      const { message, declared: roster } = await failureOf(centre.declare("Roster", declared));
      assert.match(message, /1 of 2 .*\n- staffNumber: expected a text, but it is missing; .* of mei@example\.com/);
      assert.deepEqual([roster!.outs.count, centre.writes()], [1, []]);
    }));
});

describe("Roster: roles", () => {
  it("that differ are refused in the program and live, and made anew where that is allowed", () =>
    withCentre({}, async (centre) => {
      const roster = await centre.declare("Roster", { people: people({ ...li, role: "agent" }, mei) });
      const boss = people({ ...li, role: "admin" }, mei);
      const [text] = await refusals(roster.change({ people: boss }));
      assert.match(text!, /people\["li@example\.com"\]\.role: the account's role is "agent", but "admin" is declared/);
      counted(centre);
      assert.equal(await roster.change({ people: boss, allowRecreate: true }), "update");
      assert.deepEqual(centre.writes(), ["DeleteStaff", "CreateStaff"]);
      assert.deepEqual(record(centre, li.mail).roles, [1]);
      assert.equal(centre.said("li@example.com has another role").length, 1);

      record(centre, li.mail).roles = [2];
      const { message } = await failureOf(roster.change({ people: people({ ...li, role: "admin", nick: "L" }, mei) }));
      assert.match(
        message,
        /1 of 2 people are not done[^\n]*\n- li@example\.com: role: the account's role is "inspector"/,
      );
      await roster.refresh();
      const seen = (roster.inputs.people as Record<string, string>)[li.mail]!;
      assert.deepEqual(JSON.parse(seen), { name: "Li", role: "inspector", staffNumber: "1001" });
    }));
});

describe("Roster: exclusive", () => {
  it("shows strangers by a refresh, removes them by the next up, and never whom it must not", () =>
    withCentre({}, async (centre) => {
      const boss = { mail: "boss@example.com", name: "Boss", staffNumber: "1", roles: [1] };
      const partner = { mail: "zhao@partner.example.com", name: "Zhao", staffNumber: "2" };
      const hidden = { mail: "hidden@example.com", name: "Hidden", staffNumber: "3", roles: [] };
      const stranger = { mail: "wang@example.com", name: "Wang", staffNumber: "4", phone: "008613800000004" };
      for (const one of [boss, partner, hidden, stranger]) addStaff(centre.data, one);
      const declared = { people: people(li, mei), exclusive: true, keep: ["*@partner.example.com"] };
      const roster = await centre.declare("Roster", declared);
      assert.equal(centre.data.staff.size, 6, "a create removes nobody");
      const drift = (await roster.drift()) as Record<string, { is: unknown }>;
      assert.deepEqual(Object.keys(drift), ["strangers"]);
      await roster.refresh();
      assert.deepEqual(Object.keys(roster.outs.strangers as object), [stranger.mail]);
      assert.equal(await roster.change(declared), "update");
      assert.deepEqual(
        [...centre.data.staff.keys()].sort(),
        [boss.mail, hidden.mail, li.mail, mei.mail, partner.mail].sort(),
      );
      assert.deepEqual(await roster.drift(), {});
    }));

  it("never deletes strangers with itself", () =>
    withCentre({}, async (centre) => {
      const roster = await centre.declare("Roster", { people: people(li), exclusive: true });
      addStaff(centre.data, mei);
      await roster.refresh();
      assert.equal(roster.outs.count, 1);
      await roster.remove();
      assert.deepEqual([...centre.data.staff.keys()], [mei.mail]);
    }));

  it("does not show whom it has released", () =>
    withCentre({}, async (centre) => {
      const roster = await centre.declare("Roster", { people: people(li, mei), exclusive: true });
      const declared = { people: people(li), exclusive: true, release: [mei.mail], maxRemovals: "100%" };
      assert.equal(await roster.change(declared), "update");
      assert.deepEqual(await roster.drift(), {});
      counted(centre);
      assert.equal(await roster.change(declared), "same");
      assert.deepEqual([centre.writes(), centre.data.staff.has(mei.mail)], [[], true]);
    }));

  it("refuses an empty sheet", () =>
    withCentre({}, async (centre) => {
      const texts = await refusals(centre.declare("Roster", { people: {}, exclusive: true }));
      assert.deepEqual(texts, [
        "people: expected at least one person, since exclusive would remove everybody; was the sheet empty?",
      ]);
    }));
});

describe("Roster: who is online", () => {
  const online = { status: "free" } as const;

  it("stays by default, is named, and the others go", () =>
    withCentre({}, async (centre) => {
      const roster = await centre.declare("Roster", { people: people(...crowd(10)) });
      Object.assign(record(centre, "p8@example.com"), online);
      const fewer = { people: people(...crowd(8)) };
      const { message } = await failureOf(roster.change(fewer));
      assert.match(message, /1 of 10 people are not done/);
      assert.match(message, /p8@example\.com is online.*TCCC_WHEN_ONLINE=wait/s);
      assert.deepEqual(
        [centre.data.staff.has("p8@example.com"), centre.data.staff.has("p9@example.com")],
        [true, false],
      );
      assert.ok(Object.hasOwn(roster.outs.people as object, "p8@example.com"));
      assert.equal(await roster.change(fewer, centre.process({ TCCC_WHEN_ONLINE: "forceOffline" })), "update");
      assert.equal(centre.data.staff.size, 8);
    }));
});
