import assert from "node:assert/strict";
import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type Centre, type CentreOptions, newCentre } from "./centre";
import { engineSuite, type Result } from "./harness";

/** A centre for a whole suite: before each test the service and the stack are empty again, which costs no command. */
export function centreSuite(name: string, options: CentreOptions, body: (get: () => Centre) => void): void {
  engineSuite(name, () => {
    let centre: Centre;
    const folder = (part: string) => join(centre.project.folder, part);
    before("make a centre", async () => {
      centre = await newCentre(options);
      cpSync(folder("state"), folder("empty-state"), { recursive: true });
      cpSync(folder("Pulumi.dev.yaml"), folder("empty-settings"));
    });
    beforeEach("empty the service and the stack", () => {
      centre.sim.reset();
      rmSync(folder("state"), { recursive: true });
      cpSync(folder("empty-state"), folder("state"), { recursive: true });
      cpSync(folder("empty-settings"), folder("Pulumi.dev.yaml"));
    });
    after("close the centre", () => centre?.close());
    body(() => centre);
  });
}

/**
 * Kills an `up`, all of its processes at once, when a call has been made and its answer is on the way; or, with `lost`,
 * when the call was sent and never arrived. Then takes the lock away and runs a plain `up`.
 */
export async function killedAt(centre: Centre, call: { action: string; lost?: boolean }): Promise<Result> {
  const { project, sim } = centre;
  const { action, lost = false } = call;
  const hold = sim.pauseAt(1, { action, when: "after" });
  if (lost) sim.faults.push({ action, kind: "timeout" });
  const arrived = lost ? sim.nextCall(action) : hold.arrived;
  const run = project.spawnUp({ parallel: 1 });
  const ended = run.result.then(({ all }) => assert.fail(`the run ended before it could be killed:\n${all}`));
  ended.catch(() => {});
  await Promise.race([arrived, ended]);
  await run.killAll();
  hold.release();
  await project.cancel();
  return centre.up();
}
