import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, type YAMLMap } from "yaml";
import { shown } from "../../core/values";
import { headingOf, unknownHeading } from "./headers";
import type { Place } from "./problems";
import type { Cell, ReadOptions, Report, Row } from "./rows";

interface Tree {
  root: Node | null;
  place(offset: number): Place;
  report: Report;
}

/** The rows of a YAML or JSON text: a list of people, or a map from mail to person, which may name its `$schema`. */
export function treeRows(text: string, format: "yaml" | "json", options: ReadOptions, report: Report): Row[] {
  const tree = format === "json" ? jsonTree(text, report) : yamlTree(text, report);
  if (!tree) return [];
  const { root } = tree;
  if (isSeq(root)) return root.items.flatMap((item) => rowOf(tree, item as Node, undefined, options));
  if (isMap(root)) {
    const people = root.items.filter(({ key }) => nameOf(key) !== "$schema");
    return people.flatMap(({ key, value }) => rowOf(tree, value as Node | null, key as Node, options));
  }
  report({ line: 1, column: 1 }, "expected a list of people, or a map from mail to person; [] is nobody");
  return [];
}

function yamlTree(text: string, report: Report): Tree | undefined {
  const tree = parsed(text, report);
  if (typeof tree === "string") {
    report({ line: 1, column: 1 }, `not YAML: ${tree}`);
    return undefined;
  }
  // What follows the first is mostly its consequence.
  const [first] = tree.errors;
  if (!first) return tree;
  report(first.at, faultOf(tree.errors.map(({ message }) => message)));
  return undefined;
}

function faultOf([first, ...more]: readonly string[]): string {
  if ([first, ...more].some((message) => message!.startsWith("Maximum call stack"))) {
    return "not YAML: it is nested too deeply";
  }
  if (first!.startsWith("Source contains multiple documents")) {
    return "expected one document, and here (---) another begins; put all people into one, or into a file of their own";
  }
  return `not YAML: ${first}`;
}

/** JSON by the strict rules of JSON; where things stand in it, by those of YAML, of which it is a part. */
function jsonTree(text: string, report: Report): Tree | undefined {
  try {
    JSON.parse(text);
  } catch (error) {
    const message = (error as Error).message;
    const words = message.replace(/ in JSON at position[\s\S]*$/, "").replace(/, (\.\.\.)?"[\s\S]*$/, "");
    report(brokenAt(text), `not JSON: ${error instanceof RangeError ? "it is nested too deeply" : words}`);
    return undefined;
  }
  const tree = parsed(text, report);
  if (typeof tree === "string") {
    report({ line: 1, column: 1 }, `could not be understood: ${tree}`);
    return undefined;
  }
  return tree;
}

/** Where a text stops being the beginning of JSON: not every message of the engine says so. */
function brokenAt(text: string): Place {
  let low = 0;
  for (let high = text.trimEnd().length; low < high; ) {
    const middle = (low + high) >>> 1;
    if (mayBegin(text.slice(0, middle + 1))) low = middle + 1;
    else high = middle;
  }
  const lines = text.slice(0, low).split("\n");
  return { line: lines.length, column: lines.at(-1)!.length + 1 };
}

function mayBegin(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    const { message } = error as Error;
    const [, position] = / at position (\d+)/.exec(message) ?? [];
    return Number(position) === text.length || /^(Unexpected end|Unterminated|Bad Unicode)/.test(message);
  }
}

function parsed(text: string, report: Report): (Tree & { errors: { at: Place; message: string }[] }) | string {
  const lineCounter = new LineCounter();
  try {
    const document = parseDocument(text, { lineCounter, uniqueKeys: false, prettyErrors: false, logLevel: "error" });
    const place = (offset: number): Place => {
      const { line, col } = lineCounter.linePos(offset);
      return { line: Math.max(line, 1), column: Math.max(col, 1) };
    };
    const errors = document.errors.map(({ pos, message }) => ({ at: place(pos[0]), message: message.split("\n")[0]! }));
    return { root: document.contents as Node | null, place, report, errors };
  } catch (error) {
    return error instanceof RangeError ? "it is nested too deeply" : (error as Error).message;
  }
}

/** One person; none where what stands there is nothing like one. */
function rowOf(tree: Tree, node: Node | null, key: Node | undefined, options: ReadOptions): Row[] {
  const at = () => placeOf(tree, key ?? node);
  const row: Row = { at, cells: new Map(), skills: [] };
  if (key) row.cells.set("mail", { value: contentOf(tree, key), at });
  if (!isMap(node)) {
    const got = isSeq(node) ? "a list" : shown(scalarOf(tree, node));
    if (!isAlias(node)) tree.report(placeOf(tree, node ?? key), `expected a person with mail and name, got ${got}`);
    return [];
  }
  const seen = new Set<string>();
  for (const { key: name, value } of node.items) {
    const text = nameOf(name);
    const heading = headingOf(text);
    const place = placeOf(tree, name as Node);
    if (text === "<<") {
      tree.report(place, "a merge (<<) cannot stand in a sheet; write the members out");
    } else if ("unknown" in heading) {
      if (options.extraColumns !== "ignore") tree.report(place, unknownHeading(text, "member"));
    }
    if ("unknown" in heading) continue;
    const known = "field" in heading ? heading.field : `skill:${heading.skill}`;
    if (key && known === "mail") tree.report(place, "the mail is the key of this person already; remove it here");
    else if (seen.has(known)) tree.report(place, `${known} is there twice; remove one of them`);
    else add(row, heading, contentOf(tree, value as Node | null), () => placeOf(tree, (value as Node) ?? name));
    seen.add(known);
  }
  return [row];
}

function add(row: Row, heading: { field: string } | { skill: string }, value: unknown, at: Cell["at"]): void {
  if (value === null || value === undefined) return;
  // A text that is empty here was written so: it clears, as "-" does in a cell.
  if ("field" in heading) row.cells.set(heading.field, { value, at });
  else row.skills.push({ name: heading.skill, value, at });
}

function placeOf(tree: Tree, node: Node | null | undefined): Place {
  return tree.place(node?.range?.[0] ?? 0);
}

const nameOf = (key: unknown): string => (isScalar(key) ? (key.source ?? String(key.value)) : "");

/** Numbers as they are written, since `0086…` is no number; lists and maps of such, and maps in lists. */
function contentOf(tree: Tree, node: Node | null): unknown {
  if (isSeq(node)) return node.items.map((item) => (isMap(item) ? mapOf(tree, item) : scalarOf(tree, item as Node)));
  return isMap(node) ? mapOf(tree, node) : scalarOf(tree, node);
}

function mapOf(tree: Tree, node: YAMLMap): Map<string, unknown> {
  const found = new Map<string, unknown>();
  for (const { key, value } of node.items) {
    const name = nameOf(key);
    if (found.has(name)) tree.report(placeOf(tree, key as Node), `${shown(name)} is there twice; remove one of them`);
    found.set(name, scalarOf(tree, value as Node | null));
  }
  return found;
}

const ALIAS = "an alias (*name) cannot stand in a sheet; write the value out";

function scalarOf(tree: Tree, node: Node | null): unknown {
  if (isScalar(node)) return typeof node.value === "number" ? (node.source ?? String(node.value)) : node.value;
  if (isAlias(node)) tree.report(placeOf(tree, node), ALIAS);
  return node === null ? null : undefined;
}
