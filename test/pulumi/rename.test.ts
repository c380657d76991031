import assert from "node:assert/strict";
import { centreSuite } from "./afresh";
import { type Centre, program } from "./centre";

type Names = { group: string; staff: string; phone: string; skills: string; alias?: boolean };

const declared = ({ group, staff, phone, skills, alias = false }: Names) => {
  const opts = (old: string) => (alias ? `, { aliases: [{ name: "${old}" }] }` : "");
  return `
    const group = new tccc.SkillGroup("${group}", { name: "Sales", type: "phone", ringAll: true }${opts("sales")});
    const li = new tccc.Staff("${staff}", {
      mail: "li@example.com", name: "Li", staffNumber: "1001", nick: "Lily", sendPassword: true,
    }${opts("li")});
    new tccc.Extension("${phone}", {
      extensionId: "1001", name: "Desk", staff: "li@example.com",
    }, { dependsOn: li${alias ? ', aliases: [{ name: "desk" }]' : ""} });
    new tccc.StaffSkillBinding("${skills}", {
      staff: li, skillGroups: [{ skillGroupId: group.skillGroupId, priority: 2 }],
    }${opts("skills")});
    exports.urn = li.urn;
  `;
};

const BEFORE: Names = { group: "sales", staff: "li", phone: "desk", skills: "skills" };
const AFTER: Names = { group: "salesGroup", staff: "liLei", phone: "frontDesk", skills: "liSkills" };

centreSuite("a resource renamed in the program", { inline: true }, (get) => {
  const ids = async (names: Names) => {
    const centre = get();
    const found = [
      await centre.stateOf("SkillGroup", names.group),
      await centre.stateOf("Staff", names.staff),
      await centre.stateOf("Extension", names.phone),
      await centre.stateOf("StaffSkillBinding", names.skills),
    ];
    return found.map(({ id }) => id);
  };
  const deletions = (centre: Centre) => centre.written.filter((action) => /^(Delete|Unbind|Force)/.test(action));

  it("keeps the object without an alias, and says in one notice each who let go and who holds it", async () => {
    const centre = get();
    await centre.up(declared(BEFORE));
    const before = { ids: await ids(BEFORE), data: centre.live.toJSON() };
    const { all } = await centre.up(declared(AFTER));
    assert.deepEqual(centre.written, []);
    assert.deepEqual({ ids: await ids(AFTER), data: centre.live.toJSON() }, before);
    for (const [type, old, now] of [
      ["SkillGroup", "sales", "salesGroup"],
      ["Staff", "li", "liLei"],
      ["Extension", "desk", "frontDesk"],
    ]) {
      const notice = new RegExp(
        `${type} "${old}" released .*: ${type} "${now}" holds it now, so it was not deleted`,
        "g",
      );
      // Once as it comes, and once more where the engine lists the diagnostics.
      assert.ok(all.match(notice), `${notice} is not in the output:\n${all}`);
      assert.equal((await centre.project.resources()).filter(({ urn }) => urn.endsWith(`::${old}`)).length, 0);
    }
    assert.deepEqual(centre.skillsOf("li@example.com"), { Sales: 2 });
    await centre.expectQuiet();
  });

  const STAFF = `
    const sales = new tccc.SkillGroup("sales", { name: "Sales", type: "phone" });
    const support = new tccc.SkillGroup("support", { name: "Support", type: "phone" });
    const li = new tccc.Staff("li", { mail: "li@example.com", name: "Li", staffNumber: "1001", sendPassword: true });
    const bind = (name, groups) => new tccc.StaffSkillBinding(name, {
      staff: li, skillGroups: groups.map(({ skillGroupId }) => ({ skillGroupId })),
    });
  `;

  it("keeps her skill groups when only their binding is renamed, replaced, or a group moves to another binding", async () => {
    const centre = get();
    await centre.up(`${STAFF} bind("first", [sales, support]);`);
    const kept = async (body: string | undefined, args: string[] = []) => {
      const { all } = await centre.up(body && STAFF + body, { args });
      assert.deepEqual(deletions(centre), []);
      assert.deepEqual(centre.skillsOf("li@example.com"), { Sales: 3, Support: 3 });
      return all;
    };
    const renamed = await kept('bind("second", [sales, support]);');
    const notice = 'of li@example.com: StaffSkillBinding "second" holds it now, so it was not unbound';
    assert.ok(renamed.includes(notice), renamed);
    const { urn } = await centre.stateOf("StaffSkillBinding", "second");
    await kept(undefined, ["--replace", urn]);
    await kept('bind("second", [sales]); bind("third", [support]);');
    await kept('bind("second", [sales, support]);');
    await centre.expectQuiet();

    await centre.up(`${STAFF} bind("second", [sales]);`);
    assert.deepEqual(centre.skillsOf("li@example.com"), { Sales: 3 });
  });

  it("changes nothing at all with an alias", async () => {
    const centre = get();
    await centre.up(declared(BEFORE));
    const before = await ids(BEFORE);
    await centre.project.setProgram(program(declared({ ...AFTER, alias: true })));
    centre.forget();
    const { all } = await centre.up(undefined, { expectNoChanges: true });
    assert.deepEqual(await ids(AFTER), before);
    assert.deepEqual(
      centre.sim.calls.map(({ action }) => action),
      [],
    );
    assert.doesNotMatch(all, /released|took over/);
  });

  it("keeps every object that is replaced by hand with `up --replace`", async () => {
    const centre = get();
    await centre.up(declared(BEFORE));
    const before = centre.live.toJSON();
    centre.forget();
    const all = await centre.project.resources();
    const replaced = all.filter(({ type }) => /:(Staff|SkillGroup|Extension|StaffSkillBinding)$/.test(type));
    assert.equal(replaced.length, 4);
    const args = replaced.flatMap(({ urn }) => ["--replace", urn]);
    await centre.up(undefined, { args });
    assert.deepEqual(deletions(centre), []);
    assert.deepEqual(centre.live.toJSON(), before);
    assert.deepEqual((await ids(BEFORE)).sort(), replaced.map(({ id }) => id).sort());
    await centre.expectQuiet();
  });
});
