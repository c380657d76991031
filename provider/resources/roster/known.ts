import { isUnknown } from "../../core/unknown";
import { isText } from "../../roster/people";

/** The known entries of a stored map of texts. */
export function texts(map: unknown): [string, string][] {
  if (typeof map !== "object" || map === null) return [];
  return Object.entries(map).filter((entry): entry is [string, string] => isText(entry[1]));
}

/** The known texts of a stored list. */
export function listOf(value: unknown): string[] {
  return Array.isArray(value)
    ? value.filter((item): item is string => typeof item === "string" && !isUnknown(item))
    : [];
}
