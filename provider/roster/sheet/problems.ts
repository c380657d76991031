import { UserError } from "../../base/errors";
import { masker } from "../../base/mask";

/** A place in a sheet, counted from 1. */
export interface Place {
  line: number;
  /** In characters. */
  column: number;
}

/** One thing wrong in a sheet: where, and what was expected, what came, what to do. */
export interface SheetProblem extends Place {
  file: string;
  message: string;
}

/** As much as anybody reads; the rest is counted. */
const MOST_LINES = 300;

/** Everything that is wrong in a sheet, at once. `problems` has all of it, the message at most 300 lines. */
export class SheetError extends UserError {
  readonly problems: readonly SheetProblem[];

  constructor(file: string, problems: readonly SheetProblem[]) {
    const mask = masker(process.env);
    const shown = problems.map((problem) => ({ ...problem, message: mask(problem.message) }));
    super(mask(messageOf(file, shown)));
    this.name = "SheetError";
    this.problems = shown;
  }
}

/** Such as `roster.csv:3:5: phone: expected …`. */
export function problemText({ file, line, column, message }: SheetProblem): string {
  return `${file}:${line}:${column}: ${message}`;
}

function messageOf(file: string, problems: readonly SheetProblem[]): string {
  const lines = problems.slice(0, MOST_LINES).map((problem) => `  ${problemText(problem)}`);
  const more = problems.length - lines.length;
  if (more > 0) lines.push(`  and ${more} more`);
  return [`${file} has ${problems.length === 1 ? "1 problem" : `${problems.length} problems`}:`, ...lines].join("\n");
}
