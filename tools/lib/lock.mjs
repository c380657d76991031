import { mkdir, rm, stat, utimes } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const BEAT = 5_000; // how often the holder shows that it is alive
const STALE = 30_000; // after so long without a sign it counts as dead: a killed process frees nothing

/**
 * Runs `work` while no other process holds the same lock (a folder: making one is atomic on every file system).
 * `waiting` is called once when another process is at work.
 */
export async function withLock(folder, work, waiting = () => {}) {
  await mkdir(dirname(folder), { recursive: true });
  for (let told = false; !(await take(folder)); await sleep(250)) {
    if (!told) waiting();
    told = true;
  }
  const beat = setInterval(() => void utimes(folder, new Date(), new Date()).catch(() => {}), BEAT);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    await rm(folder, { recursive: true, force: true });
  }
}

async function take(folder) {
  try {
    await mkdir(folder);
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
  }
  const age = await stat(folder).then(
    (found) => Date.now() - found.mtimeMs,
    () => 0,
  );
  if (age > STALE) await rm(folder, { recursive: true, force: true });
  return false;
}
