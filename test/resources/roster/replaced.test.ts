import assert from "node:assert/strict";
import { urnOf } from "../../core/thing";
import { withCentre } from "../centre";
import { li, mei, people } from "./support";

describe("Roster that a user has replaced", () => {
  it("leaves who is in release of the new one, and whom it holds, when the old entry is deleted", () =>
    withCentre({}, async (centre) => {
      const { Roster } = centre.process();
      const internal = {
        __provider: "text",
        __identity: urnOf("Roster", "it"),
        __told: JSON.stringify({ self: "it" }),
      };
      const checked = async (olds: object, news: object) =>
        (await Roster.check!(olds, { ...news, ...internal })).inputs;
      const old = await Roster.create!(await checked({}, { people: people(li, mei) }));
      // The engine checks what replaces as something new, creates it, and then deletes the old entry.
      const next = { people: people(li), release: [mei.mail] };
      await checked(old.outs!, next);
      await Roster.create!(await checked({}, next));
      await Roster.delete!(old.id, old.outs!);
      assert.deepEqual([...centre.data.staff.keys()].sort(), [li.mail, mei.mail]);
    }));
});
