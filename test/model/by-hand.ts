import { addStaff } from "../../provider/simulator";
import type { Type } from "./engine";
import type { changes } from "./script";
import { NUMBER, STRANGER, tasks, taskText } from "./spec";
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
  change: Change,
  which: number,
  known: (type: Type, key: string | number) => boolean,
): string | undefined {
  const groups = [...data.skillGroups.values()].filter(({ name }) => !STRANGE.includes(name));
  const phone = [...data.extensions.values()].filter(({ extensionId }) => extensionId !== "9901")[which];
  switch (change) {
    case "stranger":
      if (!data.staff.has(STRANGER)) addStaff(data, { mail: STRANGER, name: "Zed", staffNumber: "6000" });
      break;
    case "group name": {
      const group = groups.filter(({ skillGroupId }) => known("SkillGroup", skillGroupId))[which];
      if (!group) break;
      // Or to what the program may call it next.
      const next = `${group.name.split(" ")[0]} ${["A", "B", "C"][which]}`;
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
