/** Where a field of a type of the page was found. */
export interface Found {
  /** Such as `StaffInfo.Name`. */
  field: string;
  action: string;
  /** The lookup, or the resource. */
  by: string;
  direction: "read" | "write";
  /** Within the lookup's result or the resource's declaration; none when the field is nowhere. */
  paths: string[];
  /** Whether what is there is what the service said, or was told. */
  shown: boolean;
  /** Values that the page lists and the result calls "unknown". */
  unknown: unknown[];
  /** For each value that the page lists: the word for it. */
  words?: [unknown, string][];
}

export interface Measured {
  found: Found[];
  /** The lookups or resources that call an action. */
  uses: Map<string, Set<string>>;
  /** The members with which an action is called. */
  sent: Map<string, Set<string>>;
}

/** Notes who called, and with what. */
export function note({ uses, sent }: Measured, { action, request }: { action: string; request: object }, by: string) {
  add(uses, action, [by]);
  add(sent, action, Object.keys(request));
}

function add(to: Map<string, Set<string>>, key: string, values: readonly string[]): void {
  to.set(key, new Set([...(to.get(key) ?? []), ...values]));
}
