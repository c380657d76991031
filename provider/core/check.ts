import type { AnyDefinition, CoreContext, RuleEnvironment } from "./define";
import { type Issue, issuesOf, pathText } from "./issues";
import { nearest } from "./nearest";
import { hasUnknown, isUnknown } from "./unknown";
import { isInternal, type Plain, sameValue, shown, stripUndefined } from "./values";

export interface CheckResult {
  inputs: Plain;
  issues: Issue[];
}

export interface CheckEnvironment<Ctx extends CoreContext> extends RuleEnvironment<Ctx> {
  /** The instance of the configuration, if any. */
  sdkAppId: number | undefined;
}

/**
 * Checks and normalises a declaration field by field, so that every wrong field is told at once and an unknown one
 * hides nothing about its neighbours. The checked inputs are stored: their canonical form and every default are frozen.
 */
export function check<Ctx extends CoreContext>(
  definition: AnyDefinition<Ctx>,
  olds: Plain | undefined,
  news: Plain,
  environment: CheckEnvironment<Ctx>,
): CheckResult {
  const shape = definition.inputs.shape as Record<string, { safeParse(value: unknown): ParseResult }>;
  const issues: Issue[] = [];
  const inputs: Plain = {};
  for (const [key, value] of Object.entries(news)) {
    if (isInternal(key)) inputs[key] = olds?.[key] ?? value;
    else if (!Object.hasOwn(shape, key)) issues.push(unknownField(key, Object.keys(shape)));
  }
  for (const [key, schema] of Object.entries(shape)) {
    const secret = definition.secretInputs?.includes(key) ?? false;
    const whole = definition.whole?.[key];
    const checked =
      whole && !isUnknown(news[key]) ? whole(news[key], olds?.[key]) : checkField(key, schema, news[key], secret);
    issues.push(...checked.issues);
    const same = definition.same?.[key] ?? sameValue;
    const keep = olds?.[key] !== undefined && checked.value !== undefined && !hasUnknown(checked.value);
    inputs[key] = keep && same(olds[key], checked.value) ? olds[key] : checked.value;
  }
  issues.push(...instanceIssues(inputs, olds, environment));
  if (issues.length === 0 || definition.rules) {
    issues.push(...(definition.rules?.(inputs, olds, environment) ?? []));
  }
  return { inputs: stripUndefined(inputs), issues };
}

interface ParseResult {
  success: boolean;
  data?: unknown;
  error?: import("zod").z.ZodError;
}

function checkField(
  key: string,
  schema: { safeParse(value: unknown): ParseResult },
  raw: unknown,
  secret: boolean,
): { value: unknown; issues: Issue[] } {
  const value = raw === null ? undefined : raw;
  if (isUnknown(value)) return { value, issues: [] };
  const result = schema.safeParse(value);
  if (result.success) return { value: result.data, issues: [] };
  // What holds an unknown is kept as written: it is normalised when it is known.
  return { value, issues: issuesOf(result.error!, value, [key], secret) };
}

function unknownField(key: string, known: readonly string[]): Issue {
  const guess = nearest(key, known);
  const hint = guess ? `did you mean "${guess}"?` : `known are ${known.join(", ")}`;
  return { path: [key], message: `no such field; ${hint}` };
}

/** The instance is fixed at creation: an object lives in one, and another instance is another stack. */
function instanceIssues(
  inputs: Plain,
  olds: Plain | undefined,
  environment: { sdkAppId: number | undefined },
): Issue[] {
  if (isUnknown(inputs.sdkAppId)) return [];
  inputs.sdkAppId ??= environment.sdkAppId;
  const path = ["sdkAppId"];
  if (inputs.sdkAppId === undefined) {
    return [
      {
        path,
        message:
          "expected the instance's id, but it is missing; set it with `pulumi config set tccc:sdkAppId 1400000000` or TCCC_SDK_APP_ID",
      },
    ];
  }
  const before = olds?.sdkAppId;
  if (before !== undefined && before !== inputs.sdkAppId && typeof inputs.sdkAppId === "number") {
    return [
      {
        path,
        message: `this object lives in instance ${shown(before)}, but ${inputs.sdkAppId} is declared or configured; another instance is another stack`,
      },
    ];
  }
  return [];
}

/** An issue as one line of text. */
export function issueText(issue: Issue): string {
  return issue.path.length === 0 ? issue.message : `${pathText(issue.path)}: ${issue.message}`;
}
