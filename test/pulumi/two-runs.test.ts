import assert from "node:assert/strict";
import { type Centre, newCentre, SOON } from "./centre";
import { engineSuite } from "./harness";

/** Fails once what it depends on is done: the deletions at the end of the run are then not carried out. */
const failing = (after: string): string =>
  `new tccc.StaffSkillBinding("broken", { staff: "nobody@example.com", skillGroups: [{ skillGroupId: 1 }] }, { dependsOn: [${after}] });`;

const li = (mail: string, staffNumber: string, opts = ""): string =>
  `const li = new tccc.Staff("li", { mail: "${mail}", name: "Li", staffNumber: "${staffNumber}" }, { ${opts} });`;

/** What the state holds: name, id, and whether the entry waits for its deletion. */
async function entries({ project }: Centre): Promise<string[]> {
  const all = await project.resources();
  return all.map(({ urn, id, delete: waits }) => `${urn.split("::").at(-1)} ${id}${waits ? " waits" : ""}`).sort();
}

engineSuite("entries that wait for their deletion since a run that failed", () => {
  let centre: Centre;
  afterEach(() => centre?.close());

  it("delete nobody whom the program declares again by then", async () => {
    centre = await newCentre({ inline: true, body: li("li@example.com", "1001") });
    await centre.up();

    await centre.declare(`${li("li.lei@example.com", "2001")} ${failing("li")}`);
    await centre.project.up({ expectFail: true });
    assert.deepEqual(await entries(centre), ["li 1400000000/li.lei@example.com", "li 1400000000/li@example.com waits"]);

    await centre.declare(`${li("li@example.com", "1001")} ${failing("li")}`);
    await centre.project.up({ expectFail: true });
    assert.deepEqual(await entries(centre), [
      "li 1400000000/li.lei@example.com waits",
      "li 1400000000/li@example.com",
      "li 1400000000/li@example.com waits",
    ]);

    await centre.declare(li("li@example.com", "1001"));
    const { all } = await centre.up();
    assert.match(all, /Staff "li" released li@example\.com: Staff "li" holds it now, so it was not deleted/);
    assert.deepEqual([...centre.live.staff.keys()], ["li@example.com"]);
    assert.deepEqual(await entries(centre), ["li 1400000000/li@example.com"]);
    await centre.project.expectNoChanges();
  });

  for (const [title, run] of [
    [
      "replaceOnChanges",
      async (one: Centre, broken: string) => {
        await one.declare(
          `${li("li@example.com", "1001", 'replaceOnChanges: ["name"]').replace('"Li"', '"Li Lei", onExisting: "adopt"')} ${broken}`,
        );
        await one.project.up({ expectFail: true });
      },
    ],
    [
      "up --replace",
      async (one: Centre, broken: string) => {
        await one.declare(`${li("li@example.com", "1001")} ${broken}`);
        const { urn } = (await one.project.resources()).find(({ type }) => type.endsWith(":Staff"))!;
        await one.project.up({ expectFail: true, args: ["--replace", urn] });
      },
    ],
    [
      "state taint",
      async (one: Centre, broken: string) => {
        await one.declare(`${li("li@example.com", "1001")} ${broken}`);
        const { urn } = (await one.project.resources()).find(({ type }) => type.endsWith(":Staff"))!;
        await one.project.run(["state", "taint", urn, "--yes"]);
        await one.project.up({ expectFail: true });
      },
    ],
  ] as const) {
    it(`left behind by ${title} delete nobody who is declared`, async () => {
      centre = await newCentre({ inline: true, body: li("li@example.com", "1001") });
      await centre.up();
      await run(centre, failing("li"));
      assert.deepEqual(await entries(centre), ["li 1400000000/li@example.com", "li 1400000000/li@example.com waits"]);
      await centre.declare(li("li@example.com", "1001"));
      await centre.up();
      assert.deepEqual([...centre.live.staff.keys()], ["li@example.com"]);
      assert.equal(centre.written.filter((action) => action === "DeleteStaff").length, 0);
      assert.deepEqual(await entries(centre), ["li 1400000000/li@example.com"]);
    });
  }

  it("do not keep a destroy that runs the program from deleting what it declares", async () => {
    centre = await newCentre({ body: li("li@example.com", "1001") });
    await centre.up();
    await centre.project.destroy({ args: ["--run-program"] });
    assert.equal(centre.live.staff.size, 0);
  });

  it("of a roster, a task and a group leave what the program declares", async () => {
    const body = (name: string): string => `
const opts = { replaceOnChanges: ["name", "maxRemovals", "description", "maxConcurrency"], protect: false };
const team = new tccc.Roster("team", { people: [{ mail: "mei@example.com", name: "Mei", staffNumber: "7" }], maxRemovals: ${name.length} }, opts);
const task = new tccc.AutoCalloutTask("task", { notBefore: ${SOON}, callers: ["008675500000001"], callees: ["13800139001"], ivrId: 1, run: "1" }, opts);
const group = new tccc.SkillGroup("group", { name: "Sales", type: "online", maxConcurrency: ${name.length} }, opts);`;
    centre = await newCentre({ inline: true, body: body("a") });
    await centre.up();
    const { calloutTasks } = centre.live;
    assert.deepEqual(
      [...calloutTasks.values()].map(({ state }) => state),
      [0],
    );
    const urns = (await centre.project.resources()).flatMap(({ urn }) => ["--replace", urn]);

    await centre.declare(`${body("a")} ${failing("team, task, group")}`);
    await centre.project.up({ expectFail: true, args: urns });
    assert.equal((await entries(centre)).filter((one) => one.endsWith("waits")).length, 3);

    await centre.declare(body("a"));
    await centre.up();
    assert.deepEqual([...centre.live.staff.keys()], ["mei@example.com"]);
    assert.deepEqual(
      [...calloutTasks.values()].map(({ state }) => state),
      [0],
    );
    assert.deepEqual(
      [...centre.live.skillGroups.values()].map(({ name }) => name),
      ["Sales"],
    );
    assert.equal((await entries(centre)).length, 3);
    await centre.project.expectNoChanges();
  });
});
