import { type Command, InvalidArgumentError, Option } from "commander";
import { activity } from "../get/activity";
import { configuration } from "../get/configuration";
import { TIME_FORMS, timeOf } from "../get/times";
import type { Filter, Options, What } from "../get/what";

const examples = `
Examples:
  $ tccc get staff                             who has an account, as a table
  $ tccc get staff li@example.com --json       one of them, with everything that is known
  $ tccc get cdr --from -7d --csv > calls.csv  the calls of a week; reads and writes as it goes
  $ tccc get cdr --from 2026-11-01 --to 2026-12-01 --json
  $ tccc get status --status free              who is waiting for a call

Settings come from the environment: TCCC_SDK_APP_ID, TENCENTCLOUD_SECRET_ID, TENCENTCLOUD_SECRET_KEY,
TENCENTCLOUD_TOKEN, TENCENTCLOUD_REGION, TCCC_ENDPOINT (ccc.tencentcloudapi.com, abroad ccc.intl.tencentcloudapi.com).

Exit codes: 0 also when there is nothing; 1 failed, or not found.`;

/** `tccc get <what>`: every lookup from the command line. */
export function get(program: Command): void {
  const command = program
    .command("get")
    .description("show what is in the contact centre, as a table, JSON or CSV")
    .addHelpText("after", examples);
  for (const what of [...configuration, ...activity]) add(command, what);
}

function add(parent: Command, what: What): void {
  const command = parent.command(what.name).description(what.description);
  if (what.id) command.argument(what.id.required ? `<${what.id.name}>` : `[${what.id.name}]`, "show this one");
  for (const filter of what.filters) command.addOption(optionFor(filter));
  command
    .option("--sdk-app-id <number>", "the instance, in place of TCCC_SDK_APP_ID", whole)
    .addOption(new Option("--json", "as JSON").conflicts("csv"))
    .option("--csv", "as CSV with a header, all members")
    .option("--bom", "with --csv: begin with a byte order mark, by which Excel knows UTF-8")
    .action(async (...given: unknown[]) => {
      const [id, options] = what.id
        ? [given[0] as string | undefined, given[1] as Options]
        : [undefined, given[0] as Options];
      // Loads the client: not needed for help.
      const { run } = require("../get/run") as typeof import("../get/run");
      await run(what, id, options);
    });
}

function optionFor(filter: Filter | `${Filter}!`): Option {
  const name = filter.replace(/!$/, "") as Filter;
  const [flags, description, parse] = FILTERS[name];
  const option = new Option(flags, description).makeOptionMandatory(filter.endsWith("!"));
  return parse ? option.argParser(parse) : option;
}

type Parse = (text: string, before: unknown) => unknown;

const FILTERS: Readonly<Record<Filter, readonly [flags: string, description: string, parse?: Parse]>> = {
  from: ["--from <time>", `from when: ${TIME_FORMS}`, time],
  to: ["--to <time>", "until when; now if left out", time],
  modifiedSince: ["--modified-since <time>", "only those modified then or later", time],
  phone: ["--phone <number>", "only calls with this number; may be repeated", several(String)],
  sessionId: ["--session-id <id>", "only this call; may be repeated", several(String)],
  skillGroupId: [
    "--skill-group-id <id>",
    "only of this skill group; where it makes sense, may be repeated",
    several(whole),
  ],
  mail: ["--mail <mail>", "only of this person; may be repeated", several(String)],
  status: ["--status <word>", "only in this status; may be repeated", several(statusWord)],
  name: ["--name <text>", "only those with this in their name"],
  keyword: ["--keyword <text>", "only those with this in number, name, or mail or name of the agent"],
  byNumber: ["--by-number", "also by number"],
  all: ["--all", "of all instances of the account"],
  showPassword: ["--show-password", "with one extension: its SIP password too"],
};

function several(parse: (text: string) => unknown): Parse {
  return (text, before) => [...((before as unknown[] | undefined) ?? []), parse(text)];
}

function time(text: string): number {
  const seconds = timeOf(text, Math.floor(Date.now() / 1000));
  if (seconds === undefined) throw new InvalidArgumentError(`Expected ${TIME_FORMS}.`);
  return seconds;
}

function whole(text: string): number {
  if (/^[1-9]\d{0,15}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("Expected a whole number from 1.");
}

const STATUSES = ["free", "busy", "rest", "notReady", "afterCallWork", "offline"];

function statusWord(text: string): string {
  const word = STATUSES.find((one) => one.toLowerCase() === text.toLowerCase());
  if (word === undefined) throw new InvalidArgumentError(`Expected one of ${STATUSES.join(", ")}.`);
  return word;
}
