import assert from "node:assert/strict";
import { type Centre, expectNoStack, newCentre, SOON } from "./centre";
import { engineSuite, NoDisk, type Result, SmallDisk } from "./harness";

const declared = (desk: string): string => `
  const sales = new tccc.SkillGroup("sales", { name: "Sales", type: "phone" });
  const li = new tccc.Staff("li", { mail: "li@example.com", name: "Li", staffNumber: "1001", phone: "+86 138 0013 8001" });
  new tccc.StaffSkillBinding("li", { staff: li, skillGroups: [{ skillGroupId: sales.skillGroupId, priority: 1 }] });
  new tccc.Roster("team", {
    skillGroups: { sales: sales.skillGroupId },
    people: Array.from({ length: 12 }, (_, i) => ({
      mail: "p" + i + "@example.com", name: "P" + i, staffNumber: String(2000 + i), skills: { sales: 1 },
    })),
  }, { protect: false });
  new tccc.Extension("desk", { extensionId: "1001", name: "${desk}" });
  new tccc.AutoCalloutTask("reminder", { notBefore: ${SOON}, callers: ["075500000001"], callees: ["13800138000"], ivrId: 42 });
`;
const RESOURCES = 6;

/** Who and what the service holds, by name. */
function held({ live }: Centre): unknown {
  const names = new Map([...live.skillGroups.values()].map(({ skillGroupId, name }) => [skillGroupId, name]));
  return {
    groups: [...live.skillGroups.values()].map(({ name }) => name),
    staff: [...live.staff.values()]
      .map(({ mail, name, skillGroups }) =>
        [mail, name, ...skillGroups.map((one) => `${names.get(one.skillGroupId)}:${one.priority}`)].join(" "),
      )
      .sort(),
    phones: [...live.extensions.values()].map(({ extensionId, name }) => `${extensionId} ${name}`),
    tasks: [...live.calloutTasks.values()].filter(({ state }) => state !== 4).map(({ callees }) => callees.length),
  };
}

const expected = (desk: string): unknown => ({
  groups: ["Sales"],
  staff: [
    "li@example.com Li Sales:1",
    ...Array.from({ length: 12 }, (_, i) => `p${i}@example.com P${i} Sales:1`),
  ].sort(),
  phones: [`1001 ${desk}`],
  tasks: [1],
});

/** Pulumi says what is wrong in its own words, and every error that is shown is Pulumi's. */
function expectPulumisWords(result: Result, words: RegExp): void {
  expectNoStack(result);
  assert.match(result.all, words);
  const errors = result.all.split("\n").filter((line) => /\berror\b/i.test(line));
  const others = errors.filter(
    (line) => !words.test(line) && !/update failed|errors? occurred|errored|\d+ errors?/.test(line),
  );
  assert.deepEqual(others, [], "an error that is not Pulumi's about the disk");
}

type Trouble = "no space left on device" | "read-only file system";

engineSuite("a state folder", () => {
  let disks: SmallDisk[] = [];
  let centres: Centre[] = [];

  before("mount a small disk", async function () {
    try {
      await (await SmallDisk.make(64)).close();
    } catch (error) {
      if (!(error instanceof NoDisk)) throw error;
      this.test?.parent?.eachTest((test) => {
        test.title += ` (skipped: ${error.message})`;
      });
      this.skip();
    }
  });
  afterEach(async () => {
    for (const centre of centres) await centre.close();
    for (const disk of disks) await disk.close();
    [centres, disks] = [[], []];
  });

  const newPair = async (): Promise<[Centre, SmallDisk]> => {
    const disk = await SmallDisk.make(4096);
    disks.push(disk);
    const centre = await newCentre({ inline: true, state: disk.folder });
    centres.push(centre);
    return [centre, disk];
  };
  const begin = async (disk: SmallDisk, trouble: Trouble): Promise<void> =>
    trouble === "no space left on device" ? disk.fill() : disk.setReadOnly(true);
  const mend = async (disk: SmallDisk, trouble: Trouble): Promise<void> =>
    trouble === "no space left on device" ? disk.free() : disk.setReadOnly(false);

  /** A lock that could not be written, or not be taken away, is in the way of the next run; mostly there is none. */
  const unlocked = (centre: Centre) => centre.project.run(["cancel", "--yes"]).catch(() => undefined);

  /** The run whose state cannot be kept from the moment of this call on. */
  async function struck(
    centre: Centre,
    disk: SmallDisk,
    trouble: Trouble,
    action: string,
    parallel: number,
  ): Promise<void> {
    const hold = centre.sim.pauseAt(1, { action, when: "after" });
    const run = centre.project.spawnUp({ parallel });
    await Promise.race([hold.arrived, run.result.then(({ all }) => assert.fail(`no ${action} was made:\n${all}`))]);
    await begin(disk, trouble);
    hold.release();
    const result = await run.result;
    assert.notEqual(result.code, 0);
    expectPulumisWords(result, new RegExp(trouble));
    await mend(disk, trouble);
    await unlocked(centre);
  }

  for (const trouble of ["no space left on device", "read-only file system"] as const) {
    it(`that cannot be written to from the start (${trouble}): Pulumi says so, and nothing is made`, async () => {
      const [centre, disk] = await newPair();
      await centre.declare(declared("Desk"));
      await begin(disk, trouble);
      expectPulumisWords(await centre.project.up({ expectFail: true }), new RegExp(trouble));
      assert.deepEqual(centre.sim.calls, []);
      await mend(disk, trouble);
      await unlocked(centre);
      await centre.up();
      assert.deepEqual(held(centre), expected("Desk"));
    });
  }

  it("that cannot be written to any more in the middle of a run: Pulumi says so, and the next run ends as declared", async () => {
    const create = async (): Promise<void> => {
      const [centre, disk] = await newPair();
      await centre.declare(declared("Desk"));
      await struck(centre, disk, "no space left on device", "CreateAutoCalloutTask", 8);
      await centre.up();
      assert.deepEqual(held(centre), expected("Desk"));
      assert.equal((await centre.project.resources()).length, RESOURCES);
      assert.equal(centre.callsOf("CreateAutoCalloutTask").length, 1, "a task was made twice");
      await centre.expectQuiet();
    };
    const change = async (): Promise<void> => {
      const [centre, disk] = await newPair();
      await centre.up(declared("Desk"));
      await centre.declare(declared("Counter"));
      await struck(centre, disk, "read-only file system", "ModifyExtension", 1);
      await centre.up();
      assert.deepEqual(held(centre), expected("Counter"));
      await centre.expectQuiet();
    };
    // Pulumi tries for half a minute to write its state, after each step that it had begun: both wait at the same time.
    await Promise.all([create(), change()]);
  }).timeout(240_000);
});
