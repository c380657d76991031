import { mailKey } from "../../api";
import { issuesOf, pathText } from "../../core/issues";
import { shown } from "../../core/values";
import { account, accountFields, type Person } from "./person";
import type { Place } from "./problems";
import type { Cell, Report, Row } from "./rows";
import { skillsOf } from "./skills";
import { spoilt } from "./spoilt";
import { tidied } from "./tidy";
import { meaningOf } from "./words";

/** A person, and where she stands. */
export interface Placed {
  person: Person;
  at(): Place;
}

/** The people of the rows, by the rules of `Staff`; whoever breaks one is reported and left out. */
export function peopleOf(rows: readonly Row[], report: Report): Placed[] {
  const twins = twinFinder(report);
  return rows.flatMap((row) => {
    let wrong = false;
    const noting: Report = (at, message) => {
      wrong = true;
      report(at, message);
    };
    const fields = accountOf(row, noting);
    const skills = skillsOf(meant("skills", row.cells.get("skills")), row.skills, noting);
    twins(fields, row);
    if (wrong) return [];
    return [{ person: { ...fields, ...(skills ? { skills } : {}) } as Person, at: row.at }];
  });
}

/** The fields that are as they should be. */
function accountOf(row: Row, report: Report): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const field of accountFields) {
    const cell = meant(field, row.cells.get(field));
    const fault = typeof cell?.value === "string" ? spoilt(field, cell.value) : undefined;
    if (fault !== undefined) {
      report(cell!.at(), `${field}: ${fault}`);
      continue;
    }
    const result = account.shape[field].safeParse(cell?.value);
    if (result.success) {
      if (result.data !== undefined) fields[field] = result.data;
      continue;
    }
    const issues = issuesOf(result.error, cell?.value, [field], false);
    const at = (cell ?? row).at();
    // The text that stands for an unknown value in a preview is none of a sheet.
    if (issues.length === 0) report(at, `${field}: ${shown(cell?.value)} cannot stand in a sheet`);
    for (const { path, message } of issues) report(at, `${pathText(path)}: ${message}`);
  }
  return fields;
}

function meant(field: string, cell: Cell | undefined): Cell | undefined {
  if (typeof cell?.value !== "string") return cell;
  return { ...cell, value: meaningOf(field, tidied(field, cell.value)) };
}

const single = ["staffNumber", "phone", "extensionNumber"] as const;

/** Reports what two people cannot share; of a row with a mail that is taken, the mail only. */
function twinFinder(report: Report): (fields: Record<string, unknown>, row: Row) => void {
  const owners = new Map<string, Row>();
  const taken = (field: string, value: unknown, row: Row): boolean => {
    if (typeof value !== "string" || value === "") return false;
    const key = `${field} ${field === "mail" ? mailKey(value) : value}`;
    const owner = owners.get(key);
    if (!owner) {
      owners.set(key, row);
      return false;
    }
    const cell = row.cells.get(field) ?? row;
    const [first, at] = [(owner.cells.get(field) ?? owner).at(), cell.at()];
    const who = field === "mail" ? "a person stands once" : "no two people can have one";
    report(at, `${field}: ${shown(value)} in line ${at.line} is in line ${first.line} too; ${who}`);
    return true;
  };
  return (fields, row) => {
    if (!taken("mail", fields.mail, row)) for (const field of single) taken(field, fields[field], row);
  };
}
