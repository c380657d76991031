import assert from "node:assert/strict";
import { type Centre, newCentre, SOON } from "./centre";
import { engineSuite } from "./harness";

const component = (type: string, body: string): string => `
class ${type} extends pulumi.ComponentResource {
  constructor(name) { super("my:index:${type}", name); const parent = this; ${body} }
}
new ${type}("${type.toLowerCase()}");`;

const roster = (mail: string, number: string, more: string): string =>
  `new tccc.Roster("team", { people: [{ mail: "${mail}", name: "It", staffNumber: "${number}" }], ${more} }, { parent, protect: false });`;

engineSuite("two components with resources of one logical name", () => {
  let centre: Centre;
  afterEach(() => centre?.close());

  it("keep each other's people, also where one of the rosters is exclusive, and go apart", async () => {
    const east = component("East", roster("li@example.com", "1", "exclusive: true"));
    const west = component("West", roster("mei@example.com", "2", ""));
    centre = await newCentre({ inline: true, body: east + west });
    await centre.up();
    await centre.project.expectNoChanges();
    assert.deepEqual([...centre.live.staff.keys()].sort(), ["li@example.com", "mei@example.com"]);

    await centre.declare(east);
    const { all } = await centre.project.up({ env: { TCCC_MAX_REMOVALS: "unlimited" } });
    assert.deepEqual([...centre.live.staff.keys()], ["li@example.com"], all);
  });

  it("never share a callout task: an equal one is refused with both named, and taking one away leaves the other", async () => {
    const task = (run: string): string =>
      `new tccc.AutoCalloutTask("task", { notBefore: ${SOON}, callers: ["008675500000001"], callees: ["13800139001"], ivrId: 1, run: "${run}" }, { parent });`;
    const east = component("East", task("1"));
    centre = await newCentre({ inline: true, body: east });
    await centre.up();
    await centre.declare(east + component("West", task("1")));
    const refused = await centre.project.up({ expectFail: true });
    assert.match(
      refused.all,
      /AutoCalloutTask "task" in my:index:East declares the same task \(\d+\), and two would call everybody twice/,
    );
    await centre.declare(east + component("West", task("2")));
    await centre.up();
    assert.deepEqual(
      [...centre.live.calloutTasks.values()].map(({ state }) => state),
      [0, 0],
    );
    await centre.declare(east);
    await centre.up();
    assert.deepEqual(
      [...centre.live.calloutTasks.values()].map(({ state }) => state),
      [0, 4],
    );
  });

  it("are not confused where a renamed resource leaves its name to a new one", async () => {
    const staff = (name: string, mail: string, number: string, alias = ""): string =>
      `new tccc.Staff("${name}", { mail: "${mail}", name: "It", staffNumber: "${number}" }, { ${alias && `aliases: [{ name: "${alias}" }]`} });`;
    centre = await newCentre({ inline: true, body: staff("a", "li@example.com", "1") });
    await centre.up();
    await centre.declare(staff("b", "li@example.com", "1", "a"));
    await centre.up();
    await centre.declare(staff("b", "li@example.com", "1") + staff("a", "mei@example.com", "2"));
    await centre.up();
    const both = await centre.project.resources();
    assert.equal(new Set(both.map(({ inputs }) => inputs?.__identity)).size, 2);
    // The renamed one goes, and its account with it; its old name stays with the other account.
    await centre.declare(staff("a", "mei@example.com", "2"));
    await centre.up();
    assert.deepEqual([...centre.live.staff.keys()], ["mei@example.com"]);
    // And the account passes from one to the other.
    await centre.declare(staff("c", "mei@example.com", "2"));
    const { all } = await centre.up();
    assert.match(all, /Staff "a" released mei@example\.com: Staff "c" holds it now/);
    assert.deepEqual([...centre.live.staff.keys()], ["mei@example.com"]);
  });
});
