import assert from "node:assert/strict";
import { addStaff } from "../../../provider/simulator";
import { urnOf } from "../../core/thing";
import { type Centre, failureOf, withCentre } from "../centre";
import { counted, crowd, li, mei, people, record, wu } from "./support";

const mails = ({ data }: Centre) => [...data.staff.keys()].sort();

describe("Roster: nobody goes for the sake of somebody who cannot come", () => {
  it("a typo in the mail, of an account that exists and differs: the old account stays, and the next up puts it right", () =>
    withCentre({}, async (centre) => {
      const roster = await centre.declare("Roster", { people: people(li, mei, wu) });
      addStaff(centre.data, { mail: "lee@example.com", name: "Lee", staffNumber: "7" });
      counted(centre);
      const { message } = await failureOf(
        roster.change({ people: people({ ...li, mail: "lee@example.com" }, mei, wu) }),
      );
      assert.deepEqual(centre.writes(), []);
      assert.match(message, /2 of 4 people are not done/);
      assert.match(message, /Staff lee@example\.com exists already and differs: name is "Lee", declared "Li"/);
      assert.match(
        message,
        /- the account of li@example\.com was not deleted, since lee@example\.com, who shall have the same staffNumber 1001, cannot be there yet/,
      );
      assert.deepEqual(Object.keys(roster.outs.people as object).sort(), [li.mail, mei.mail, wu.mail]);
      assert.equal(await roster.change({ people: people(li, mei, wu) }), "update");
      assert.deepEqual(centre.writes(), []);
    }));

  for (const [title, live, joiner] of [
    ["that is not there and has the number by hand only", { staffNumber: "9" }, { staffNumber: "9" }],
    ["who shares a phone", { phone: "008613800000001" }, { staffNumber: "55", phone: "13800000001" }],
    ["who shares an extension number", { extensionNumber: "2001" }, { staffNumber: "55", extensionNumber: "2001" }],
  ] as const) {
    it(`the same for a leaver ${title}`, () =>
      withCentre({}, async (centre) => {
        const roster = await centre.declare("Roster", { people: people({ ...li, ...live }, mei, wu) });
        addStaff(centre.data, { mail: "lee@example.com", name: "Lee", staffNumber: "7" });
        const lee = { name: "Li", ...joiner, mail: "lee@example.com" };
        await failureOf(roster.change({ people: people(lee, mei, wu) }));
        assert.ok(centre.data.staff.has(li.mail));
      }));
  }

  it("a joiner whose phone somebody else keeps, and one without a staff number", () =>
    withCentre({}, async (centre) => {
      const roster = await centre.declare("Roster", { people: people({ ...li, phone: "008613800000001" }, mei, wu) });
      addStaff(centre.data, { mail: "zhao@example.com", name: "Zhao", staffNumber: "7", phone: "13800000009" });
      const renamed = { ...li, mail: "li.lei@example.com", phone: "008613800000009" };
      counted(centre);
      const phone = await failureOf(roster.change({ people: people(renamed, mei, wu) }));
      assert.match(
        phone.message,
        /- phone 008613800000009 is that of zhao@example\.com, who keeps it, so the account of li\.lei@example\.com cannot be made; nothing was deleted for it/,
      );
      assert.deepEqual(centre.writes(), []);
      const bare = { mail: "li.lei@example.com", name: "Li", phone: "008613800000001" };
      const number = await failureOf(roster.change({ people: people(bare, mei, wu) }));
      assert.match(number.message, /staffNumber: expected a text, but it is missing/);
      assert.deepEqual([centre.writes(), centre.data.staff.has(li.mail)], [[], true]);
      assert.equal(await roster.change({ people: people({ ...renamed, phone: "" }, mei, wu) }), "update");
      assert.deepEqual(mails(centre), ["li.lei@example.com", mei.mail, wu.mail, "zhao@example.com"].sort());
    }));

  it("an account that is to be recreated with another role, when its staff number is not declared", () =>
    withCentre({}, async (centre) => {
      addStaff(centre.data, li);
      const agent = { mail: li.mail, name: "Li", role: "agent" };
      const roster = await centre.declare("Roster", { people: people(agent), allowRecreate: true });
      const boss = people({ ...agent, role: "admin" });
      const { message } = await failureOf(roster.change({ people: boss, allowRecreate: true }));
      assert.match(message, /staffNumber: expected a text, but it is missing; .* of li@example\.com/);
      assert.deepEqual([centre.writes(), record(centre, li.mail).roles], [[], [3]]);
    }));

  it("one whom the service refuses all the same is told with the account that went", () =>
    withCentre({}, async (centre) => {
      const roster = await centre.declare("Roster", { people: people(li, mei, wu) });
      centre.sim.faults.push({ action: "CreateStaff", kind: { code: "InvalidParameter" }, times: 100 });
      const renamed = people({ ...li, mail: "li.lei@example.com" }, mei, wu);
      const { message } = await failureOf(roster.change({ people: renamed }));
      assert.match(
        message,
        /The account of li@example\.com, which had the staffNumber 1001, was deleted for it: correct li\.lei@example\.com, or put li@example\.com back, and run again/,
      );
      assert.deepEqual(Object.keys(roster.outs.people as object), [mei.mail, wu.mail]);
      centre.sim.faults.length = 0;
      assert.equal(await roster.change({ people: renamed }), "update");
      assert.deepEqual(mails(centre), ["li.lei@example.com", mei.mail, wu.mail]);
    }));
});

