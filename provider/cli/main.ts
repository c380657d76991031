#!/usr/bin/env node
import { readFileSync } from "node:fs";
import path from "node:path";
import { Command } from "commander";
import { checkMask } from "../base/log";
import { masker } from "../base/mask";
import { commands } from "./commands";

/** Results go to standard output, everything else to standard error. Exit codes: 0 fine, 1 failed. */
function createProgram(): Command {
  const program = new Command("tccc")
    .description("Tencent Cloud Contact Center from the command line")
    .version(packageVersion(), "-V, --version", "print the version")
    .showHelpAfterError("(--help shows what there is)");
  for (const add of commands) add(program);
  program.hook("preAction", () => checkMask(process.env));
  return program;
}

function packageVersion(): string {
  const text = readFileSync(path.join(__dirname, "../../package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}

createProgram()
  .parseAsync()
  .catch((error: unknown) => {
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`tccc: ${masker(process.env)(message)}\n`);
    process.exitCode = 1;
  });
