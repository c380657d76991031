import assert from "node:assert/strict";
import { addStaff } from "../../provider/simulator";
import { centreSuite } from "./afresh";
import { APP, type Centre, expectNoStack } from "./centre";

const GROUPS = `
const sales = new tccc.SkillGroup("sales", { name: "Sales", type: "phone" });
const support = new tccc.SkillGroup("support", { name: "Support", type: "phone" });
const skillGroups = { sales: sales.skillGroupId, support: support.skillGroupId };
`;

/** A program with a roster of `n` people, of whom some are otherwise. */
const team = (
  n: number,
  { changed = {}, args = "", opts = "" }: { changed?: object; args?: string; opts?: string } = {},
) => `
${GROUPS}
const changed = ${JSON.stringify(changed)};
const people = Array.from({ length: ${n} }, (_, i) => {
  const mail = "p" + i + "@example.com";
  return { mail, name: "P" + i, staffNumber: String(2000 + i), skills: { sales: 1 }, ...changed[mail] };
});
new tccc.Roster("team", { people, skillGroups, ${args} }, { ${opts} });
`;

const urnEnd = "tccc:Roster::team";

centreSuite("a roster", { inline: true }, (get) => {
  const mails = ({ live }: Centre) => [...live.staff.keys()].sort();

  it("is readable in a first preview; later only the changed field of the changed person is shown, and her drift", async () => {
    const centre = get();
    await centre.declare(team(200));
    const first = await centre.project.preview({ args: ["--diff"] });
    assert.match(first.all, /p7@example\.com"?\s*: \(json\) \{\s+name +: "P7"\s+skills +: \{\s+sales: 1/);
    assert.deepEqual(mails(centre), []);
    await centre.up();
    assert.equal(centre.callsOf("CreateStaff").length, 20);
    assert.deepEqual(centre.skillsOf("p199@example.com"), { Sales: 1 });

    await centre.declare(team(200, { changed: { "p7@example.com": { nick: "Seven" } } }));
    const steps = await centre.preview();
    assert.deepEqual(
      steps.map(({ op, urn, detailedDiff }) => [op, urn.endsWith(urnEnd), detailedDiff]),
      [["update", true, { 'people["p7@example.com"]': { kind: "update", inputDiff: true } }]],
    );
    const shown = await centre.project.preview({ args: ["--diff"] });
    assert.match(shown.all, /\+ nick +: "Seven"/);
    assert.doesNotMatch(shown.all, /p6@example\.com|p70@example\.com/);
    centre.forget();
    await centre.up();
    assert.deepEqual(centre.written, ["ModifyStaff"]);

    centre.staff("p3@example.com").name = "By Hand";
    const drift = await centre.project.expectDrift();
    assert.match(drift.all, /p3@example\.com[\s\S]*"P3" => "By Hand"/);
    assert.doesNotMatch(drift.all, /p4@example\.com/);
    centre.forget();
    await centre.up(undefined, { refresh: true });
    assert.equal(centre.staff("p3@example.com").name, "P3");
    await centre.expectQuiet();
    assert.equal(centre.callsOf("DescribeStaffInfoList").length, 2, "one list each for a refresh and an up --refresh");

    // Two copies, escaped, each with its key.
    const { stdout: stored } = await centre.project.run(["stack", "export"]);
    const person = JSON.stringify({
      mail: "p199@example.com",
      name: "P199",
      skills: { sales: 1 },
      staffNumber: "2199",
    });
    const lines = stored.split("\n").filter((line) => line.includes("p199@example.com"));
    const bytes = lines.reduce((sum, line) => sum + line.length + 1, 0);
    assert.equal(lines.length, 2);
    assert.ok(bytes <= 3.2 * person.length, `${bytes} bytes of state for a person of ${person.length}`);
  });

  it("is protected, and stops a sheet that was cut off, in the preview already", async () => {
    const centre = get();
    await centre.up(team(30));
    await centre.declare(team(10));
    const cut = await centre.project.preview({ expectFail: true });
    assert.match(cut.all, /people: 20 of 30 people would be removed, and at most 3 may be: p10@example\.com/);
    await centre.declare(GROUPS);
    const gone = await centre.project.preview({ expectFail: true });
    assert.match(gone.all, /protected/);
    const destroyed = await centre.project.destroy({ expectFail: true });
    assert.match(destroyed.all, /protected/);
    assert.equal(centre.live.staff.size, 30);

    await centre.up(team(10), { env: { TCCC_MAX_REMOVALS: "unlimited" } });
    assert.equal(centre.live.staff.size, 10);
    assert.equal(centre.callsOf("DeleteStaff").length, 1);
    await centre.up(team(10, { opts: "protect: false" }));
    await centre.project.destroy();
    assert.deepEqual([centre.live.staff.size, centre.live.skillGroups.size], [0, 0]);
  });

  it("does the others when one fails, and at the next up only the rest", async () => {
    const centre = get();
    addStaff(centre.live, { mail: "zhao@example.com", name: "Zhao", staffNumber: "2005" });
    const failed = await centre.up(team(12), { expectFail: true });
    assert.match(failed.all, /creating Roster "team": 1 of 12 people are not done; the other 11 are/);
    assert.match(failed.all, /creating p5@example\.com failed: /);
    assert.equal(centre.live.staff.size, 12);
    centre.live.staff.delete("zhao@example.com");
    centre.forget();
    await centre.up();
    assert.deepEqual(centre.written, ["BindStaffSkillGroupList", "CreateStaff"]);
    assert.equal((await centre.stateOf("Roster", "team")).id, `${APP}/team`);
    await centre.expectQuiet();
  });

  it("takes people who are known only later, and heeds ignoreChanges of one person", async () => {
    const centre = get();
    const program = (name: string) => `
      ${GROUPS}
      const people = sales.skillGroupId.apply((id) => [{ mail: "li@example.com", name: "${name}", staffNumber: "1" + id }]);
      new tccc.Roster("team", { people, skillGroups }, { ignoreChanges: ['people["li@example.com"]'] });
      const nick = sales.name.apply((text) => text + "!");
      new tccc.Roster("other", { people: { "mei@example.com": { name: "Mei", staffNumber: "2", nick } }, skillGroups });
    `;
    await centre.declare(program("Li"));
    await centre.preview();
    await centre.up();
    assert.match(centre.staff("li@example.com").staffNumber, /^1\d+$/);
    assert.equal(centre.staff("mei@example.com").nick, "Sales!");
    await centre.up(program("Other"));
    assert.equal(centre.staff("li@example.com").name, "Li");
  });

  it("that is exclusive shows strangers before it removes them, and knows who the rest of the program declares", async () => {
    const centre = get();
    addStaff(centre.live, { mail: "boss@example.com", name: "Boss", staffNumber: "1", roles: [1] });
    const program = `
      new tccc.Staff("li", { mail: "li@example.com", name: "Li", staffNumber: "1001", sendPassword: true });
      new tccc.Roster("team", { people: [{ mail: "mei@example.com", name: "Mei", staffNumber: "1002" }], exclusive: true, maxRemovals: 2 });
    `;
    await centre.up(program);
    await centre.expectQuiet();
    addStaff(centre.live, { mail: "wang@example.com", name: "Wang", staffNumber: "9" });
    addStaff(centre.live, { mail: "zhou@example.com", name: "Zhou", staffNumber: "8" });
    const drift = await centre.project.expectDrift();
    assert.match(
      drift.all,
      /~ strangers: \{\s+\+ wang@example\.com: [^}]+\}\s+\+ zhou@example\.com: [^}]+\}\s+\}\s+Resources/,
    );
    assert.doesNotMatch(drift.all, /li@example\.com|boss@example\.com/);
    const preview = await centre.project.preview({ refresh: true, args: ["--diff"] });
    assert.match(
      preview.all,
      /~ strangers: \{\s+- wang@example\.com: [^}]+\}\s+- zhou@example\.com: [^}]+\}\s+\}\s+Resources/,
    );
    await centre.project.refresh();
    const removal = { kind: "delete", inputDiff: true };
    assert.deepEqual(
      (await centre.preview()).map(({ detailedDiff }) => detailedDiff),
      [{ 'strangers["wang@example.com"]': removal, 'strangers["zhou@example.com"]': removal }],
    );
    // Shown, and administrator since: judged when the turn comes.
    centre.staff("zhou@example.com").roles = [1];
    await centre.up();
    assert.deepEqual(mails(centre), ["boss@example.com", "li@example.com", "mei@example.com", "zhou@example.com"]);
    await centre.expectQuiet();
  });
});

