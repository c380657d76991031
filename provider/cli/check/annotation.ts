import type { SheetProblem } from "../../roster/sheet/problems";

/** A problem as a command of a GitHub workflow, which shows it at its line of the pull request. */
export function annotation({ file, line, column, message }: SheetProblem): string {
  return `::error file=${property(file)},line=${line},col=${column}::${data(message)}`;
}

const data = (text: string): string => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");

const property = (text: string): string => data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
