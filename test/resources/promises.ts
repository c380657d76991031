import { readFileSync } from "node:fs";
import path from "node:path";
import { type Dialect, defaultDialect } from "../../provider/simulator";

/** A reading under which the service offers no way to what is declared, and the field that then ends in a failure. */
export interface Promised {
  /** Switches of the simulator and their values, such as `emptyText: ignored`: together they are the reading. */
  reading: readonly string[];
  /** Such as `Staff.nick`. */
  field: string;
}

const DOCUMENT = path.resolve(__dirname, "../../docs/guarantees.md");

/** The table of docs/guarantees.md: what is promised is what is tested. */
export function promises(): Promised[] {
  const rows = readFileSync(DOCUMENT, "utf8").matchAll(/^\| (`\w+: [\w-]+`[^|]*)\| `(\w+\.\w+)`[^|]*\|/gm);
  return [...rows].map(([, reading, field]) => ({
    reading: [...reading!.matchAll(/`(\w+: [\w-]+)`/g)].map(([, one]) => one!),
    field: field!,
  }));
}

/** Those that hold under a dialect. */
export function promisedUnder(all: readonly Promised[], dialect: Partial<Dialect>): Promised[] {
  const full = { ...defaultDialect, ...dialect } as unknown as Record<string, unknown>;
  const isSo = (one: string): boolean => {
    const [name, value] = one.split(": ");
    return String(full[name!]) === value;
  };
  return all.filter(({ reading }) => reading.every(isSo));
}

/**
 * The fields that a failure is about, by the step that met it; empty for a failure that is about none. A person of a roster
 * has the fields of a `Staff`.
 */
export function fieldsOf(title: string, message: string): string[] {
  const [type, step] = title.split(": ");
  if (step === "create paused") return [`${type}.paused`];
  // A campaign that cannot be ended cannot make place for another.
  if (/neither stops, deletes nor pauses it/.test(message)) return [`${type}.${step!.split(",")[0]}`];
  if (/does not stop a task before its start, nor one that is paused/.test(message)) return [`${type}.paused`];
  if (/does not stop a task before its start/.test(message)) return [`${type}.callees`];
  if (/does not stop a paused task/.test(message)) return [`${type}.paused`];
  const [, found = ""] = /Still different: ([^\n]*)/.exec(message) ?? [];
  const named = found.split(/; |\. /).flatMap((part) => /^(\w+): wanted /.exec(part)?.[1] ?? []);
  // An account that is made anew has its phone taken away for the time being.
  const owner = (field: string): string => (field === "staff" ? "Extension" : type === "Roster" ? "Staff" : type!);
  return named.map((field) => `${owner(field)}.${field}`);
}
