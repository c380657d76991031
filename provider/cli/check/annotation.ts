import path from "node:path";
import type { SheetProblem } from "../../roster/sheet/problems";

type Told = Pick<SheetProblem, "file" | "message"> & Partial<SheetProblem>;

/** A problem as a command of a GitHub workflow, which shows it at its line of the pull request. */
export function annotation({ file, line, column, message }: Told, workspace: string | undefined): string {
  const place = line === undefined ? "" : `,line=${line},col=${column}`;
  return `::error file=${property(inWorkspace(file, workspace))}${place}::${data(message)}`;
}

/** GitHub reads a path from the root of the checkout, wherever the command was run. */
function inWorkspace(file: string, workspace: string | undefined): string {
  if (!workspace || file === "-") return file;
  const relative = path.relative(workspace, path.resolve(file));
  return relative.startsWith("..") || path.isAbsolute(relative) ? file : relative.replaceAll("\\", "/");
}

const data = (text: string): string => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");

const property = (text: string): string => data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
