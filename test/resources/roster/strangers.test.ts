import assert from "node:assert/strict";
import type { Plain } from "../../../provider/core/values";
import { addStaff } from "../../../provider/simulator";
import { urnOf } from "../../core/thing";
import { type Centre, type Declared, failureOf, withCentre } from "../centre";
import { counted, crowd, li, mei, people, record, refusals, wu } from "./support";

const wang = { mail: "wang@example.com", name: "Wang", staffNumber: "4", phone: "008613800000004" };
const zhao = { mail: "zhao@example.com", name: "Zhao", staffNumber: "5" };
const boss = { mail: "boss@example.com", name: "Boss", staffNumber: "1", roles: [1] };

const team = (more: Plain = {}) => ({ people: people(li, mei), exclusive: true, maxRemovals: "100%", ...more });
const mails = ({ data }: Centre) => [...data.staff.keys()].sort();

/** An exclusive roster after a refresh that showed strangers. */
async function shown(centre: Centre, ...strangers: Plain[]): Promise<Declared> {
  const roster = await centre.declare("Roster", team());
  for (const one of strangers) addStaff(centre.data, one as { mail: string });
  await roster.refresh();
  assert.deepEqual(Object.keys(roster.inputs.strangers as Plain), strangers.map(({ mail }) => mail).sort());
  return roster;
}

