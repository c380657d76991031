import { type Command, Option } from "commander";
import type { CheckOptions } from "../check/run";

const examples = `
Examples:
  $ tccc check roster.csv                      what is wrong in it, and who is in it
  $ tccc check north.csv south.yaml            also: is anybody in both
  $ tccc check roster.csv --annotate           in a GitHub workflow: marks the lines in the pull request
  $ tccc check roster.csv --json
  $ git show main:team.yaml | tccc check - --format yaml

Columns: mail, name, staffNumber, nick, phone, role, extensionNumber, useMobileCallOut, useMobileAccept,
skills ("sales:1; support"), skill:<group> (a priority), in English or Chinese (邮箱, 姓名, 工号, …). A blank cell is not
managed, "-" is none. Nothing is asked of the service.

Exit codes: 0 fine, 2 problems found, 1 a sheet could not be read.`;

/** `tccc check <sheet>`: what is wrong in a roster, offline. */
export function check(program: Command): void {
  program
    .command("check")
    .description("check sheets of people (CSV, YAML, JSON), offline")
    .argument("<sheets...>", "files that end in .csv, .tsv, .yaml, .yml or .json; - is standard input")
    .addOption(new Option("--format <what>", "default: by the ending of the file").choices(["csv", "yaml", "json"]))
    .addOption(new Option("--json", "as JSON").conflicts("annotate"))
    .option("--annotate", "problems as annotations of a GitHub workflow")
    .addOption(new Option("--extra-columns <what>", "unknown columns").choices(["refuse", "ignore"]).default("refuse"))
    .addHelpText("after", examples)
    .action((sheets: string[], options: CheckOptions) => {
      // Loads the readers: not needed for help.
      const { runCheck } = require("../check/run") as typeof import("../check/run");
      const ran = runCheck(sheets, options);
      process.stderr.write(ran.stderr);
      process.stdout.write(ran.stdout);
      process.exitCode = ran.code;
    });
}
