import assert from "node:assert/strict";
import { centreSuite, killedAt } from "./afresh";
import { type Centre, expectNoStack, program } from "./centre";

interface Options {
  role: string;
  allow?: boolean;
  name?: string;
  alias?: string;
}

/** Two bindings of one person: given the object, and given her mail as another resource's output would be. */
const declared = ({ role, allow = false, name = "li", alias }: Options) => `
  const sales = new tccc.SkillGroup("sales", { name: "Sales", type: "phone" });
  const support = new tccc.SkillGroup("support", { name: "Support", type: "phone" });
  const li = new tccc.Staff("${name}", {
    mail: "li@example.com", name: "Li", staffNumber: "1001", nick: "Lily", sendPassword: true,
    role: "${role}", ${allow ? "allowRecreate: true" : ""}
  }${alias ? `, { aliases: [{ name: "${alias}" }] }` : ""});
  new tccc.StaffSkillBinding("object", { staff: li, skillGroups: [{ skillGroupId: sales.skillGroupId, priority: 1 }] });
  new tccc.StaffSkillBinding("mail", { staff: li.mail, skillGroups: [{ skillGroupId: support.skillGroupId, priority: 2 }] });
`;

const BOUND = { Sales: 1, Support: 2 };

centreSuite("an account made anew for another role", { inline: true }, (get) => {
  const madeAnew = (centre: Centre, role: number) => {
    assert.deepEqual(centre.callsOf("DeleteStaff").length, 1);
    assert.deepEqual(centre.callsOf("CreateStaff").length, 1);
    const li = centre.staff("li@example.com");
    assert.deepEqual([li.roles, li.nick], [[role], "Lily"]);
    assert.deepEqual(centre.skillsOf("li@example.com"), BOUND);
  };

  it("is announced as a replacement under allowRecreate, and her bindings come back", async () => {
    const centre = get();
    await centre.up(declared({ role: "agent" }));
    await centre.declare(declared({ role: "inspector", allow: true }));
    const steps = await centre.preview();
    const ops = steps.filter(({ urn }) => urn.endsWith(":Staff::li")).map(({ op }) => op);
    assert.deepEqual(ops, ["replace"]);
    assert.deepEqual(centre.written, []);
    await centre.up();
    madeAnew(centre, 2);
    await centre.expectQuiet();
  });

  it("is refused in preview without allowRecreate, with both ways on", async () => {
    const centre = get();
    await centre.up(declared({ role: "agent" }));
    await centre.declare(declared({ role: "inspector" }));
    const result = await centre.project.preview({ expectFail: true });
    expectNoStack(result);
    assert.match(result.all, /role: the account's role is "agent", but "inspector" is declared/);
    assert.match(
      result.all,
      /change it in the console, or set allowRecreate: true to have the account deleted and made anew/,
    );
    assert.deepEqual(centre.sim.calls, []);
  });

  it("is refused in the same words when the role was changed by hand, and made anew when that is allowed", async () => {
    const centre = get();
    await centre.up(declared({ role: "agent" }));
    centre.staff("li@example.com").roles = [1];
    const drift = await centre.project.expectDrift();
    assert.match(drift.all, /role\s*: "agent" => "admin"/);
    centre.forget();
    const result = await centre.up(undefined, { refresh: true, expectFail: true });
    expectNoStack(result);
    assert.match(result.all, /role: the account's role is "admin", but "agent" is declared/);
    assert.match(result.all, /change it in the console, or set allowRecreate: true/);
    assert.deepEqual(centre.written, []);

    await centre.up(declared({ role: "agent", allow: true }), { refresh: true });
    madeAnew(centre, 3);
    await centre.expectQuiet();
  });

  it("is no question where the service does not show roles", async () => {
    const centre = get();
    centre.sim.dialect.roleEcho = "none";
    await centre.up(declared({ role: "inspector", allow: true }));
    assert.deepEqual(centre.staff("li@example.com").roles, [2]);
    centre.staff("li@example.com").roles = [1];
    await centre.expectQuiet();
  });

  it("comes back with her bindings when the run was killed after her account was deleted", async () => {
    const centre = get();
    await centre.up(declared({ role: "agent" }));
    await centre.declare(declared({ role: "inspector", allow: true }));
    await killedAt(centre, { action: "DeleteStaff" });
    madeAnew(centre, 2);
    await centre.expectQuiet();
  });

  it("is not taken for another's when she was renamed in the program under an alias", async () => {
    const centre = get();
    await centre.up(declared({ role: "agent" }));
    await centre.project.setProgram(program(declared({ role: "agent", name: "liLei", alias: "li" })));
    await centre.up();
    await centre.up(declared({ role: "inspector", name: "liLei", allow: true }));
    madeAnew(centre, 2);
  });
});
