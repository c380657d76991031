/**
 * In a preview a value that is not known yet reaches `check` and `diff` as this string: Pulumi's own sentinel
 * (`unknownValue` in `@pulumi/pulumi/runtime/rpc`), part of its wire protocol.
 */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export function isUnknown(value: unknown): boolean {
  return value === UNKNOWN;
}

/** True if the value is unknown or holds an unknown at any depth. */
export function hasUnknown(value: unknown): boolean {
  if (isUnknown(value)) return true;
  if (Array.isArray(value)) return value.some(hasUnknown);
  if (typeof value === "object" && value !== null) return Object.values(value).some(hasUnknown);
  return false;
}
