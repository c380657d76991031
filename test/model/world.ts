import type { Dialect, Simulator } from "../../provider/simulator";
import { type Centre, withCentre } from "../resources/centre";
import { addBystanders, free } from "../resources/lives/life";
import { randomReadings } from "../resources/readings";
import type { Script } from "./script";

export type { Centre };

/** Groups that nobody declares. */
export const STRANGE: readonly string[] = [...free.map((id) => `Group ${id}`), "Bystander"];

/** A reading at random under which the service offers a way to all that these programs declare. */
export function dialectOf(seed: number): Partial<Dialect> {
  if (seed === 0) return { campaignGroupNotPhone: "ok" };
  const [, dialect] = randomReadings(seed, 1)[0]!;
  return {
    ...dialect,
    emptyText: "clears",
    emptyGroupList: "clears",
    modifyExtensionSkillGroups: "replace",
    // Else a campaign can be taken away by no call before it starts, and nobody is removed as a stranger.
    campaignAbortReady: "ok",
    // Else a campaign whose group becomes one of another type is refused.
    campaignGroupNotPhone: "ok",
    // Else one that a run left behind, of a program that was changed since, keeps its name from another.
    campaignNameTaken: "ok",
    // Else a task can be taken away by no call before it starts, or while it is paused.
    stopInitial: "ok",
    stopPaused: "ok",
    // Else two phones of one person, or the phone of somebody who is removed, are more than the service takes.
    ...(dialect.extensionRelation === "one-phone" ? { extensionRelation: "exists" } : {}),
    // Else a list of one-row pages is never known to be whole, and all is refused.
    ...(dialect.pageLimit === 1 ? { pageOrder: "stable", pageTooLarge: "error" } : {}),
    numberSpace: "apart",
    deletedStaffNamed: "kept",
    roleEcho: "both",
  };
}

/** Every wait takes a two-thousandth of its time; with a lag a two-hundredth, so that some calls fall into it. */
const SCALE = 1 / 2000;
const SCALE_OF_LAG = 1 / 200;

export async function inWorld({ dialect, lag }: Script, body: (centre: Centre) => Promise<void>): Promise<void> {
  const scale = lag > 0 ? SCALE_OF_LAG : undefined;
  const reading = { ...dialectOf(dialect), writeDelayMs: lag };
  const env = { TCCC_TIME_SCALE: String(scale ?? SCALE) };
  await withCentre({ dialect: reading, env, ...(scale === undefined ? {} : { scale }) }, async (centre) => {
    addBystanders(centre);
    await body(centre);
  });
}

/** All that nobody declares, as text: it must never change. */
export function bystanders({ data }: Centre): string {
  return JSON.stringify([
    data.staff.get("bystander@example.com"),
    data.skillGroups.get(990),
    data.extensions.get("9901"),
    free.map((id) => data.skillGroups.get(id)),
  ]);
}

/** What no line and no message may hold. */
export function secretsOf({ sim, data }: Centre): string[] {
  const sip = [...data.extensions.values()].map(({ password }) => password);
  return [secretKey(sim), ...sip];
}

const secretKey = ({ env }: Simulator): string => env.TENCENTCLOUD_SECRET_KEY!;
