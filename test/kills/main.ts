import assert from "node:assert/strict";
import { copyFileSync, cpSync, existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type Centre, newCentre, SOON } from "../pulumi/centre";
import type { Running } from "../pulumi/harness/running";
import { generator } from "../resources/readings";

/**
 * `npm run kills`: TCCC_KILLS times (default 50) an `up` of 50 resources is killed at a random moment: its CLI (SIGINT,
 * SIGKILL), its plugin, or all of it at once. Then Pulumi's own `cancel`, and one plain `up`, after which the service must
 * hold what was declared, once. TCCC_KILLS_SEED (default: the day) draws other moments; it is printed.
 */

const KILLS = Number(process.env.TCCC_KILLS ?? 50);
const SEED = Number(process.env.TCCC_KILLS_SEED ?? Math.floor(Date.now() / 86_400_000));

const GROUPS = 5;
const PEOPLE = 18;
const PHONES = 7;
const TASKS = 2;
const RESOURCES = GROUPS + 2 * PEOPLE + PHONES + TASKS;

const PROGRAM = `
const groups = Array.from({ length: ${GROUPS} }, (_, i) => new tccc.SkillGroup("g" + i, { name: "Group " + i, type: "phone" }));
const people = Array.from({ length: ${PEOPLE} }, (_, i) => new tccc.Staff("p" + i, {
  mail: "p" + i + "@example.com", name: "P" + i, staffNumber: String(1000 + i), useMobileAccept: "always",
}));
people.forEach((staff, i) => new tccc.StaffSkillBinding("p" + i, {
  staff, skillGroups: [{ skillGroupId: groups[i % ${GROUPS}].skillGroupId, priority: 1 + i % 5 }],
}));
for (let i = 0; i < ${PHONES}; i++) {
  new tccc.Extension("x" + i, { extensionId: String(8000 + i), name: "Desk " + i, staff: people[i], skillGroupIds: [groups[0].skillGroupId] });
}
for (let i = 0; i < ${TASKS}; i++) {
  new tccc.AutoCalloutTask("t" + i, { notBefore: ${SOON} + i, callers: ["075500000001"], callees: ["1380013800" + i], ivrId: 42 });
}
`;

/** Calls of an undisturbed run, about: the moment of a kill is one of them, and some milliseconds. */
const MOST_CALLS = 110;
const MOST_MS = 30;

type Way = "SIGINT to the CLI" | "SIGKILL to the CLI" | "SIGKILL to the plugin" | "SIGKILL to all";
const ways: readonly Way[] = ["SIGINT to the CLI", "SIGKILL to the CLI", "SIGKILL to the plugin", "SIGKILL to all"];

async function strike(run: Running, way: Way): Promise<void> {
  if (way === "SIGINT to the CLI") run.interrupt();
  if (way === "SIGKILL to the plugin") run.killPlugin();
  if (way === "SIGKILL to the CLI") await run.kill();
  if (way === "SIGKILL to all") await run.killAll();
  await run.result;
  // What an orphan still does, it does now: a user does not run again within the same second.
  await run.killAll();
}

/** What the service holds, but for ids, times and what it makes up. */
function held({ live }: Centre): unknown {
  const names = new Map([...live.skillGroups.values()].map(({ skillGroupId, name }) => [skillGroupId, name]));
  const sorted = (texts: string[]): string[] => texts.sort();
  return {
    groups: sorted([...live.skillGroups.values()].map(({ name }) => name)),
    staff: sorted(
      [...live.staff.values()].map(({ mail, name, staffNumber, useMobileAccept, skillGroups }) => {
        const skills = skillGroups.map(({ skillGroupId, priority }) => `${names.get(skillGroupId)}:${priority}`);
        return [mail, name, staffNumber, useMobileAccept, ...skills].join(" ");
      }),
    ),
    phones: sorted(
      [...live.extensions.values()].map(({ extensionId, name, staff, skillGroupIds }) =>
        [extensionId, name, staff, ...skillGroupIds.map((id) => names.get(id))].join(" "),
      ),
    ),
    tasks: sorted(
      [...live.calloutTasks.values()].map(
        ({ notBefore, state, callees }) => `${notBefore - SOON} ${state} ${callees.length}`,
      ),
    ),
  };
}

/**
 * A CLI that dies while it writes its state leaves half a file, and beside it the one before (`.bak`): with a `file://`
 * backend the user copies it back, as here. Gives whether it was so.
 */
function restored(state: string): boolean {
  try {
    JSON.parse(readFileSync(state, "utf8"));
    return false;
  } catch {
    if (!existsSync(`${state}.bak`)) return false;
    copyFileSync(`${state}.bak`, state);
    return true;
  }
}

async function main(): Promise<void> {
  const centre = await newCentre({});
  const { project, sim } = centre;
  const folder = (part: string): string => join(project.folder, part);
  const random = generator(SEED);
  const counts = new Map<string, number>();
  const problems: string[] = [];
  let early = 0;
  let tookOver = 0;
  let backups = 0;
  try {
    cpSync(folder("state"), folder("empty-state"), { recursive: true });
    await centre.declare(PROGRAM);
    await centre.up(undefined, { parallel: 16 });
    const declared = held(centre);
    for (let kill = 1; kill <= KILLS; kill++) {
      sim.reset();
      rmSync(folder("state"), { recursive: true });
      cpSync(folder("empty-state"), folder("state"), { recursive: true });
      const way = ways[Math.floor(random() * ways.length)]!;
      const at = 1 + Math.floor(random() * MOST_CALLS);
      const late = Math.floor(random() * MOST_MS);
      const run = project.spawnUp({ parallel: 16 });
      while (!run.ended && sim.calls.length < at) await new Promise((resolve) => setTimeout(resolve, 2));
      await new Promise((resolve) => setTimeout(resolve, late));
      if (run.ended) early += 1;
      await strike(run, way);
      if (restored(folder("state/.pulumi/stacks/harness/dev.json"))) backups += 1;
      await project.run(["cancel", "--yes"]).catch(() => undefined); // there may be no lock
      const told = `kill ${kill} of seed ${SEED} (${way}, at call ${at} and ${late} ms)`;
      try {
        const { all } = await centre.up(undefined, { parallel: 16 });
        if (/took over existing/.test(all)) tookOver += 1;
        assert.deepEqual(held(centre), declared);
        assert.equal((await project.resources()).length, RESOURCES);
        if (kill % 10 === 0) await centre.expectQuiet();
      } catch (error) {
        problems.push(`${told}: ${(error as Error).message}`);
        process.stderr.write(`${problems.at(-1)}\n`);
      }
      counts.set(way, (counts.get(way) ?? 0) + 1);
      if (kill % 10 === 0) process.stderr.write(`${kill} of ${KILLS}\n`);
    }
  } finally {
    await centre.close();
  }
  const by = [...counts].map(([way, count]) => `${count} × ${way}`).join(", ");
  process.stdout.write(
    `seed ${SEED}, ${RESOURCES} resources: ${by}; ${early} came after the end; ${tookOver} next runs took something over; ${backups} states were cut off by the kill and taken from Pulumi's backup\n`,
  );
  process.stdout.write(`${KILLS} kills, ${problems.length} not as declared after the next up\n`);
  process.exitCode = problems.length > 0 ? 1 : 0;
}

void main();