describe("Roster: while it is not known whom the rest of the program declares", () => {
  const team = { people: people(...crowd(4)), exclusive: true, maxRemovals: "100%" };
  const waiting = (centre: Centre) => {
    const run = centre.process();
    const { check } = run.Roster;
    // As the constructor tells it: a Staff whose mail is an output.
    run.Roster.check = (olds, news) =>
      check!.call(run.Roster, olds, {
        ...news,
        __told: JSON.stringify({
          self: `${urnOf("Roster", "it")}`,
          waiting: { [urnOf("Staff", "late")]: 'Staff "late"' },
        }),
      });
    return run;
  };

  it("nobody is removed: neither people who left nor strangers; the others are done, and the next up does the rest", () =>
    withCentre({}, async (centre) => {
      const roster = await centre.declare("Roster", team);
      addStaff(centre.data, { mail: "wang@example.com", name: "Wang", staffNumber: "9" });
      await roster.refresh();
      counted(centre);
      const next = { ...team, people: people(...crowd(3, { nick: "x" }), { ...li, staffNumber: "2003" }, mei) };
      const { message } = await failureOf(roster.change(next, waiting(centre)));
      assert.deepEqual(new Set(centre.writes()), new Set(["ModifyStaff", "CreateStaff"]));
      assert.match(
        message,
        /- the account of p3@example\.com was not deleted, since it is not known yet whom Staff "late" declares: write the mail there in plain text; or run `pulumi up` again, unless it depends on this roster: then let it not depend on it, or put the mail of this account under keep or release\n {2}The same for wang@example\.com/,
      );
      assert.match(message, /staffNumber 2003 is still that of p3@example\.com, whose account was not deleted/);
      assert.match(message, /3 of 7 people are not done/);
      assert.equal(await roster.change(next), "update");
      assert.deepEqual(mails(centre), [li.mail, mei.mail, "p0@example.com", "p1@example.com", "p2@example.com"]);
    }));
});

describe("Roster: people who arrive as objects", () => {
  it("are made and stay: no run deletes or passes over one", () =>
    withCentre({}, async (centre) => {
      const asObjects = (...list: (typeof li & { nick?: string })[]) =>
        Object.fromEntries(list.map(({ mail, ...one }) => [mail, one]));
      const roster = await centre.declare("Roster", { people: asObjects(li, mei) });
      assert.deepEqual(mails(centre), [li.mail, mei.mail]);
      counted(centre);
      assert.equal(await roster.change({ people: people(li, mei) }), "same");
      assert.equal(await roster.change({ people: { ...people(li), ...asObjects({ ...mei, nick: "M" }) } }), "update");
      assert.deepEqual([centre.writes(), record(centre, mei.mail).nick], [["ModifyStaff"], "M"]);
    }));
});
