import type { z } from "zod";
import { hasUnknown } from "./unknown";
import { shown } from "./values";

/** One wrong input: where, and what was expected, what came, what to do. */
export interface Issue {
  path: readonly PropertyKey[];
  message: string;
}

/** `people[3].skills.sales`, as Pulumi writes property paths. */
export function pathText(path: readonly PropertyKey[]): string {
  let text = "";
  for (const part of path) {
    if (typeof part === "number") text += `[${part}]`;
    else if (/^[A-Za-z_][\w]*$/.test(String(part))) text += text === "" ? String(part) : `.${String(part)}`;
    else text += `["${String(part)}"]`;
  }
  return text;
}

export function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  let value = root;
  for (const part of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[part];
  }
  return value;
}

/**
 * Turns what zod found into issues in our words. An issue about a value that is or holds an unknown is dropped: an
 * unknown never refuses. A secret's value is never part of a message.
 */
export function issuesOf(error: z.ZodError, root: unknown, prefix: readonly PropertyKey[], secret: boolean): Issue[] {
  const issues: Issue[] = [];
  for (const issue of error.issues) {
    const value = valueAt(root, issue.path);
    if (hasUnknown(value) || isAfterthought(issue, error)) continue;
    const path = [...prefix, ...issue.path];
    if (issue.code === "unrecognized_keys") {
      for (const key of issue.keys) issues.push({ path: [...path, key], message: "no such field here; remove it" });
      continue;
    }
    const said = expectation(issue);
    // Such a one tells all there is to tell.
    if (issue.code === "custom" && issue.params?.whole === true) {
      issues.push({ path, message: said });
      continue;
    }
    const came = secret
      ? (typeCame(issue, value) ?? "got another value (not shown, it is secret)")
      : `got ${shown(value)}`;
    issues.push({
      path,
      message: value === undefined ? `expected ${said}, but it is missing` : `expected ${said}, ${came}`,
    });
  }
  return issues;
}

/** Of a secret its type may be told, where that is what is wrong. */
function typeCame(issue: z.core.$ZodIssue, value: unknown): string | undefined {
  if (issue.code !== "invalid_type" && issue.code !== "invalid_union") return undefined;
  const ofText = issue.code === "invalid_union" || issue.expected === "string";
  const text = ofText && typeof value !== "object" ? "; write it as a text" : "";
  if (typeof value === "number" || typeof value === "boolean")
    return `got a ${typeof value} (not shown, it is secret)${text}`;
  return Array.isArray(value) ? "got a list (not shown, it is secret)" : undefined;
}

/** Of a value of the wrong type only that is told: zod measures the length of a list where a text was expected. */
function isAfterthought(issue: z.core.$ZodIssue, error: z.ZodError): boolean {
  const path = pathText(issue.path);
  return error.issues.some(
    (other) => other !== issue && other.code === "invalid_type" && pathText(other.path) === path,
  );
}

function expectation(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      // A schema that knows better says so in its own words; zod's default is of no help to a user.
      if (!issue.message.startsWith("Invalid input")) return issue.message;
      return issue.expected === "int" ? "a whole number" : article(issue.expected);
    case "invalid_value":
      return issue.values.length === 1 ? shown(issue.values[0]) : `one of ${issue.values.map(shown).join(", ")}`;
    case "too_small":
      return bound(issue.origin, "at least", issue.inclusive === false ? "more than" : "", issue.minimum);
    case "too_big":
      return bound(issue.origin, "at most", issue.inclusive === false ? "less than" : "", issue.maximum);
    case "invalid_key":
      return `a key that is ${issue.issues[0] ? expectation(issue.issues[0]) : "another"}`;
    case "invalid_union":
      return unionExpectation(issue);
    default:
      return issue.message;
  }
}

function bound(origin: string, inclusive: string, exclusive: string, limit: number | bigint): string {
  const words = exclusive === "" ? inclusive : exclusive;
  if (origin === "string") return `a text of ${words} ${limit} characters`;
  if (origin === "array") return `a list of ${words} ${limit} items`;
  return `${words} ${limit}`;
}

function unionExpectation(issue: Extract<z.core.$ZodIssue, { code: "invalid_union" }>): string {
  if (issue.message !== "Invalid input") return issue.message;
  const options = issue.errors.flatMap((errors) => (errors.length === 1 && errors[0] ? [expectation(errors[0])] : []));
  return options.length > 0 ? [...new Set(options)].join(" or ") : "another form";
}

function article(type: string): string {
  const names: Record<string, string> = {
    string: "a text",
    number: "a number",
    boolean: "true or false",
    array: "a list",
  };
  return names[type] ?? (/^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`);
}
