import type { Instance, StaffRecord } from "../instance";
import { dayOf, dayStart } from "./plan";
import { hashText } from "./random";

/** An agent as the records of her calls show her: as she was then. */
export interface Agent {
  mail: string;
  name: string;
  staffNumber: string;
  phone: string;
  nick: string;
  role: number;
  extensionNumber: string;
  groups: Group[];
  /** Decides her shift. */
  key: number;
}

export interface Group {
  skillGroupId: number;
  name: string;
  members: Agent[];
}

/** Who takes calls, in which groups, on which numbers. */
export interface Crew {
  agents: Agent[];
  byMail: Map<string, Agent>;
  /** Those that take phone calls. */
  groups: Group[];
  numbers: string[];
}

/** @param mails only these agents; all of the instance when left out */
export function crewOf(centre: Instance, mails: ReadonlySet<string> | undefined): Crew {
  const groups = new Map<number, Group>();
  for (const { skillGroupId, name, type } of centre.skillGroups.values()) {
    if (type === 0) groups.set(skillGroupId, { skillGroupId, name, members: [] });
  }
  const agents: Agent[] = [];
  for (const staff of centre.staff.values()) {
    if (mails !== undefined && !mails.has(staff.mail)) continue;
    const own = staff.skillGroups.map((one) => groups.get(one.skillGroupId)).filter((one) => one !== undefined);
    const agent: Agent = {
      mail: staff.mail,
      name: staff.name,
      staffNumber: staff.staffNumber,
      phone: staff.phone,
      nick: staff.nick,
      role: staff.roles[0] ?? 3,
      extensionNumber: staff.extensionNumber,
      groups: own,
      key: hashText(staff.mail),
    };
    agents.push(agent);
    for (const group of own) group.members.push(agent);
  }
  const byMail = new Map(agents.map((one) => [one.mail, one]));
  return { agents, byMail, groups: [...groups.values()], numbers: [...centre.numbers.keys()] };
}

/** Whether the crew is what `crewOf` would find now. Asked before every call, so nothing is made to find out. */
export function isCurrent(crew: Crew, centre: Instance, mails: ReadonlySet<string> | undefined): boolean {
  let position = 0;
  for (const staff of centre.staff.values()) {
    if (mails !== undefined && !mails.has(staff.mail)) continue;
    const agent = crew.agents[position];
    position += 1;
    if (agent === undefined || !isSame(agent, staff, centre)) return false;
  }
  if (position !== crew.agents.length) return false;
  position = 0;
  for (const { skillGroupId, name, type } of centre.skillGroups.values()) {
    if (type !== 0) continue;
    const group = crew.groups[position];
    position += 1;
    if (group?.skillGroupId !== skillGroupId || group.name !== name) return false;
  }
  if (position !== crew.groups.length || crew.numbers.length !== centre.numbers.size) return false;
  position = 0;
  for (const number of centre.numbers.keys()) {
    if (crew.numbers[position] !== number) return false;
    position += 1;
  }
  return true;
}

function isSame(agent: Agent, staff: StaffRecord, { skillGroups }: Instance): boolean {
  let position = 0;
  for (const { skillGroupId } of staff.skillGroups) {
    if (skillGroups.get(skillGroupId)?.type !== 0) continue;
    if (agent.groups[position]?.skillGroupId !== skillGroupId) return false;
    position += 1;
  }
  return (
    position === agent.groups.length &&
    agent.mail === staff.mail &&
    agent.name === staff.name &&
    agent.staffNumber === staff.staffNumber &&
    agent.phone === staff.phone &&
    agent.nick === staff.nick &&
    agent.role === (staff.roles[0] ?? 3) &&
    agent.extensionNumber === staff.extensionNumber
  );
}

const hour = 3600;
const shifts = [
  { from: 8 * hour, lunch: 11.5 * hour, to: 16.5 * hour },
  { from: 9 * hour, lunch: 12 * hour, to: 18 * hour },
  { from: 12 * hour, lunch: 16 * hour, to: 21 * hour },
] as const;

/** Inbound calls are answered from 8 to 21 o'clock. */
export const open = { from: 8 * hour, to: 21 * hour } as const;
const lunchSeconds = 45 * 60;

export interface Shift {
  from: number;
  lunchFrom: number;
  lunchTo: number;
  to: number;
}

/** When she works on this day, in Unix seconds; nothing on her two free days of the week. */
export function shiftOf({ key }: Agent, day: number): Shift | undefined {
  if ((((day + (key % 7)) % 7) + 7) % 7 >= 5) return undefined;
  const start = dayStart(day);
  const shift = shifts[(key >>> 8) % shifts.length]!;
  // Nobody comes on the second.
  const late = (key >>> 12) % 420;
  const lunchFrom = start + shift.lunch + ((key >>> 16) % 8) * 600;
  return { from: start + shift.from + late, lunchFrom, lunchTo: lunchFrom + lunchSeconds, to: start + shift.to + late };
}

/** Whether somebody with this shift takes calls at this moment. */
export const isOnDuty = ({ from, lunchFrom, lunchTo, to }: Shift, seconds: number): boolean =>
  seconds >= from && seconds < to && (seconds < lunchFrom || seconds >= lunchTo);

export const isOpen = (seconds: number): boolean => {
  const second = seconds - dayStart(dayOf(seconds));
  return second >= open.from && second < open.to;
};
