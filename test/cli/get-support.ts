import { spawn } from "node:child_process";
import { builtCommand, root } from "./built";

export interface Ran {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface RunOptions {
  /** Stops reading, as `head` does, after so many characters. */
  enough?: number;
  /** Heap of the command in MB. */
  heapMb?: number;
}

/** Runs the built command as a process of its own, as a user would, with nothing of this machine's settings. */
export function tcccGet(
  env: Readonly<Record<string, string>>,
  args: readonly string[],
  options: RunOptions = {},
): Promise<Ran> {
  const heap = options.heapMb === undefined ? [] : [`--max-old-space-size=${options.heapMb}`];
  const node = [...heap, builtCommand, "get", ...args];
  const { PATH = "" } = process.env;
  const child = spawn(process.execPath, node, {
    cwd: root,
    env: { PATH, TZ: "Asia/Shanghai", TCCC_TIME_SCALE: "0.01", ...env },
  });
  const ran = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (data: string) => {
    ran.stdout += data;
    if (options.enough !== undefined && ran.stdout.length >= options.enough) child.stdout.destroy();
  });
  child.stderr.setEncoding("utf8").on("data", (data: string) => {
    ran.stderr += data;
  });
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, ...ran })));
}

/** The cells of a CSV by RFC 4180: a reader of its own, so that the writer is not judged by itself. */
export function readCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  const cell = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n|$)/gy;
  while (cell.lastIndex < text.length) {
    const found = cell.exec(text);
    if (!found) throw new Error(`not CSV: ${JSON.stringify(text.slice(cell.lastIndex, cell.lastIndex + 80))}`);
    const [, value = "", end] = found;
    rows.at(-1)!.push(value.startsWith('"') ? value.slice(1, -1).replaceAll('""', '"') : value);
    if (end === "\r\n") rows.push([]);
  }
  if (rows.at(-1)!.length === 0) rows.pop();
  return rows;
}
