import type { Issue } from "../core/issues";
import { nearest } from "../core/nearest";
import { shown } from "../core/values";
import { byMail, type Listed, personOfText } from "./people";
import type { Priority } from "./rules";
import type { SkillsWant } from "./skills";

/** The groups of a roster: name → skillGroupId. */
export type GroupMap = Readonly<Record<string, number>>;

/** Every skill of every person must be a name of the map; each group has one name. */
export function groupIssues(people: unknown, groups: unknown): Issue[] {
  if (groups !== undefined && (typeof groups !== "object" || groups === null)) return [];
  const map = (groups ?? {}) as Record<string, unknown>;
  const names = new Set(Object.keys(map));
  const issues = twins(map);
  for (const { mail, text } of byMail(people).values()) {
    // A quick look: most texts of ten thousand are not worth parsing twice.
    if (!text.includes('"skills"')) continue;
    for (const name of Object.keys(personOfText(text).skills ?? {})) {
      if (names.has(name)) continue;
      const guess = nearest(name.normalize("NFKC"), [...names]);
      const known = names.size > 0 ? `known are ${[...names].slice(0, 20).join(", ")}` : "skillGroups is empty";
      const hint = guess ? `did you mean "${guess}"?` : `${known}; add it: skillGroups: { ${shown(name)}: <id> }`;
      issues.push({ path: ["people", mail, "skills", name], message: `no such name in skillGroups; ${hint}` });
    }
  }
  return issues;
}

function twins(map: Readonly<Record<string, unknown>>): Issue[] {
  const owners = new Map<unknown, string>();
  return Object.entries(map).flatMap(([name, id]) => {
    const owner = owners.get(id);
    if (owner !== undefined && typeof id === "number") {
      const message = `skill group ${shown(id)} is that of ${shown(owner)} too; give each group one name`;
      return [{ path: ["skillGroups", name], message }];
    }
    owners.set(id, name);
    return [];
  });
}

/**
 * What a person's skills mean in groups. The roster owns exactly the groups of its map, and those that were in it before;
 * all others are left alone. `undefined`: her skills are not managed.
 *
 * @param former ids that the map had before
 * @param kept whether somebody else holds her membership in a group
 */
export function skillsWant(
  person: Listed,
  groups: GroupMap,
  former: Iterable<number>,
  kept: (skillGroupId: number) => boolean,
): SkillsWant | undefined {
  if (!person.skills) return undefined;
  const skills = new Map(Object.entries(person.skills).map(([name, value]) => [groups[name]!, value]));
  const owned = new Set([...Object.values(groups), ...former]);
  const drop = new Set([...owned].filter((id) => !skills.has(id) && !kept(id)));
  return { skills, drop, exclusive: false };
}

/** The groups of the map that a live account is in, by name. */
export function liveSkills(live: ReadonlyMap<number, number>, groups: GroupMap): Record<string, Priority> {
  const named = Object.entries(groups).filter(([, id]) => live.has(id));
  return Object.fromEntries(named.map(([name, id]) => [name, live.get(id) as Priority]));
}
