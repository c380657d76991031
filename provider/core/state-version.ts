import { UserError } from "../base/errors";
import type { Plain } from "./values";

/** FROZEN. The output that says in which form the rest of a state is. */
export const VERSION = "__version";

/**
 * Brings the outputs of one type from one form to the next. Inputs stay as they are: another form would show a change. What is
 * secret keeps its name, since a state that lies under another one would be hidden in no message.
 */
export type Migration = (type: string, props: Plain) => Plain;

/** The forms that a version of the provider knows: it writes the last one. */
export interface Forms {
  readonly current: number;
  /** From the form of the index + 1 to the next one. */
  readonly migrations: readonly Migration[];
}

/** The forms that this version knows. */
export const FORMS: Forms = { current: 1, migrations: [] };

/** A state in the last form, whichever version of the provider wrote it. What says no version was written by none: an import. */
export function migrated(type: string, props: Plain, { current, migrations } = FORMS): Plain {
  const version = props[VERSION] ?? current;
  if (typeof version !== "number" || !Number.isInteger(version) || version < 1 || version > current) {
    throw new UserError(
      `the state of this ${type} is in form ${JSON.stringify(version)}, and this version of pulumi-tccc knows the forms 1 to ${current}: upgrade the package`,
    );
  }
  const now = migrations.slice(version - 1).reduce((state, step) => step(type, state), props);
  return { ...now, [VERSION]: current };
}
