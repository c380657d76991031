import assert from "node:assert/strict";
import { type Centre, newCentre } from "./centre";
import { engineSuite } from "./harness";

const ROSTER = `const team = new tccc.Roster("team", { people: PEOPLE, exclusive: true, onExisting: "adopt" }, { protect: false });`;
const boss = (mail: string): string => `new tccc.Staff("boss", { mail: ${mail}, name: "Boss", staffNumber: "9" });`;
const LI = `[{ mail: "li@example.com", name: "Li", staffNumber: "1" }, { mail: "mei@example.com", name: "Mei", staffNumber: "2" }]`;

engineSuite("what becomes known late", () => {
  let centre: Centre;
  afterEach(() => centre?.close());

  for (const [title, mail] of [
    ["an Output", 'pulumi.output("boss@example.com")'],
    ["a Promise", 'new Promise((resolve) => setTimeout(resolve, 300, "boss@example.com"))'],
    [
      "an Output of another resource",
      'new tccc.SkillGroup("group", { name: "Sales", type: "phone" }).name.apply(() => "boss@example.com")',
    ],
    ["an Output of the roster itself", 'team.count.apply(() => "boss@example.com")'],
  ] as const) {
    it(`protects from an exclusive roster: ${title}`, async () => {
      centre = await newCentre({ inline: true, body: ROSTER.replace("PEOPLE", LI) + boss(mail) });
      await centre.up();
      for (const refresh of [true, true]) {
        const run = await centre.project.up({ refresh });
        assert.ok(centre.live.staff.has("boss@example.com"), run.all);
      }
      await centre.project.expectNoChanges();
    });
  }

  it("protects who moves to a roster whose people are a Promise", async () => {
    const rosters = (a: string, b: string): string => `
const person = (n) => ({ mail: "p" + n + "@example.com", name: "P" + n, staffNumber: String(n) });
new tccc.Roster("a", { people: ${a} }, { protect: false });
new tccc.Roster("b", { people: ${b} }, { protect: false });`;
    const later = (value: string): string => `new Promise((resolve) => setTimeout(() => resolve(${value}), 200))`;
    centre = await newCentre({ inline: true, body: rosters("[1, 2, 3].map(person)", later("[4, 5].map(person)")) });
    await centre.up();
    await centre.declare(rosters("[1, 2].map(person)", later("[3, 4, 5].map(person)")));
    await centre.up();
    assert.equal(centre.written.filter((action) => /^(Delete|Create)Staff$/.test(action)).length, 0);
    assert.equal(centre.live.staff.size, 5);
  });

  it("is refused where it declares an account that the run has deleted before, and made again by the next run", async () => {
    const staff = (name: string, mail: string, number: string): string =>
      `new tccc.Staff("${name}", { mail: "${mail}", name: "It", staffNumber: "${number}" });`;
    centre = await newCentre({ inline: true, body: staff("a", "li@example.com", "1") });
    await centre.up();
    // It keeps its number, so the old account goes first; the program waits for that before it declares the rest.
    const late = `const a = ${staff("a", "wang@example.com", "1")} a.roles.apply(() => { ${staff("b", "li@example.com", "2")} });`;
    await centre.declare(late);
    const { all } = await centre.project.up({ expectFail: true });
    assert.match(
      all,
      /Staff "a" deleted staff\/li@example\.com earlier in this run, before it was known that Staff "b" declares it too\. Give its key as plain text, or construct it before the program waits for anything; the next run creates it again/,
    );
    await centre.up();
    assert.deepEqual([...centre.live.staff.keys()].sort(), ["li@example.com", "wang@example.com"]);
    await centre.project.expectNoChanges();
  });

  it("refuses two resources that turn out to declare one account or one membership, and names both", async () => {
    centre = await newCentre({
      inline: true,
      body: `
const group = new tccc.SkillGroup("group", { name: "Sales", type: "phone" });
const li = new tccc.Staff("li", { mail: pulumi.output("li@example.com"), name: "Li", staffNumber: "1" });
new tccc.StaffSkillBinding("one", { staff: li, skillGroups: [{ skillGroupId: group.skillGroupId, priority: 1 }] });
new tccc.StaffSkillBinding("two", { staff: li, skillGroups: [{ skillGroupId: group.skillGroupId, priority: 5 }] });`,
    });
    const { all } = await centre.project.up({ expectFail: true });
    assert.match(
      all,
      /StaffSkillBinding "(one|two)" and StaffSkillBinding "(one|two)" both declare staff\/li@example\.com\/skill group\/\d+: each would undo the other\. Take it out of one of them/,
    );
  });
});
