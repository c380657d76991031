import assert from "node:assert/strict";
import { addStaff, type Dialect } from "../../provider/simulator";
import { centreSuite } from "./afresh";
import type { Centre } from "./centre";

/** Readings of the documentation that are hard together; all of them one by one are in test/matrix/readings.test.ts. */
const readings: Readonly<Record<string, Partial<Dialect>>> = {
  "clears and replaces what is not named, shows nothing that is empty, and answers mails and phones in its own form": {
    ...{ modifyOmitted: "clear", modifyOmittedGroups: "clear", modifyExtensionSkillGroups: "replace" },
    ...{ bindMode: "replace", rebind: "fails", emptyTexts: "absent", emptyLists: "absent" },
    ...{ phoneEcho: "plus", mailCase: "lowered", mailMatch: "ignoreCase", roleEcho: "none" },
  },
  "refuses what is there or gone already, and gives wrong totals and shuffled pages": {
    ...{
      rebind: "ignored",
      unbindUnknown: "InvalidParameter",
      createDuplicate: "call-partial",
      deleteUnknown: "error",
    },
    ...{ deleteMixed: "refuse-all", describeUnknown: "error", totals: "inflated", pageOrder: "shuffled" },
    ...{ mailFilter: "fuzzy", nameFilter: "fuzzy", phoneEcho: "bare", emptyLists: "null", emptyTexts: "null" },
  },
  "shows a write two seconds later": { writeDelayMs: 200, modifyOmitted: "clear", bindMode: "replace" },
};

const team = (skills: string, nick: string, phone: string): string => `
const sales = new tccc.SkillGroup("sales", { name: "Sales", type: "phone" });
const support = new tccc.SkillGroup("support", { name: "Support", type: "phone" });
const id = { sales: sales.skillGroupId, support: support.skillGroupId };
const li = new tccc.Staff("li", { mail: "Li@Example.com", name: "Li", staffNumber: "1001", nick: "${nick}", phone: "${phone}" });
new tccc.StaffSkillBinding("li", { staff: li, skillGroups: [${skills}] });
new tccc.Extension("desk", { extensionId: "8001", name: "Desk ${nick}", skillGroupIds: [sales.skillGroupId], staff: li });
`;

centreSuite("a team under hard readings", { inline: true }, (get) => {
  const liOf = ({ live }: Centre) =>
    [...live.staff.values()].find(({ mail }) => mail.toLowerCase() === "li@example.com");

  for (const [name, dialect] of Object.entries(readings)) {
    it(`of a service that ${name}`, async () => {
      const centre = get();
      // All times are a tenth of what they are called.
      const env: Record<string, string> = dialect.writeDelayMs ? { TCCC_TIME_SCALE: "0.1" } : {};
      Object.assign(centre.sim.dialect, dialect);
      addStaff(centre.live, { mail: "bystander@example.com", name: "Zhao", phone: "008613900000001", nick: "zhao" });
      const bystander = structuredClone(centre.staff("bystander@example.com"));

      await centre.up(team("{ skillGroupId: id.sales, priority: 2 }", "Lily", "+86 138 0013 8001"), { env });
      const changed = "{ skillGroupId: id.sales, priority: 1 }, { skillGroupId: id.support, priority: 4 }";
      await centre.up(team(changed, "Lulu", "+86 138 0013 8001"), { env });
      const li = liOf(centre)!;
      assert.deepEqual([li.name, li.nick, li.phone, li.staffNumber], ["Li", "Lulu", "008613800138001", "1001"]);
      assert.deepEqual(centre.skillsOf(li.mail), { Sales: 1, Support: 4 });
      const desk = centre.extension("8001");
      assert.deepEqual([desk.name, desk.staff?.toLowerCase()], ["Desk Lulu", "li@example.com"]);
      assert.deepEqual(desk.skillGroupIds, [centre.group("Sales").skillGroupId]);

      centre.forget();
      await centre.project.up({ refresh: true, expectNoChanges: true, env });
      assert.deepEqual(centre.written, []);
      await centre.project.destroy({ env });
      assert.deepEqual([...centre.live.staff.values()], [bystander]);
      assert.deepEqual([centre.live.skillGroups.size, centre.live.extensions.size], [0, 0]);
    });
  }
});
