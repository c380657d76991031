import assert from "node:assert/strict";
import { type Centre, type CentreOptions, failureOf, Refused, withCentre } from "./centre";
import { addBystanders } from "./lives/life";

const FIRST = "008675500000001";
const SECOND = "008675500000002";
const bound = ({ data }: Centre, number = FIRST) => data.numbers.get(number)!.callOutSkillGroupIds;
const withGroups = (body: (centre: Centre) => Promise<void>, options: CentreOptions = {}): Promise<void> =>
  withCentre(options, async (centre) => {
    addBystanders(centre);
    await body(centre);
  });

describe("NumberCallOutBinding", () => {
  it("names the number as the service spells it, however it is written, and keeps its first spelling", () =>
    withGroups(async (centre) => {
      const line = await centre.declare("NumberCallOutBinding", { number: "0755-0000 0001", skillGroupIds: [901] });
      assert.deepEqual(bound(centre), [901]);
      assert.equal(line.id, "1400000000/0086075500000001");
      assert.deepEqual(centre.sim.calls.at(-2)!.request.Number, FIRST);
      assert.equal(await line.change({ number: "+86 755 0000 0001", skillGroupIds: [901] }), "same");
    }));

  it("finds a number on the second page of those that the instance has", () =>
    withGroups(async (centre) => {
      for (let last = 10; last < 40; last++) {
        const number = `0086755000000${last}`;
        centre.data.numbers.set(number, { number, callOutSkillGroupIds: [], state: 1 });
      }
      await centre.declare("NumberCallOutBinding", { number: "0755 0000 0039", skillGroupIds: [901] });
      assert.deepEqual(bound(centre, "008675500000039"), [901]);
    }));

  it("of a number that the instance has not names those that it has, and calls nothing", () =>
    withGroups(async (centre) => {
      const { message } = await failureOf(
        centre.declare("NumberCallOutBinding", { number: "075500000009", skillGroupIds: [901] }),
      );
      assert.equal(
        message,
        `binding number 0086075500000009 to its skill groups: instance 1400000000 has no number 0086075500000009; it has ${FIRST}, ${SECOND}. Numbers are bought in the console`,
      );
      assert.deepEqual(centre.writes(), []);
    }));

  for (const unknownGroupBind of ["InvalidParameter", "InternalError.DBError", "ignored"] as const) {
    it(`names a group that is not there, when the service answers ${unknownGroupBind}`, () =>
      withGroups(
        async (centre) => {
          const inputs = { number: FIRST, skillGroupIds: [901, 777] };
          const { message } = await failureOf(centre.declare("NumberCallOutBinding", inputs));
          assert.match(message, /no skill group 777 in instance 1400000000; use the skillGroupId of a SkillGroup/);
        },
        { dialect: { unknownGroupBind } },
      ));
  }

  it("is refused with every wrong field, and a group that is named twice", () =>
    withGroups(async (centre) => {
      const error = await centre
        .declare("NumberCallOutBinding", { number: "hotline", skillGroupIds: [901, 0, 901], exclusive: "yes" })
        .catch((reason: unknown) => reason);
      assert.ok(error instanceof Refused);
      assert.deepEqual(error.failures.map((failure) => failure.split(":")[0]).sort(), [
        "exclusive",
        "number",
        "skillGroupIds[1]",
        "skillGroupIds[2]",
      ]);
    }));

  it("moved to another number leaves the first one to others", () =>
    withGroups(async (centre) => {
      bound(centre).push(905);
      const line = await centre.declare("NumberCallOutBinding", { number: FIRST, skillGroupIds: [901] });
      assert.equal(await line.change({ number: SECOND, skillGroupIds: [901] }), "replace");
      assert.deepEqual([bound(centre), bound(centre, SECOND)], [[905], [901]]);
    }));

  it("renamed without an alias loses nothing", () =>
    withGroups(async (centre) => {
      const old = await centre.declare("NumberCallOutBinding", { number: FIRST, skillGroupIds: [901, 902] }, "old");
      const run = centre.process();
      await centre.declare("NumberCallOutBinding", { number: FIRST, skillGroupIds: [901] }, "new", run);
      await old.remove(run);
      assert.deepEqual(bound(centre), [901]);
      assert.equal(centre.said('"old" released skill group 901 of number 008675500000001').length, 1);
    }));

  it("of a number that was given back is gone, and no failure when it is deleted", () =>
    withGroups(async (centre) => {
      const line = await centre.declare("NumberCallOutBinding", { number: FIRST, skillGroupIds: [901] });
      centre.data.numbers.delete(FIRST);
      assert.equal(await line.drift(), "gone");
      await line.remove();
    }));

  it("knows after a failed change what may be bound, so that a program put back cleans it up", () =>
    withGroups(async (centre) => {
      const first = { number: FIRST, skillGroupIds: [901] };
      const line = await centre.declare("NumberCallOutBinding", first);
      const kind = { code: "ResourceUnavailable", message: "busy" };
      centre.sim.faults.push({ action: "UnbindNumberCallOutSkillGroup", times: Number.POSITIVE_INFINITY, kind });
      await failureOf(line.change({ number: FIRST, skillGroupIds: [902] }));
      assert.deepEqual([...bound(centre)].sort(), [901, 902]);
      centre.sim.faults.length = 0;
      assert.equal(await line.change(first), "update");
      assert.deepEqual(bound(centre), [901]);
    }));
});
