import { readFileSync } from "node:fs";
import { rename, writeFile } from "node:fs/promises";
import type { Data, DataJson } from "./data";

/** Keeps the data in a file: whole or not at all, and before the answer of the write leaves. */
export class DataFile {
  #last: Promise<void> = Promise.resolve();
  #waiting: Promise<void> | undefined;

  constructor(
    private readonly path: string,
    private readonly data: Data,
  ) {}

  /** Fills the data from the file; `false` when there is none yet. */
  load(): boolean {
    let text: string;
    try {
      text = readFileSync(this.path, "utf8");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
      throw new Error(`cannot read the data file ${this.path}: ${(error as Error).message}`);
    }
    try {
      this.data.load(checked(JSON.parse(text)));
    } catch (error) {
      const hint = "Move it away to start empty, or give another file.";
      // What breaks in the middle of loading is no version of ours.
      const reason = error instanceof TypeError ? strange : (error as Error).message;
      throw new Error(`${this.path} is not a data file of the simulator (${reason}). ${hint}`);
    }
    return true;
  }

  /** Resolves when what is true now is in the file. Calls that come while one is written share the next writing. */
  save(): Promise<void> {
    this.#waiting ??= this.#last
      .catch(() => {})
      .then(() => {
        this.#waiting = undefined;
        return this.#write();
      });
    this.#last = this.#waiting;
    return this.#waiting;
  }

  async #write(): Promise<void> {
    const temporary = `${this.path}.${process.pid}.tmp`;
    try {
      await writeFile(temporary, JSON.stringify(this.data), { mode: 0o600 });
      await rename(temporary, this.path);
    } catch (error) {
      throw new Error(`cannot write the data file ${this.path}: ${(error as Error).message}`);
    }
  }
}

const lists = ["staff", "skillGroups", "extensions", "calloutTasks", "numbers"] as const;

const strange = "its content is not what the simulator writes";

function checked(value: unknown): DataJson {
  const json = value as DataJson;
  if (typeof json !== "object" || json === null || json.version !== 1) throw new Error("no version 1 in it");
  const fine =
    Number.isSafeInteger(json.nextId) &&
    Array.isArray(json.instances) &&
    json.instances.every(
      (one) =>
        Number.isSafeInteger(one?.sdkAppId) && one.purchases !== undefined && lists.every((l) => Array.isArray(one[l])),
    );
  if (!fine) throw new Error(strange);
  return json;
}
