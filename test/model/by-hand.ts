import { addExtension, addSkillGroup, addStaff, type StaffRecord } from "../../provider/simulator";
import { type Declaration, type Engine, keyOf, type Type } from "./engine";
import type { changes, Deed } from "./script";
import { declaredMails, NUMBER, type Spec, STRANGER, tasks, taskText } from "./spec";
import { type Centre, STRANGE } from "./world";

export type Change = (typeof changes)[number];

/** A group that nobody declares. */
const FREE = 905;

export function changePersonByHand(
  { data }: Centre,
  mail: string,
  change: "name" | "nick" | "priority" | "strange group" | "delete",
): void {
  const record = data.staff.get(mail);
  if (!record) return;
  switch (change) {
    case "name":
    case "nick":
      record[change] = "By hand";
      break;
    case "priority":
      for (const held of record.skillGroups) held.priority = 4;
      break;
    case "strange group":
      if (!record.skillGroups.some(({ skillGroupId }) => skillGroupId === FREE)) {
        record.skillGroups.push({ skillGroupId: FREE, priority: 3 });
      }
      break;
    default:
      data.staff.delete(mail);
      for (const phone of data.extensions.values()) if (phone.staff === mail) phone.staff = "";
  }
}

/** Gives the task that it has stopped. `known`: whether a state has the object; a renamed one would not be found again. */
export function changeByHand(
  { data }: Centre,
  change: Exclude<Change, "stranger" | "double">,
  which: number,
  known: (type: Type, key: string | number) => boolean,
): string | undefined {
  const groups = [...data.skillGroups.values()].filter(({ name }) => !STRANGE.includes(name));
  const phone = [...data.extensions.values()].filter(({ extensionId }) => extensionId !== "9901")[which];
  switch (change) {
    case "stranger is admin":
    case "stranger is agent": {
      const stranger = data.staff.get(STRANGER);
      if (stranger) stranger.roles = [change === "stranger is admin" ? 1 : 3];
      break;
    }
    case "group name": {
      const group = groups.filter(({ skillGroupId }) => known("SkillGroup", skillGroupId))[which];
      if (!group) break;
      // Or to what the program may call it next.
      const next = `${group.name.split(" ")[0]} ${["A", "B", "D"][which]}`;
      group.name = groups.some(({ name }) => name === next) ? `By hand ${group.skillGroupId}` : next;
      break;
    }
    case "phone name":
      if (phone) phone.name = "By hand";
      break;
    case "phone gone":
      if (phone) data.extensions.delete(phone.extensionId);
      break;
    case "number": {
      const bound = data.numbers.get(NUMBER)!.callOutSkillGroupIds;
      if (!bound.includes(FREE)) bound.push(FREE);
      break;
    }
    case "task stopped": {
      const living = [...data.calloutTasks.values()].filter(({ name, state }) => {
        return (tasks as readonly string[]).includes(name) && [0, 1, 5].includes(state);
      });
      const task = living[which];
      if (!task) break;
      task.state = 4;
      return taskText(task.name, task.callees.length);
    }
    case "campaign priority": {
      const campaign = [...data.campaigns.values()][which];
      if (campaign?.status === 0) campaign.priority = 4;
      break;
    }
  }
  return undefined;
}

/** What somebody who works in the console has done, for whoever judges the end. */
export interface Done {
  /** Accounts that it made, each with a password. */
  accounts: StaffRecord[];
  /** What else it made, by name or id. */
  made: string[];
  /** Mails and ids of what it deleted. */
  deleted: string[];
  /** Tasks that it stopped. */
  stopped: string[];
}

/** Makes an account by hand, with a password that nobody may overwrite. */
export function makeAccount({ data }: Centre, mail: string, name: string, staffNumber: string): StaffRecord {
  return addStaff(data, { mail, name, staffNumber, passwordHash: `set by hand for ${mail}`, passwordSetCount: 1 });
}

/** Does something in the console while a program is brought up. */
export function doMeanwhile(
  centre: Centre,
  deed: Deed,
  which: number,
  { spec, program, engine }: { spec: Spec; program: readonly Declaration[]; engine: Engine },
): Partial<Done> {
  const { data, sim } = centre;
  const among = <T>(all: readonly T[]): T | undefined => (all.length > 0 ? all[which % all.length] : undefined);
  /** Of what the run is about to make for the first time. */
  const coming = program.filter((one) => !engine.living.some(({ key }) => key === keyOf(one)) && !one.aliases?.length);
  const argsOf = (one: Declaration | undefined): { name: string; extensionId: string } | undefined =>
    one && (one.args(() => ({})) as never);
  switch (deed) {
    case "stranger":
      return data.staff.has(STRANGER) ? {} : { accounts: [makeAccount(centre, STRANGER, "Zed", "6000")] };
    case "stranger is admin":
      changeByHand(centre, deed, which, () => false);
      return {};
    case "make account": {
      const mail = among(declaredMails(spec).filter((one) => !data.staff.has(one)));
      return mail ? { accounts: [makeAccount(centre, mail, "Somebody", `66${mail.charCodeAt(0)}`)] } : {};
    }
    case "make group": {
      const group = argsOf(among(coming.filter(({ type }) => type === "SkillGroup")));
      if (!group || [...data.skillGroups.values()].some(({ name }) => name === group.name)) return {};
      const type = group.name.endsWith(" C") ? 3 : 0;
      addSkillGroup(data, { skillGroupId: sim.data.newId(), name: group.name, type });
      return { made: [group.name] };
    }
    case "make phone": {
      const phone = argsOf(among(coming.filter(({ type }) => type === "Extension")));
      if (!phone || data.extensions.has(phone.extensionId)) return {};
      addExtension(data, { extensionId: phone.extensionId, name: "Somebody's" });
      return { made: [phone.extensionId] };
    }
    case "delete account": {
      const mail = among(declaredMails(spec).filter((one) => data.staff.has(one)));
      if (!mail) return {};
      changePersonByHand(centre, mail, "delete");
      return { deleted: [mail] };
    }
    case "delete phone": {
      const id = among([...data.extensions.keys()].filter((one) => one !== "9901"));
      if (!id) return {};
      data.extensions.delete(id);
      return { deleted: [id] };
    }
    case "stop task": {
      const stopped = changeByHand(centre, "task stopped", which, () => false);
      return stopped === undefined ? {} : { stopped: [stopped] };
    }
  }
}
