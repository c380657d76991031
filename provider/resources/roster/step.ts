import type { Address } from "../../core/define";
import type { Plain } from "../../core/values";
import type { RosterChecked } from "../roster";
import type { Context } from "../session";
import type { Fates } from "./arrive";

/** One create or update of a roster on its way. */
export interface Step {
  ctx: Context;
  /** Such as `updating Roster "team"`. */
  doing: string;
  address: Address;
  /** The roster as its notices name it. */
  title: string;
  wanted: RosterChecked;
  olds: Plain | undefined;
  fates: Fates;
}