// What stops a program is told by the process in which it runs.
centreSuite("a roster in a program of its own process", {}, (get) => {
  it("is refused where it names somebody whom another resource names too", async () => {
    const centre = get();
    const li = `{ mail: "li@example.com", name: "Li", staffNumber: "1001" }`;
    await centre.declare(`new tccc.Staff("li", ${li}); new tccc.Roster("team", { people: [${li}] });`);
    const staff = await centre.project.preview({ expectFail: true });
    assert.match(staff.all, /Roster "team" and Staff "li" both declare staff\/li@example\.com: each would undo/);
    await centre.declare(`new tccc.Roster("a", { people: [${li}, ${li}] });`);
    const twice = await centre.project.preview({ expectFail: true });
    assert.match(twice.all, /people\[1\]: "li@example\.com" is people\[0\] too; name a person once/);
    await centre.declare(`new tccc.Roster("a", { people: { "mei@example.com": ${li} } });`);
    const other = await centre.project.preview({ expectFail: true });
    assert.match(
      other.all,
      /people\["mei@example\.com"\]: the key is the person's mail, and "li@example\.com" is another/,
    );
    await centre.project.setFile("bad.csv", "mail,name,role\nli,Li,boss\n");
    for (const [file, told] of [
      ["bad.csv", /SheetError: bad\.csv has 2 problems:\n +bad\.csv:2:1: mail: .*\n +bad\.csv:2:7: role: .*\n/],
      ["none.csv", /UserError: none\.csv: could not be read: there is no such file/],
    ] as const) {
      await centre.declare(`new tccc.Roster("a", { people: tccc.readSheet("${file}") });`);
      const unread = await centre.project.preview({ expectFail: true });
      assert.match(unread.all, told);
      expectNoStack(unread);
      assert.doesNotMatch(unread.all, /errno|problems: \[/);
    }
    const none = await centre.up(`new tccc.Roster("a", { people: [], exclusive: true });`, { expectFail: true });
    assert.match(none.all, /people: expected at least one person, since exclusive would remove everybody/);
    assert.deepEqual(centre.written, []);
  });
});
