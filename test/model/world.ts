import type { Dialect, Simulator } from "../../provider/simulator";
import { type Centre, withCentre } from "../resources/centre";
import { addBystanders, free } from "../resources/lives/life";
import { randomReadings } from "../resources/readings";

export type { Centre };

/** Groups that nobody declares. */
export const STRANGE: readonly string[] = [...free.map((id) => `Group ${id}`), "Bystander"];

/** A reading at random under which the service offers a way to all that these programs declare. */
export function dialectOf(seed: number): Partial<Dialect> {
  if (seed === 0) return {};
  const [, dialect] = randomReadings(seed, 1)[0]!;
  return {
    ...dialect,
    emptyText: "clears",
    emptyGroupList: "clears",
    modifyExtensionSkillGroups: "replace",
    // Else a campaign can be taken away by no call before it starts, and nobody is removed as a stranger.
    campaignAbortReady: "ok",
    // Else one that a run left behind, of a program that was changed since, keeps its name from another.
    campaignNameTaken: "ok",
    // Else a task can be taken away by no call before it starts, or while it is paused.
    stopInitial: "ok",
    stopPaused: "ok",
    // Else two phones of one person, or the phone of somebody who is removed, are more than the service takes.
    ...(dialect.extensionRelation === "one-phone" ? { extensionRelation: "exists" } : {}),
    numberSpace: "apart",
    deletedStaffNamed: "kept",
    roleEcho: "both",
    writeDelayMs: 0,
  };
}

/** Every wait takes a two-thousandth of its time. */
const SCALE = "0.0005";

export async function inWorld(seed: number, body: (centre: Centre) => Promise<void>): Promise<void> {
  await withCentre({ dialect: dialectOf(seed), env: { TCCC_TIME_SCALE: SCALE } }, async (centre) => {
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
