import assert from "node:assert/strict";
import { addStaff } from "../../../provider/simulator";
import { withCentre } from "../centre";

const li = { mail: "li@example.com", name: "Li", staffNumber: "1001" };
const LI = { mail: "Li@example.com", name: "Lin", staffNumber: "77", nick: "other" };

describe("Staff: two accounts whose mails differ in case only", () => {
  it("one is changed, found gone, made again and deleted without the other", () =>
    withCentre({}, async ({ declare, data }) => {
      const staff = await declare("Staff", li);
      addStaff(data, LI);
      await staff.change({ ...li, nick: "lily" });
      data.staff.delete(li.mail);
      assert.equal(await staff.drift(), "gone");
      await staff.change({ ...li, nick: "lil" });
      assert.equal(data.staff.get(li.mail)?.nick, "lil");
      data.staff.delete(li.mail);
      await staff.remove();
      const { name, nick, staffNumber } = data.staff.get(LI.mail)!;
      assert.deepEqual([{ mail: LI.mail, name, nick, staffNumber }, data.staff.size], [LI, 1]);
    }));

  it("one that the service spells otherwise stays the one that it was", () =>
    withCentre({}, async ({ declare, data }) => {
      addStaff(data, li);
      const declared = { ...li, mail: LI.mail };
      const staff = await declare("Staff", declared);
      addStaff(data, LI);
      await staff.change({ ...declared, nick: "lily" });
      assert.equal(data.staff.get(li.mail)?.nick, "lily");
      await staff.refresh();
      await staff.remove();
      assert.deepEqual([[...data.staff.keys()], data.staff.get(LI.mail)?.nick], [[LI.mail], "other"]);
    }));
});
