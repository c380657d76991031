import type { Dialect } from "./dialects";

/** Writes empty lists and texts of an answer as `dialect` says, at every depth. */
export function dress(answer: object, { emptyLists, emptyTexts }: Dialect): object {
  if (emptyLists === "[]" && emptyTexts === "empty") return answer;
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) {
      if (value.length > 0) return value.map((item) => (typeof item === "object" ? walk(item) : item));
      return emptyLists === "[]" ? value : emptyLists === "null" ? null : undefined;
    }
    if (value === "") return emptyTexts === "empty" ? value : emptyTexts === "null" ? null : undefined;
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, walk(member)]));
  };
  return walk(answer) as object;
}
