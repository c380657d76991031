import { type MaxRemovals, mailKey } from "../../api";
import type { RuleEnvironment } from "../../core/define";
import type { Issue } from "../../core/issues";
import { hasUnknown, isUnknown } from "../../core/unknown";
import type { Plain } from "../../core/values";
import { byMail, personOfText, singleFields } from "../../roster/people";
import { brake, lossesOf } from "../../roster/removals";
import { groupIssues } from "../../roster/skill-names";
import type { Context } from "../session";
import { staffKey } from "../shared";
import { roleMessage } from "../staff/rules";

/** Rules across people, and between what is declared and what was: all of them without a call. */
export function rosterRules(news: Plain, olds: Plain | undefined, environment: RuleEnvironment<Context>): Issue[] {
  const { people } = news;
  if (news.exclusive === true && environment.elsewhere.length > 0) {
    news.elsewhere = environment.elsewhere.filter((key) => key.startsWith("staff/")).map((key) => key.slice(6));
  }
  if (typeof people !== "object" || people === null) return [];
  return [
    ...groupIssues(people, news.skillGroups),
    ...releaseIssues(news),
    ...exclusiveIssues(news, environment),
    ...(olds ? changes(olds, news, environment) : []),
  ];
}

function releaseIssues({ people, release }: Plain): Issue[] {
  const named = new Set(Object.keys(people as object).map(mailKey));
  return listOf(release).flatMap((mail, index) =>
    named.has(mailKey(mail))
      ? [{ path: ["release", index], message: `${mail} is in people too; take her out of one of them` }]
      : [],
  );
}

function exclusiveIssues(news: Plain, { log, address }: RuleEnvironment<Context>): Issue[] {
  if (news.exclusive === true && Object.keys(news.people as object).length === 0) {
    const message = "expected at least one person, since exclusive would remove everybody; was the sheet empty?";
    return [{ path: ["people"], message }];
  }
  if (news.exclusive !== true && listOf(news.keep).length > 0 && !hasUnknown(news.exclusive)) {
    log.notice(`Roster "${address.name}": keep has no effect without exclusive: true`);
  }
  return [];
}

/** What a change may not do, and what is told of it beforehand. */
function changes(olds: Plain, news: Plain, environment: RuleEnvironment<Context>): Issue[] {
  const { ctx, elsewhere } = environment;
  const declared = new Set(elsewhere);
  const released = new Set(listOf(news.release).map(mailKey));
  const losses = lossesOf(
    olds.people,
    news.people,
    (mail) => released.has(mailKey(mail)) || declared.has(staffKey(mail)),
  );
  const { setting, from } = removalsSetting(ctx, news.maxRemovals);
  const refusal = isUnknown(news.maxRemovals) ? undefined : brake(losses, losses.of, setting, from);
  announceMoves(olds.people, news.people, losses.people, environment);
  return [
    ...(refusal === undefined ? [] : [{ path: ["people"], message: refusal }]),
    ...(news.allowRecreate === true ? [] : roleIssues(olds.people, news.people)),
  ];
}

/** The limit that holds in this run, and the variable that set it. */
export function removalsSetting(ctx: Context, declared: unknown): { setting?: MaxRemovals; from?: string } {
  const { maxRemovals } = ctx.account.settings;
  if (maxRemovals !== undefined) return { setting: maxRemovals, from: `TCCC_MAX_REMOVALS is ${maxRemovals}` };
  // What is neither is refused by the schema, and no limit.
  return typeof declared === "number" || typeof declared === "string" ? { setting: declared as MaxRemovals } : {};
}

function roleIssues(before: unknown, now: unknown): Issue[] {
  const old = byMail(before);
  return [...byMail(now)].flatMap(([key, { mail, text }]) => {
    const was = old.get(key);
    if (!was || was.text === text) return [];
    const [from, to] = [personOfText(was.text).role, personOfText(text).role];
    if (from === undefined || to === undefined || from === to || isUnknown(to)) return [];
    return [{ path: ["people", mail, "role"], message: roleMessage(from, to) }];
  });
}

/** So many changes of mail are told one by one. */
const MOST_TOLD = 10;

/** One who leaves and one who joins with the same number are one person with another mail, for whoever reads the plan. */
function announceMoves(
  before: unknown,
  now: unknown,
  leavers: readonly string[],
  { log, address }: RuleEnvironment<Context>,
): void {
  if (leavers.length === 0) return;
  const old = byMail(before);
  const owners = new Map<string, string>();
  for (const mail of leavers) {
    const person = personOfText(old.get(mailKey(mail))!.text);
    for (const field of singleFields) if (person[field]) owners.set(`${field} ${person[field]}`, mail);
  }
  const found: string[] = [];
  for (const [key, { mail, text }] of byMail(now)) {
    if (old.has(key)) continue;
    const person = personOfText(text);
    const field = singleFields.find((one) => person[one] && owners.has(`${one} ${person[one]}`));
    if (!field) continue;
    found.push(`${owners.get(`${field} ${person[field]}`)} → ${mail} (same ${field} ${person[field]})`);
  }
  const roster = `Roster "${address.name}"`;
  for (const one of found.slice(0, MOST_TOLD)) {
    log.notice(`${roster}: ${one}: a mail is an account's key, so the old account is deleted first and a new one made`);
  }
  if (found.length > MOST_TOLD) {
    log.notice(`${roster}: ${found.length - MOST_TOLD} more people change their mail in the same way`);
  }
}

export function listOf(value: unknown): string[] {
  return Array.isArray(value)
    ? value.filter((item): item is string => typeof item === "string" && !isUnknown(item))
    : [];
}
