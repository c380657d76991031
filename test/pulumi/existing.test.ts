import assert from "node:assert/strict";
import { addExtension, addSkillGroup, addStaff } from "../../provider/simulator";
import { centreSuite } from "./afresh";
import { type Centre, expectNoStack } from "./centre";

const declared = (onExisting?: string) => {
  const policy = onExisting === undefined ? "" : `onExisting: "${onExisting}",`;
  return `
    new tccc.SkillGroup("sales", { name: "Sales", type: "phone", ringAll: true, ${policy} });
    new tccc.Staff("li", {
      mail: "li@example.com", name: "Li", staffNumber: "1001", nick: "Lily", phone: "+86 138 0013 8001",
      useMobileAccept: "always", forwarding: { when: "always", to: { extensionId: "2001" } }, ${policy}
    });
    new tccc.Extension("desk", { extensionId: "1001", name: "Desk", staff: "han@example.com", ${policy} });
  `;
};

/** What was there before: as declared, as a fresh object is, or different. */
function there({ live, sim }: Centre, how: "equal" | "fresh" | "different"): number {
  const skillGroupId = sim.data.newId();
  const pick = <T>(equal: T, fresh: T, different: T): T => ({ equal, fresh, different })[how];
  addStaff(live, { mail: "han@example.com" });
  addExtension(live, { extensionId: "2001" });
  addSkillGroup(live, { skillGroupId, name: "Sales", ringAll: pick(true, false, false), maxConcurrency: 1 });
  addStaff(live, {
    mail: "li@example.com",
    name: pick("Li", "Li", "Li Na"),
    staffNumber: "1001",
    nick: pick("Lily", "", "Nana"),
    phone: pick("13800138001", "", "008613900139000"),
    useMobileAccept: pick(2, 0, 1),
    forwarding: pick({ Enabled: true, Condition: 1, Target: { Type: 3, Extension: "2001" } }, null, {
      Enabled: true,
      Condition: 2,
      Target: { Type: 3, Extension: "2001" },
    }),
  });
  addExtension(live, {
    extensionId: "1001",
    name: pick("Desk", "Desk", "Lobby"),
    staff: pick("han@example.com", "", "li@example.com"),
  });
  return skillGroupId;
}

const asDeclared = (centre: Centre) => {
  const li = centre.staff("li@example.com");
  assert.deepEqual(
    [
      li.name,
      li.nick,
      li.phone.replace(/^0086/, ""),
      li.useMobileAccept,
      li.forwarding?.Enabled,
      li.forwarding?.Condition,
    ],
    ["Li", "Lily", "13800138001", 2, true, 1],
  );
  assert.equal(centre.group("Sales").ringAll, true);
  const { name, staff } = centre.extension("1001");
  assert.deepEqual({ name, staff }, { name: "Desk", staff: "han@example.com" });
};

const refused = { expectFail: true, everyFailure: true };

const OBJECTS = ['SkillGroup "Sales"', "Staff li@example.com", "Extension 1001"];

centreSuite("objects that exist already", { inline: true }, (get) => {
  it("are taken over when they are as declared, with a notice and without a write", async () => {
    const centre = get();
    const id = there(centre, "equal");
    const { all } = await centre.up(declared());
    assert.deepEqual(centre.written, []);
    for (const object of OBJECTS) assert.ok(all.includes(`took over existing ${object}\n`), `${object}:\n${all}`);
    assert.equal((await centre.stateOf("SkillGroup", "sales")).id, `1400000000/${id}`);
    await centre.expectQuiet();
  });

  it("are taken over and finished when they look as if a create had been cut off", async () => {
    const centre = get();
    there(centre, "fresh");
    const { all } = await centre.up(declared("identical"));
    for (const object of OBJECTS) assert.ok(all.includes(`took over existing ${object}\n`), `${object}:\n${all}`);
    assert.deepEqual(centre.written, ["ModifyExtension", "ModifyStaff", "UpdateCCCSkillGroup"]);
    asDeclared(centre);
    await centre.expectQuiet();
  });

  it("are refused when they differ, with the fields and both ways out, and left as they are", async () => {
    const centre = get();
    there(centre, "different");
    centre.group("Sales").maxConcurrency = 2;
    centre.group("Sales").type = 1;
    const before = JSON.stringify(centre.live);
    const result = await centre.up(declared(), refused);
    const { all } = result;
    expectNoStack(result);
    assert.match(all, /SkillGroup "Sales" exists already and differs: type is "online", declared "phone"/);
    assert.match(all, /Staff li@example\.com exists already and differs: .*name is "Li Na", declared "Li"/);
    assert.match(all, /nick is "Nana", declared "Lily"/);
    assert.match(all, /phone is "0*86?13900139000", declared "008613800138001"/);
    assert.match(all, /forwarding is \{.*"conditional".*\}, declared \{.*"always".*\}/);
    assert.match(all, /useMobileAccept is "whenOffline", declared "always"/);
    assert.match(
      all,
      /Extension 1001 exists already and differs: name is "Lobby", declared "Desk"; staff is "li@example\.com"/,
    );
    assert.match(
      all,
      /To take it over as it is \(id 1400000000\/li@example\.com\), declare it so; .* set onExisting: "adopt"/,
    );
    assert.match(all, /To take it over as it is \(id 1400000000\/1001\), declare it so/);
    assert.deepEqual(centre.written, []);
    assert.equal(JSON.stringify(centre.live), before);
    assert.deepEqual(await centre.project.resources(), []);
  });

  it("are taken over and changed under adopt, with a notice that names what was changed", async () => {
    const centre = get();
    const id = there(centre, "different");
    const { all } = await centre.up(declared("adopt"));
    assert.match(all, /took over existing Staff li@example\.com and changed it: .*name is "Li Na", declared "Li"/);
    assert.match(all, /took over existing Extension 1001 and changed it: name is "Lobby", declared "Desk"/);
    assert.match(all, /took over existing SkillGroup "Sales"/);
    asDeclared(centre);
    assert.equal(centre.group("Sales").skillGroupId, id);
    assert.deepEqual(centre.written, ["ModifyExtension", "ModifyStaff", "UpdateCCCSkillGroup"]);
    await centre.expectQuiet();
  });

  it("are refused under fail even when they are as declared", async () => {
    const centre = get();
    there(centre, "equal");
    const { all } = await centre.up(declared("fail"), refused);
    for (const object of OBJECTS) {
      assert.ok(all.includes(`${object} exists already, and onExisting is "fail"`), `${object}:\n${all}`);
    }
    assert.match(all, /leave out onExisting and declare it so; .* set onExisting: "adopt"/);
    assert.deepEqual(centre.written, []);
    assert.deepEqual(await centre.project.resources(), []);
  });

  it("of another type or role cannot be changed by adopt either", async () => {
    const centre = get();
    addSkillGroup(centre.live, { skillGroupId: centre.sim.data.newId(), name: "Sales", type: 1 });
    addStaff(centre.live, { mail: "li@example.com", name: "Li", staffNumber: "1001", roles: [2] });
    const { all } = await centre.up(
      `new tccc.SkillGroup("sales", { name: "Sales", type: "phone", onExisting: "adopt" });
       new tccc.Staff("li", { mail: "li@example.com", name: "Li", staffNumber: "1001", role: "agent", onExisting: "adopt" });`,
      refused,
    );
    assert.match(
      all,
      /SkillGroup "Sales" exists already and its type is "online", declared "phone"; a type cannot be changed/,
    );
    assert.match(all, /role: the account's role is "inspector", but "agent" is declared/);
    assert.deepEqual(centre.written, []);
  });
});
