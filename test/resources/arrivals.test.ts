import assert from "node:assert/strict";
import type { Plain } from "../../provider/core/values";
import { addExtension, addSkillGroup, addStaff, type FaultKind } from "../../provider/simulator";
import { app, type Centre, type Declared, failureOf, withCentre } from "./centre";
import { people } from "./roster/support";

/** A resource whose object somebody else makes between our list and our create. */
interface Arrival {
  type: "Staff" | "Roster" | "SkillGroup" | "Extension";
  create: string;
  /** What messages call it. */
  what: string;
  /** What is declared; the object of somebody else has it too, or differs. */
  inputs: Plain;
  theirs(centre: Centre, differs: boolean): void;
  /** All that the service holds of it. */
  held(centre: Centre): Plain;
  /** Its difference in words. */
  difference: string;
  /** Whether the caller chooses its key. */
  keyed: boolean;
}

const li = { mail: "li@example.com", name: "Li Lei", staffNumber: "1001" };
const staffOf = ({ data }: Centre): Plain => ({ ...data.staff.get(li.mail) });
const addLi = ({ data }: Centre, differs: boolean): void => {
  addStaff(data, {
    ...li,
    ...(differs ? { name: "Li Na", phone: "008613800138000" } : {}),
    passwordHash: "theirs" as never,
  });
};

const arrivals: Arrival[] = [
  {
    ...{ type: "Staff", create: "CreateStaff", what: "Staff li@example.com", keyed: true },
    inputs: { ...li, initialPassword: "first-Password-1", passwordVersion: 1 },
    theirs: addLi,
    held: staffOf,
    difference: 'name is "Li Na", declared "Li Lei"',
  },
  {
    ...{ type: "Roster", create: "CreateStaff", what: "Staff li@example.com", keyed: true },
    inputs: { people: people(li) },
    theirs: addLi,
    held: staffOf,
    difference: 'name is "Li Na", declared "Li Lei"',
  },
  {
    ...{ type: "SkillGroup", create: "CreateCCCSkillGroup", what: 'SkillGroup "Chat"', keyed: false },
    inputs: { name: "Chat", type: "online", maxConcurrency: 2 },
    theirs({ data }, differs) {
      addSkillGroup(data, { skillGroupId: 7, name: "Chat", type: 1, maxConcurrency: differs ? 5 : 2 });
    },
    held: ({ data }) => Object.fromEntries([...data.skillGroups].map(([id, group]) => [id, { ...group }])),
    difference: "maxConcurrency is 5, declared 2",
  },
  {
    ...{ type: "Extension", create: "CreateExtension", what: "Extension 3001", keyed: true },
    inputs: { extensionId: "3001", name: "Desk" },
    theirs({ data }, differs) {
      addExtension(data, { extensionId: "3001", name: differs ? "Hall" : "Desk", password: "theirs" });
    },
    held: ({ data }) => ({ ...data.extensions.get("3001") }),
    difference: 'name is "Hall", declared "Desk"',
  },
];

/** Declares it while somebody else makes it, after our look and before our create. */
async function race(centre: Centre, one: Arrival, differs: boolean, more: Plain = {}): Promise<Declared> {
  const hold = centre.sim.hold({ action: one.create });
  const declared = centre.declare(one.type, { ...one.inputs, ...more });
  await Promise.race([hold.arrived, declared]);
  one.theirs(centre, differs);
  hold.release();
  return declared;
}

const dialects = [{}, { createExtensionDuplicate: "InvalidParameterValue", errorItemCode: "number" }] as const;

