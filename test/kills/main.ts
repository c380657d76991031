import assert from "node:assert/strict";
import { copyFileSync, cpSync, existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { addStaff } from "../../provider/simulator";
import { type Centre, newCentre } from "../pulumi/centre";
import type { Running } from "../pulumi/harness/running";
import { generator } from "../resources/readings";
import { held, programOf, STRANGER } from "./programs";

/**
 * `npm run kills`: TCCC_KILLS times (default 50) a run over more than 50 resources is killed at a random moment: a first `up`,
 * an `up` that changes all of it, or a `destroy`; its CLI (SIGINT once or twice, SIGKILL), its plugin, or all of it at once.
 * Then Pulumi's own `cancel`, and the same command again, after which the service must hold what was declared, once.
 * TCCC_KILLS_SEED (default: the day) draws other moments; it is printed.
 */

const KILLS = Number(process.env.TCCC_KILLS ?? 50);
const SEED = Number(process.env.TCCC_KILLS_SEED ?? Math.floor(Date.now() / 86_400_000));
const PARALLEL = 16;

/** A kill comes at a call of its command, about, and some milliseconds later. */
const MOST_MS = 30;

const ways = [
  "SIGINT to the CLI",
  "SIGINT twice",
  "SIGKILL to the CLI",
  "SIGKILL to the plugin",
  "SIGKILL to all",
] as const;
type Way = (typeof ways)[number];

async function strike(run: Running, way: Way): Promise<void> {
  if (way.startsWith("SIGINT")) run.interrupt();
  if (way === "SIGINT twice") {
    await Promise.race([run.result, new Promise((resolve) => setTimeout(resolve, 100))]);
    run.interrupt();
  }
  if (way === "SIGKILL to the plugin") run.killPlugin();
  if (way === "SIGKILL to the CLI") await run.kill();
  if (way === "SIGKILL to all") await run.killAll();
  await run.result;
  // What an orphan still does, it does now: a user does not run again within the same second.
  await run.killAll();
}

/**
 * A CLI that dies while it writes its state leaves half a file, or half of what the backend notes beside it (`.attrs`). Beside
 * it lies the one before (`.bak`): with a `file://` backend the user copies it back, as here. Gives whether it was so.
 */
function restored(state: string): boolean {
  const whole = (path: string): boolean => {
    try {
      JSON.parse(readFileSync(path, "utf8"));
      return true;
    } catch {
      return false;
    }
  };
  if (whole(state) && (!existsSync(`${state}.attrs`) || whole(`${state}.attrs`))) return false;
  if (!whole(state) && existsSync(`${state}.bak`)) copyFileSync(`${state}.bak`, state);
  rmSync(`${state}.attrs`, { force: true }); // only a checksum and a media type: it does without
  return true;
}

/** A command from where it begins to what must be there when it, or the one after its kill, has ended. */
interface Phase {
  name: string;
  version: 1 | 2;
  command: "up" | "destroy";
  /** Calls of an undisturbed run, from which the moments are drawn. */
  calls: number;
  /** Tasks and campaigns that it creates: not one more. */
  dialling: number;
  ended: unknown;
  resources: number;
  begin(): Promise<void>;
}

const DIALLING = ["CreateAutoCalloutTask", "CreatePredictiveDialingCampaign"];

class Kills {
  readonly counts = new Map<string, number>();
  readonly problems: string[] = [];
  early = 0;
  tookOver = 0;
  backups = 0;

  constructor(readonly centre: Centre) {}

  folder(part: string): string {
    return join(this.centre.project.folder, part);
  }

  command(command: Phase["command"]): string[] {
    return [command, "--yes", "--skip-preview", "--parallel", String(PARALLEL)];
  }

  get dialled(): number {
    return this.centre.sim.calls.filter(({ action, applied }) => applied && DIALLING.includes(action)).length;
  }

  /** Runs a command undisturbed, from where the stack and the service are. */
  async learn(name: string, version: 1 | 2, command: Phase["command"]): Promise<Phase> {
    const { centre } = this;
    const { sim, project } = centre;
    const kept = `state-before-${name.replaceAll(" ", "-")}`;
    cpSync(this.folder("state"), this.folder(kept), { recursive: true });
    const before = structuredClone(sim.data.toJSON());
    await centre.declare(programOf(version));
    await project.run(this.command(command));
    return {
      ...{ name, version, command, calls: sim.calls.length, dialling: this.dialled },
      ...{ ended: held(centre), resources: (await project.resources()).length },
      begin: async () => {
        sim.reset();
        sim.data.load(structuredClone(before));
        rmSync(this.folder("state"), { recursive: true });
        cpSync(this.folder(kept), this.folder("state"), { recursive: true });
        await centre.declare(programOf(version));
      },
    };
  }

  async kill(phase: Phase, way: Way, at: number, late: number, told: string, quiet: boolean): Promise<void> {
    const { sim, project } = this.centre;
    await phase.begin();
    const run = project.spawn(this.command(phase.command));
    while (!run.ended && sim.calls.length < at) await new Promise((resolve) => setTimeout(resolve, 2));
    await new Promise((resolve) => setTimeout(resolve, late));
    if (run.ended) this.early += 1;
    await strike(run, way);
    if (restored(this.folder("state/.pulumi/stacks/harness/dev.json"))) this.backups += 1;
    await project.run(["cancel", "--yes"]).catch(() => undefined); // there may be no lock
    try {
      const { all } = await project.run(this.command(phase.command));
      if (/took over existing/.test(all)) this.tookOver += 1;
      assert.deepEqual(held(this.centre), phase.ended);
      assert.equal((await project.resources()).length, phase.resources);
      assert.equal(this.dialled, phase.dialling, "tasks and campaigns that were created");
      if (quiet && phase.command === "up") await this.centre.expectQuiet();
    } catch (error) {
      this.problems.push(`${told}: ${(error as Error).message}`);
      process.stderr.write(`${this.problems.at(-1)}\n`);
    }
  }
}

async function main(): Promise<void> {
  const centre = await newCentre({
    // Time enough for a busy machine: a group waits for its members to go.
    env: { TCCC_TIME_SCALE: "0.1" },
    simulator: { seed: (data) => addStaff(data.instance(1400000000), { mail: STRANGER, name: "Stranger" }) },
  });
  const kills = new Kills(centre);
  const random = generator(SEED);
  const draw = (n: number): number => Math.floor(random() * n);
  try {
    const phases = [
      await kills.learn("a first up", 1, "up"),
      await kills.learn("a change", 2, "up"),
      await kills.learn("a destroy", 2, "destroy"),
    ];
    for (const { name, calls, resources } of phases)
      process.stderr.write(`${name}: ${calls} calls, ${resources} resources\n`);
    for (let kill = 1; kill <= KILLS; kill++) {
      // As many first ups as changes; some are destroys.
      const phase = phases[[0, 0, 1, 1, 2][draw(5)]!]!;
      const way = ways[draw(ways.length)]!;
      const [at, late] = [1 + draw(phase.calls), draw(MOST_MS)];
      const told = `kill ${kill} of seed ${SEED} (${way} in ${phase.name}, at call ${at} and ${late} ms)`;
      await kills.kill(phase, way, at, late, told, kill % 5 === 0);
      for (const key of [way, phase.name]) kills.counts.set(key, (kills.counts.get(key) ?? 0) + 1);
      if (kill % 10 === 0) process.stderr.write(`${kill} of ${KILLS}\n`);
    }
  } finally {
    await centre.close();
  }
  const by = [...kills.counts].map(([way, count]) => `${count} × ${way}`).join(", ");
  process.stdout.write(
    `seed ${SEED}: ${by}; ${kills.early} came after the end; ${kills.tookOver} next runs took something over; ${kills.backups} states were cut off by the kill and taken from Pulumi's backup\n`,
  );
  process.stdout.write(`${KILLS} kills, ${kills.problems.length} not as declared after the next run\n`);
  process.exitCode = kills.problems.length > 0 ? 1 : 0;
}

void main();
