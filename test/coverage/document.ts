import {
  type Coverage,
  type CoveredAction,
  type CoveredType,
  type Field,
  isReached,
  leftOut,
  neverSent,
  olderNames,
  readOnly,
} from "./coverage";
import type { Found } from "./found";
import { specification } from "./page";

/** `docs/coverage.md` as the measurement gives it. */
export function documentOf({ types, actions }: Coverage): string {
  const fields = types.flatMap((type) => type.fields);
  const ofPage = fields.filter(({ isNew }) => !isNew);
  const since = fields.filter(({ isNew }) => isNew);
  const whole = types.filter((type) => type.fields.every((field) => field.isNew || isReached(field)));
  const used = actions.filter(({ lookups, resources }) => lookups.length + resources.length > 0);
  return `# Coverage

Made by \`node tools/coverage.mjs\`, and held to it by [a test](../test/coverage/coverage.test.ts): run the command again
after a lookup, a resource or the vendor's SDK has changed.

The service's documentation page "Data Types" (${specification.updated}) has ${types.length} types, carried by ${actions.length} actions.

| | Reachable |
| --- | --- |
| Types | ${whole.length} of ${types.length} |
| Actions | ${used.length} of ${actions.length} |
| Fields of the page | ${reached(ofPage)} |
| Fields added since, by the SDK's typings | ${reached(since)} |

Nothing here is claimed, all of it is measured, each field alone:

- [answers](../test/coverage/answers.ts): a service answers with a value of its own in every field; that of one field is changed, and where the lookup's result shows the change, there the field is reachable. Every value that the page lists for an enumeration has a word, which stands behind the path.
- [requests](../test/coverage/requests.ts): one field of a resource's declaration is changed, and the request that the simulator gets shows it.
- [refusals](../test/coverage/refusals.ts): the service refuses one of two people in one call; what the program is told shows each member.

Paths are those of one item where a lookup gives a list; (new) is what was added since the page, (deprecated) what the
service advises against. Every lookup has an \`…Output\` twin with the same fields.

## Actions

| Action | Types of the page | Lookups | Resources | Members of its request that are sent |
| --- | --- | --- | --- | --- |
${actions.map(actionRow).join("\n")}

What they tell outside of the types, totals and request ids aside:

| Action | Member | Type | Where |
| --- | --- | --- | --- |
${actions.flatMap(({ name, tells }) => tells.map((field) => ownRow(name, field))).join("\n")}

## Left out, or had elsewhere

| Member | Why |
| --- | --- |
${Object.entries({ ...leftOut, ...readOnly, ...neverSent, ...olderNames })
  .map(([field, why]) => `| \`${field}\` | ${why} |`)
  .join("\n")}

## Types

${types.map(section).join("\n\n")}
`;
}

const reached = (fields: readonly Field[]): string => `${fields.filter(isReached).length} of ${fields.length}`;
const code = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(", ");

function actionRow({ name, types, lookups, resources, members, sent }: CoveredAction): string {
  return `| \`${name}\` | ${[types, lookups, resources].map(code).join(" | ")} | ${sent.length} of ${members.length} |`;
}

const ownRow = (action: string, field: Field): string =>
  `| \`${action}\` | ${nameCell(field)} | ${field.type} | ${whereCell(field)} |`;

function section({ name, actions, fields }: CoveredType): string {
  const rows = fields.map(
    (field) => `| ${nameCell(field)} | ${field.type} | ${whereCell(field)} | ${testCell(field)} |`,
  );
  return `### ${name}

Carried by ${code(actions)}. Test: \`coverage ${name}\`.

| Field | Type | Where | Shown by |
| --- | --- | --- | --- |
${rows.join("\n")}`;
}

function nameCell({ name, isNew, isDeprecated, newer, leftOut: why }: Field): string {
  const notes = [
    ...(isNew ? ["new"] : []),
    ...(isDeprecated ? ["deprecated"] : []),
    ...(newer && !why ? [`where \`${newer}\` is missing`] : []),
  ];
  return `\`${name}\`${notes.length > 0 ? ` (${notes.join(", ")})` : ""}`;
}

/** Lookups and resources with the same paths stand together. */
function whereCell({ found, leftOut: why }: Field): string {
  const pathsBy = new Map<string, Set<string>>();
  for (const { by, direction, paths } of found) {
    const key = `${direction} ${by}`;
    pathsBy.set(key, new Set([...(pathsBy.get(key) ?? []), ...paths]));
  }
  const together = Map.groupBy([...pathsBy], ([key, paths]) => `${key.split(" ")[0]} ${[...paths].join()}`);
  const texts = [...together.values()].flatMap((same) => {
    const [key, paths] = same[0]!;
    if (paths.size === 0) return [];
    const by = code(same.map(([one]) => one.split(" ")[1]!));
    const plain = [...paths].some((path) => path.includes(" "));
    if (plain) return [`${by}: ${[...paths].join(", ")}`];
    return [`${key.startsWith("write") ? "declared as " : ""}${code([...paths])} of ${by}`];
  });
  const [listed] = found.flatMap(({ words }) => (words && words.length > 0 ? [words] : []));
  if (listed)
    texts.push(
      [...listed]
        .sort(byValue)
        .map(([value, word]) => `${value} ${word}`)
        .join(", "),
    );
  return texts.length > 0 ? texts.join("; ") : `left out: ${why ?? "not reachable"}`;
}

function byValue([a]: [unknown, string], [b]: [unknown, string]): number {
  return typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), "en");
}

function testCell({ found }: Field): string {
  const names = found.filter(({ paths }) => paths.length > 0).map(measuredBy);
  return [...new Set(names)].map((name) => `[${name}](../test/coverage/${name}.ts)`).join(", ");
}

function measuredBy({ direction, action }: Found): string {
  if (direction === "write") return "requests";
  return action === "CreateStaff" ? "refusals" : "answers";
}
