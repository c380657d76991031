import { readFileSync } from "node:fs";
import { mailKey } from "../../api";
import { messageOf, UserError } from "../../base/errors";
import { masker } from "../../base/mask";
import { singleFields } from "../../roster/people";
import { type Inspection, inspectFile, inspectSheet, type SheetFormat } from "../../roster/sheet";
import type { Person } from "../../roster/sheet/person";
import type { SheetProblem } from "../../roster/sheet/problems";
import { tableWriter } from "../get/formats";
import { annotation } from "./annotation";

export interface CheckOptions {
  json?: boolean;
  annotate?: boolean;
  format?: SheetFormat;
  extraColumns: "refuse" | "ignore";
}

export interface CheckRun {
  stdout: string;
  stderr: string;
  code: 0 | 1 | 2;
}

interface Found {
  people: Person[];
  problems: SheetProblem[];
  /** Why a sheet could not be read. */
  unread: { file: string; message: string }[];
}

/** Checks the sheets one after the other, and says what to print. */
export function runCheck(sheets: readonly string[], options: CheckOptions): CheckRun {
  const found = masked(inspectAll(sheets, options));
  const code = found.unread.length > 0 ? 1 : found.problems.length > 0 ? 2 : 0;
  const stderr = found.unread.map(({ message }) => `tccc check: ${message}\n`).join("");
  return { stdout: options.json ? asJson(found) : asText(found, options), stderr, code };
}

function masked({ people, problems, unread }: Found): Found {
  const mask = masker(process.env);
  const shown = <T extends { message: string }>(one: T): T => ({ ...one, message: mask(one.message) });
  return { people, problems: problems.map(shown), unread: unread.map(shown) };
}

/** `-` is standard input, which has no ending to tell its format by. */
function inspect(sheet: string, { extraColumns, format }: CheckOptions): Inspection {
  if (sheet !== "-") return inspectFile(sheet, { extraColumns, format });
  return inspectSheet("-", readFileSync(0), format ?? "csv", { extraColumns });
}

function inspectAll(sheets: readonly string[], options: CheckOptions): Found {
  const found: Found = { people: [], problems: [], unread: [] };
  const owners = new Map<string, { file: string; line: number }>();
  for (const file of sheets) {
    try {
      const { people, problems } = inspect(file, options);
      found.problems.push(...problems);
      for (const { person, at } of people) {
        found.problems.push(...twins(person, owners, file, at));
        found.people.push(person);
      }
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      found.unread.push({ file, message: messageOf(error) });
    }
  }
  return found;
}

/** What a person has in common with one of an earlier sheet; with the mail, it is the same person. */
function twins(
  person: Person,
  owners: Map<string, { file: string; line: number }>,
  file: string,
  at: () => { line: number; column: number },
): SheetProblem[] {
  const taken = (field: "mail" | (typeof singleFields)[number], advice: string): SheetProblem[] => {
    const value = person[field];
    if (!value) return [];
    const key = `${field} ${field === "mail" ? mailKey(value) : value}`;
    const owner = owners.get(key);
    if (owner) {
      const message = `${field}: ${JSON.stringify(value)} is in ${owner.file}:${owner.line} too; ${advice}`;
      return [{ file, ...at(), message }];
    }
    owners.set(key, { file, line: at().line });
    return [];
  };
  const same = taken("mail", "a person belongs to one sheet");
  return same.length > 0 ? same : singleFields.flatMap((field) => taken(field, "no two people can have one"));
}

interface Summary {
  people: number;
  withSkills: number;
  skillGroups: string[];
}

function summaryOf(people: readonly Person[]): Summary {
  const skilled = people.filter(({ skills }) => skills !== undefined);
  const groups = new Set(skilled.flatMap(({ skills }) => Object.keys(skills!)));
  return { people: people.length, withSkills: skilled.length, skillGroups: [...groups].sort() };
}

function asJson({ people, problems, unread }: Found): string {
  return `${JSON.stringify({ ...summaryOf(people), problems, unread }, undefined, 2)}\n`;
}

function asText({ people, problems, unread }: Found, { annotate }: CheckOptions): string {
  const told = [...unread, ...problems].map((one) => `${annotation(one, process.env.GITHUB_WORKSPACE)}\n`);
  const list = annotate ? told.join("") : tableOf(problems);
  const { people: count, withSkills, skillGroups } = summaryOf(people);
  const groups = skillGroups.length === 0 ? "" : ` in ${plural(skillGroups.length, "skill group")}`;
  const names = skillGroups.length === 0 ? "" : `: ${skillGroups.map(oneLine).join(", ")}`;
  const who = count === 1 ? "1 person" : `${count} people`;
  const skilled = `${withSkills} with skills${groups}${names}`;
  if (problems.length === 0 && unread.length === 0) return `no problems; ${who}, ${skilled}\n`;
  const not = unread.length === 0 ? "" : `${plural(unread.length, "sheet")} could not be read; `;
  return `${list}${not}${plural(problems.length, "problem")}; ${who} read, ${skilled}\n`;
}

const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? "" : "s"}`;

/** Names are anybody's text: nothing of theirs begins a line, which a workflow could take for a command. */
const oneLine = (text: string): string => text.replace(/\p{Cc}+/gu, " ");

function tableOf(problems: readonly SheetProblem[]): string {
  if (problems.length === 0) return "";
  const writer = tableWriter(["place", "problem"]);
  const rows = problems.map(({ file, line, column, message }) =>
    writer.row({ place: `${file}:${line}:${column}`, problem: message }),
  );
  return `${writer.begin()}${rows.join("")}${writer.end()}\n`;
}