describe("An object that somebody else makes between our look and our create", () => {
  for (const one of arrivals) {
    describe(`${one.type}`, () => {
      for (const dialect of dialects) {
        it(`is refused under onExisting "fail", as it is, and nothing of it is touched: ${JSON.stringify(dialect)}`, () =>
          withCentre({ dialect }, async (centre) => {
            for (const differs of [true, false]) {
              one.theirs(centre, differs);
              const before = one.held(centre);
              for (const map of [centre.data.staff, centre.data.skillGroups, centre.data.extensions]) map.clear();
              centre.sim.calls.length = 0;
              const error = await failureOf(race(centre, one, differs, { onExisting: "fail" }));
              assert.match(error.message, new RegExp(`${one.what} exists already, and onExisting is "fail"\\.`));
              assert.deepEqual([error.id, centre.writes()], [undefined, [one.create]]);
              assert.deepEqual({ ...one.held(centre), lastModified: 0 }, { ...before, lastModified: 0 });
              for (const map of [centre.data.staff, centre.data.skillGroups, centre.data.extensions]) map.clear();
            }
          }));

        it(`is refused where it differs, in the words of one that was found at first: ${JSON.stringify(dialect)}`, () =>
          withCentre({ dialect }, async (centre) => {
            const error = await failureOf(race(centre, one, true));
            assert.ok(
              error.message.includes(`${one.what} exists already and differs: ${one.difference}`),
              error.message,
            );
            assert.deepEqual([error.id, centre.writes()], [undefined, [one.create]]);
          }));

        it(`is taken over where it is as declared, told, and keeps its password: ${JSON.stringify(dialect)}`, () =>
          withCentre({ dialect }, async (centre) => {
            const made = await race(centre, one, false);
            assert.equal(centre.said(`took over existing ${one.what}`).length, 1);
            assert.deepEqual(centre.writes(), [one.create]);
            const { passwordHash, passwordSetCount = 0, password = "theirs" } = one.held(centre);
            assert.deepEqual([passwordSetCount, password], [0, "theirs"]);
            if (one.type === "Staff") assert.equal(passwordHash, "theirs");
            assert.equal(await made.change(one.inputs), "same");
          }));

        it(`is changed where onExisting is "adopt", told, and keeps its password: ${JSON.stringify(dialect)}`, () =>
          withCentre({ dialect }, async (centre) => {
            const made = await race(centre, one, true, { onExisting: "adopt" });
            const notice = `took over existing ${one.what} and changed it: ${one.difference}`;
            assert.equal(centre.said(notice).length, 1, centre.lines.join("\n"));
            assert.deepEqual(await made.drift(), {});
            const { passwordSetCount = 0, password = "theirs" } = one.held(centre);
            assert.deepEqual([passwordSetCount, password], [0, "theirs"]);
          }));
      }
    });
  }

  it("keeps its password in the next run too, where taking it over ended halfway", () =>
    withCentre({}, async (centre) => {
      const [staff] = arrivals as [Arrival];
      centre.sim.faults.push({ action: "ModifyStaff", kind: { code: "InvalidParameterValue", message: "no" } });
      const error = await failureOf(race(centre, staff, true, { onExisting: "adopt" }));
      assert.equal(error.id, `${app}/li@example.com`);
      await error.declared!.change({ ...staff.inputs, onExisting: "adopt" });
      assert.deepEqual([staffOf(centre).passwordSetCount, staffOf(centre).name], [0, "Li Lei"]);
    }));

  it("is asked about in a batch of which the others are made", () =>
    withCentre({ dialect: { createDuplicate: "call-partial" } }, async (centre) => {
      const hold = centre.sim.hold({ action: "CreateStaff" });
      const run = centre.process();
      const names = ["a", "b", "c"];
      const all = names.map((name, index) => {
        const inputs = {
          mail: `${name}@example.com`,
          name,
          staffNumber: `10${index}`,
          initialPassword: "first-Password-1",
        };
        return centre.declare("Staff", { ...inputs, onExisting: "fail" }, name, run);
      });
      await hold.arrived;
      addStaff(centre.data, { mail: "b@example.com", name: "Bo" });
      hold.release();
      const [a, b, c] = await Promise.allSettled(all);
      assert.deepEqual([a!.status, b!.status, c!.status], ["fulfilled", "rejected", "fulfilled"]);
      const passwords = names.map((name) => centre.data.staff.get(`${name}@example.com`)!.passwordSetCount);
      assert.deepEqual(passwords, [1, 0, 1]);
      assert.equal(centre.data.staff.get("b@example.com")!.name, "Bo");
    }));
});

describe("A create of which the answer is lost", () => {
  const lost: FaultKind[] = [{ status: 500 }, "reset-before", { code: "InternalError" }];
  for (const one of arrivals.filter(({ keyed }) => keyed)) {
    for (const kind of lost) {
      it(`is sent once more where nothing was made, since the key makes a second one impossible: ${one.type}, ${JSON.stringify(kind)}`, () =>
        withCentre({}, async (centre) => {
          centre.sim.faults.push({ action: one.create, kind });
          await centre.declare(one.type, one.inputs);
          assert.equal(centre.writes().filter((call) => call === one.create).length, 2);
          if (one.type === "Staff") assert.equal(one.held(centre).passwordSetCount, 1);
          assert.deepEqual(centre.said("took over"), []);
        }));
    }

    it(`is sent once more and no third time: ${one.type}`, () =>
      withCentre({}, async (centre) => {
        centre.sim.faults.push({ action: one.create, kind: { status: 500 }, times: 5 });
        const { message } = await failureOf(centre.declare(one.type, one.inputs));
        assert.equal(centre.writes().length, 2);
        assert.match(message, /Http\.500/);
      }));

    it(`is not sent again where the service cannot be asked whether it made anything: ${one.type}`, () =>
      withCentre({}, async (centre) => {
        const action = one.type === "Extension" ? "DescribeExtensions" : "DescribeStaffInfoList";
        const member = one.type === "Extension" ? "ExtensionIds" : "StaffMail";
        centre.sim.faults.push({ action: one.create, kind: { status: 500 } });
        centre.sim.faults.push({
          action,
          match: (request) => request[member] !== undefined,
          times: 99,
          kind: { status: 500 },
        });
        await failureOf(centre.declare(one.type, one.inputs));
        assert.deepEqual(centre.writes(), [one.create]);
      }));

    it(`is ours where the second is refused, for the first was carried out late: ${one.type}`, () =>
      withCentre({}, async (centre) => {
        centre.sim.faults.push({ action: one.create, kind: "reset-before" });
        const second = centre.sim.pauseAt(2, { action: one.create });
        const declared = centre.declare(one.type, one.inputs);
        await Promise.race([second.arrived, declared]);
        one.theirs(centre, false);
        second.release();
        await declared;
        if (one.type === "Staff") assert.equal(one.held(centre).passwordSetCount, 1);
        assert.deepEqual(centre.said("took over existing Staff"), []);
      }));

    it(`is not ours where what shows is not what was asked for: ${one.type}`, () =>
      withCentre({}, async (centre) => {
        const hold = centre.sim.hold({ action: one.create });
        centre.sim.faults.push({ action: one.create, kind: { status: 500 } });
        const declared = centre.declare(one.type, one.inputs);
        await Promise.race([hold.arrived, declared]);
        one.theirs(centre, true);
        hold.release();
        const { message } = await failureOf(declared);
        assert.ok(message.includes(`${one.what} exists already and differs: ${one.difference}`), message);
        assert.deepEqual(centre.writes(), [one.create]);
      }));
  }

  it("is never sent again for a skill group, whose id the service chooses", () =>
    withCentre({}, async (centre) => {
      centre.sim.faults.push({ action: "CreateCCCSkillGroup", kind: { status: 500 } });
      await failureOf(centre.declare("SkillGroup", { name: "Sales", type: "phone" }));
      assert.deepEqual(centre.writes(), ["CreateCCCSkillGroup"]);
    }));
});
