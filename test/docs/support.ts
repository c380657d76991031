import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Resource } from "@pulumi/pulumi";
import * as tccc from "../../provider";
import { repository } from "../pulumi/harness";

export { repository };

export interface CodeBlock {
  language: string;
  text: string;
}

export function documentText(file: string): string {
  return readFileSync(join(repository, file), "utf8");
}

/** The fenced code blocks of a document, in order. */
export function codeBlocks(markdown: string, language: string): CodeBlock[] {
  const found = [...markdown.matchAll(/^```(\S*)\n([\s\S]*?)^```$/gm)];
  return found
    .map((match) => ({ language: match[1]!, text: match[2]! }))
    .filter((block) => block.language === language);
}

/** The first cell of each row of the table under a heading, as far as it is code. */
export function tableKeys(markdown: string, heading: string, column = 0): string[] {
  const section = markdown.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? "";
  const rows = section.split("\n").filter((line) => line.startsWith("|"));
  return rows
    .slice(2)
    .map((row) => row.split("|")[column + 1]!.trim())
    .flatMap((cell) => /^`([^`]+)`$/.exec(cell)?.[1] ?? []);
}

/** The classes of the package that make resources. */
export function resourceNames(): string[] {
  const classes = Object.entries(tccc).filter(([, value]) => {
    return typeof value === "function" && value.prototype instanceof Resource;
  });
  return classes.map(([name]) => name).sort();
}