describe("Roster: strangers", () => {
  it("stand apart from its people, with their texts, and only they are drift", () =>
    withCentre({}, async (centre) => {
      const roster = await centre.declare("Roster", team());
      assert.deepEqual([roster.inputs.strangers, roster.inputs.elsewhere], [{}, []]);
      assert.deepEqual(await roster.drift(), {});
      for (const one of [wang, boss]) addStaff(centre.data, one);
      const text = '{"name":"Wang","phone":"008613800000004","staffNumber":"4"}';
      assert.deepEqual(await roster.drift(), { strangers: { was: {}, is: { [wang.mail]: text } } });
      await roster.refresh();
      assert.deepEqual(Object.keys(roster.outs.people as Plain), [li.mail, mei.mail]);
      assert.deepEqual([roster.outs.count, roster.outs.strangers], [2, { [wang.mail]: text }]);
      // Somebody else removed her: the next refresh says so too.
      centre.data.staff.delete(wang.mail);
      assert.deepEqual(await roster.drift(), { strangers: { was: { [wang.mail]: text }, is: {} } });
      await roster.refresh();
      assert.deepEqual(roster.outs.strangers, {});
    }));

  it("who were shown are removed by the next up, and nobody who came since", () =>
    withCentre({}, async (centre) => {
      const roster = await shown(centre, wang);
      addStaff(centre.data, zhao);
      assert.equal(await roster.change(team()), "update");
      assert.deepEqual(mails(centre), [li.mail, mei.mail, zhao.mail].sort());
      assert.deepEqual(roster.outs.strangers, {});
      assert.equal(await roster.change(team()), "same");
    }));

  it("are set by no program; what ignoreChanges leaves as it was stays", () =>
    withCentre({}, async (centre) => {
      const texts = await refusals(centre.declare("Roster", team({ strangers: people(wang) })));
      assert.deepEqual(texts, [
        "strangers: expected to be left out, since a refresh fills it with whoever else is in the instance; to keep somebody, name them in keep",
      ]);
      const roster = await shown(centre, wang, zhao);
      const { [wang.mail]: left } = roster.inputs.strangers as Record<string, string>;
      assert.equal(await roster.change(team({ strangers: { [wang.mail]: left } })), "update");
      assert.deepEqual(mails(centre), [li.mail, mei.mail, wang.mail]);
      assert.deepEqual(Object.keys(roster.outs.strangers as Plain), [wang.mail]);
    }));

  it("stay when exclusive is taken away, and are no longer in the state", () =>
    withCentre({}, async (centre) => {
      const roster = await shown(centre, wang);
      assert.equal(await roster.change({ people: people(li, mei) }), "update");
      assert.deepEqual(mails(centre), [li.mail, mei.mail, wang.mail]);
      assert.deepEqual([roster.inputs.strangers, roster.outs.strangers], [undefined, undefined]);
      assert.equal(centre.said('Roster "it" leaves wang@example.com alone: exclusive is not true any more').length, 1);
      // Switched on again: whoever was shown long ago is shown again first.
      assert.equal(await roster.change(team()), "update");
      assert.deepEqual(mails(centre), [li.mail, mei.mail, wang.mail]);
      await roster.refresh();
      assert.equal(await roster.change(team()), "update");
      assert.deepEqual(mails(centre), [li.mail, mei.mail]);
    }));

  it("are not deleted with the roster, not after a failed up either", () =>
    withCentre({}, async (centre) => {
      const roster = await shown(centre, wang, zhao);
      record(centre, wang.mail).status = "free";
      const { message } = await failureOf(roster.change(team()));
      assert.match(
        message,
        /1 of 4 people are not done[^\n]*\n- deleting Staff wang@example\.com failed: wang@example\.com is online/,
      );
      assert.deepEqual(mails(centre), [li.mail, mei.mail, wang.mail]);
      assert.deepEqual(Object.keys(roster.outs.strangers as Plain), [wang.mail], "who is still there stays shown");
      assert.deepEqual(Object.keys(roster.outs.people as Plain), [li.mail, mei.mail]);
      record(centre, wang.mail).status = "offline";
      await roster.remove();
      assert.deepEqual(mails(centre), [wang.mail]);
    }));

  it("who could not be removed are removed by the next up, and stay if exclusive goes in between", () =>
    withCentre({}, async (centre) => {
      const roster = await shown(centre, wang, zhao);
      record(centre, wang.mail).status = "free";
      await failureOf(roster.change(team()));
      record(centre, wang.mail).status = "offline";
      assert.equal(await roster.change(team()), "update");
      assert.deepEqual(mails(centre), [li.mail, mei.mail]);

      addStaff(centre.data, { ...wang, status: "free" });
      await roster.refresh();
      await failureOf(roster.change(team()));
      record(centre, wang.mail).status = "offline";
      assert.equal(await roster.change({ people: people(li, mei) }), "update");
      assert.deepEqual(mails(centre), [li.mail, mei.mail, wang.mail]);
    }));

  it("who became administrator, or hide their role, are judged by what is live when their turn comes", () =>
    withCentre({}, async (centre) => {
      const roster = await shown(centre, wang, zhao);
      record(centre, wang.mail).roles = [1];
      record(centre, zhao.mail).roles = [];
      assert.equal(await roster.change(team()), "update");
      assert.deepEqual(mails(centre), [li.mail, mei.mail, wang.mail, zhao.mail]);
      assert.equal(centre.said("leaves wang@example.com alone: an administrator now").length, 1);
      assert.equal(centre.said("leaves zhao@example.com alone: no role can be read").length, 1);
      assert.deepEqual(roster.outs.strangers, {});
    }));

  it("who become administrator in the middle of the up, while others are made, stay", () =>
    withCentre({}, async (centre) => {
      const roster = await shown(centre, wang);
      const creating = centre.sim.hold({ action: "CreateStaff" });
      const up = roster.change(team({ people: people(li, mei, wu) }));
      await creating.arrived;
      record(centre, wang.mail).roles = [1];
      creating.release();
      assert.equal(await up, "update");
      assert.deepEqual(mails(centre), [li.mail, mei.mail, wang.mail, wu.mail].sort());
    }));

  it("who become administrator while the run waits for them to log off stay", () =>
    withCentre({ env: { TCCC_WHEN_ONLINE: "wait" } }, async (centre) => {
      const roster = await shown(centre, wang, zhao);
      record(centre, wang.mail).status = "free";
      const waits = centre.sim.nextCall("DescribeStaffStatusMetrics");
      const up = failureOf(roster.change(team()));
      await waits;
      Object.assign(record(centre, wang.mail), { roles: [1], status: "offline" });
      const { message } = await up;
      assert.match(message, /the account of wang@example\.com was not deleted: an administrator now/);
      assert.deepEqual(mails(centre), [li.mail, mei.mail, wang.mail]);
    }));

  for (const [title, more] of [
    ["keep", { keep: ["wang@*"] }],
    ["release", { release: ["Wang@example.com"] }],
  ] as const) {
    it(`who come into ${title} stay, and it is said beforehand`, () =>
      withCentre({}, async (centre) => {
        const roster = await shown(centre, wang);
        assert.equal(await roster.change(team(more)), "update");
        assert.deepEqual(mails(centre), [li.mail, mei.mail, wang.mail]);
        assert.equal(centre.said(`leaves wang@example.com alone: in ${title}`).length, 1);
        assert.deepEqual(await roster.drift(), {});
      }));
  }

  it("whom another resource of the program declares stay", () =>
    withCentre({}, async (centre) => {
      const roster = await shown(centre, wang);
      const run = centre.process();
      await centre.declare("Staff", { ...wang, onExisting: "adopt" }, "wang", run);
      assert.equal(await roster.change(team(), run), "update");
      assert.ok(centre.data.staff.has(wang.mail));
      assert.equal(centre.said('leaves wang@example.com alone: held by Staff "wang"').length, 1);
    }));

  it("who become people of the roster are taken over as anybody else is, or refused", () =>
    withCentre({}, async (centre) => {
      const roster = await shown(centre, wang);
      const joined = team({ people: people(li, mei, { ...wang, phone: undefined }) });
      const refused = await failureOf(roster.change({ ...joined, onExisting: "fail" }));
      assert.match(refused.message, /wang@example\.com exists already, and onExisting is "fail"/);
      assert.deepEqual(Object.keys(roster.outs.people as Plain), [li.mail, mei.mail]);
      const differs = team({ people: people(li, mei, { ...wang, name: "Other" }) });
      const other = await failureOf(roster.change(differs));
      assert.match(other.message, /exists already and differs: name is "Wang", declared "Other"/);
      assert.equal(await roster.change(joined), "update");
      assert.equal(centre.said("took over 1 existing Staff: wang@example.com").length, 1);
      assert.deepEqual(Object.keys(roster.outs.people as Plain), [li.mail, mei.mail, wang.mail]);
      assert.deepEqual(roster.outs.strangers, {});
    }));

  it("count for the brake, in the preview and again before the first call", () =>
    withCentre({}, async (centre) => {
      const declared = { people: people(...crowd(4)), exclusive: true };
      const roster = await centre.declare("Roster", declared);
      for (let i = 0; i < 4; i++) addStaff(centre.data, { mail: `s${i}@example.com`, name: "S", staffNumber: `9${i}` });
      await roster.refresh();
      counted(centre);
      const [text] = await refusals(roster.change(declared));
      assert.match(text!, /^people: 4 of 8 people would be removed, and at most 2 may be: s0@example\.com, /);
      assert.deepEqual(counted(centre), {});
      assert.equal(await roster.change(declared, centre.process({ TCCC_MAX_REMOVALS: "4" })), "update");
      assert.equal(centre.data.staff.size, 4);
    }));

  it("whose number a joiner needs go first", () =>
    withCentre({}, async (centre) => {
      const roster = await shown(centre, wang);
      counted(centre);
      const joiner = { ...wu, staffNumber: wang.staffNumber };
      assert.equal(await roster.change(team({ people: people(li, mei, joiner) })), "update");
      assert.deepEqual(centre.writes(), ["DeleteStaff", "CreateStaff"]);
    }));

  it("are not shown by a roster whose state does not know what the rest of the program declares", () =>
    withCentre({}, async (centre) => {
      const roster = await centre.declare("Roster", team());
      addStaff(centre.data, wang);
      const handlers = centre.process();
      for (const unknown of ["elsewhere", "strangers"]) {
        const { [unknown]: _, ...known } = roster.outs;
        const props = { ...known, __provider: "x", __identity: `${urnOf("Roster", "it")}#000000000000` };
        const { inputs } = await handlers.Roster.read!(roster.id, props);
        assert.deepEqual((inputs as Plain).strangers ?? {}, {}, unknown);
      }
    }));
});
