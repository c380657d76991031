import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

export const repository = join(__dirname, "../..");

/** A module of tools/: plain JavaScript that must run before anything is installed, therefore without types. */
export function tool(name: string) {
  return import(pathToFileURL(join(repository, "tools", name)).href);
}

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), "tccc-tools-"));
}

export function write(file: string, content: string): string {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}

/** A command that prints one line. */
export function fakeCommand(file: string, prints: string): string {
  write(file, `#!/bin/sh\necho '${prints}'\n`);
  chmodSync(file, 0o755);
  return file;
}
