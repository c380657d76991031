import { lives as whole } from "../resources/lives";
import type { Life } from "../resources/lives/life";
import { groupWithMembersLife, leavingLife, passwordLife } from "./more-lives";

/** Every life in which a fault may strike, by the name of what lives it. */
export const lives = {
  ...whole,
  "Staff, passwords": passwordLife,
  "Staff, online": leavingLife,
  "SkillGroup, members": groupWithMembersLife,
} satisfies Readonly<Record<string, (life: Life) => Promise<void>>>;

export type LifeName = keyof typeof lives;
