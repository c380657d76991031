import { isShare, type MaxRemovals, mailKey } from "../../api";
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
import { listOf, texts } from "./known";
import { namesOf } from "./report";
import { apartOf, shownStrangers } from "./strangers";

/** Rules across people, and between what is declared and what was: all of them without a call. */
export function rosterRules(news: Plain, olds: Plain | undefined, environment: RuleEnvironment<Context>): Issue[] {
  const { people } = news;
  const strange = strangerIssues(news, olds, environment);
  if (typeof people !== "object" || people === null) return strange;
  return [
    ...strange,
    ...groupIssues(people, news.skillGroups),
    ...releaseIssues(news),
    ...exclusiveIssues(news, environment),
    ...(olds ? changes(olds, news, environment) : []),
  ];
}

/**
 * Fills in what an exclusive roster stores beside what is declared: whom the rest of the program declares, since a plain
 * refresh runs no program, and the place in which a refresh shows strangers. A program sets neither: what is left of the
 * strangers is what `ignoreChanges` has put there.
 */
function strangerIssues(
  news: Plain,
  olds: Plain | undefined,
  { elsewhere, log, address }: RuleEnvironment<Context>,
): Issue[] {
  const given = news.strangers;
  const before = new Map(texts(olds?.strangers));
  const ignored = texts(given).filter(([mail, text]) => before.get(mail) === text);
  delete news.strangers;
  delete news.elsewhere;
  const exclusive = news.exclusive === true || (isUnknown(news.exclusive) && before.size > 0);
  if (exclusive) {
    news.strangers = Object.fromEntries(ignored);
    news.elsewhere = elsewhere.filter((key) => key.startsWith("staff/")).map((key) => key.slice(6));
  }
  const isOurs = typeof given === "object" && given !== null && ignored.length === Object.keys(given).length;
  if (given !== undefined && !isOurs) {
    const message =
      "expected to be left out, since a refresh fills it with whoever else is in the instance; to keep somebody, name them in keep";
    return [{ path: ["strangers"], message }];
  }
  const alone = new Map<string, string[]>();
  const apart = apartOf(news);
  for (const mail of shownStrangers(olds, news)) {
    const why = exclusive ? apart(mail) : "exclusive is not true any more";
    if (why !== undefined) alone.set(why, [...(alone.get(why) ?? []), mail]);
  }
  for (const [why, mails] of alone) log.notice(`${address.text} leaves ${namesOf(mails)} alone: ${why}`);
  return [];
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
    log.notice(`${address.text}: keep has no effect without exclusive: true`);
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
  const apart = apartOf(news);
  const joined = new Set(Object.keys(news.people as object).map(mailKey));
  const strangers = news.exclusive === true ? shownStrangers(olds, news) : [];
  const going = strangers.filter((mail) => apart(mail) === undefined && !joined.has(mailKey(mail)));
  const { setting, from } = removalsSetting(ctx, news.maxRemovals);
  const all = { people: [...losses.people, ...going], memberships: losses.memberships };
  const stock = { ...losses.of, people: losses.of.people + texts(olds.strangers).length };
  // A limit that is refused by the schema is none: nothing is measured by it, nor by a default that nobody meant.
  const isMeant = from !== undefined || news.maxRemovals === undefined || isRemovals(news.maxRemovals);
  const refusal = isMeant ? brake(all, stock, setting, from) : undefined;
  announceMoves(olds.people, news.people, losses.people, environment);
  return [
    ...(refusal === undefined ? [] : [{ path: ["people"], message: refusal }]),
    ...(news.allowRecreate === true ? [] : roleIssues(olds.people, news.people)),
  ];
}

export const isRemovals = (value: unknown): value is MaxRemovals =>
  typeof value === "number" ? Number.isInteger(value) && value >= 0 : typeof value === "string" && isShare(value);

/** The limit that holds in this run, and the variable that set it. */
export function removalsSetting(ctx: Context, declared: unknown): { setting?: MaxRemovals; from?: string } {
  const { maxRemovals } = ctx.account.settings;
  if (maxRemovals !== undefined) return { setting: maxRemovals, from: `TCCC_MAX_REMOVALS is ${maxRemovals}` };
  return isRemovals(declared) ? { setting: declared } : {};
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
  const roster = address.text;
  for (const one of found.slice(0, MOST_TOLD)) {
    log.notice(`${roster}: ${one}: a mail is an account's key, so the old account is deleted first and a new one made`);
  }
  if (found.length > MOST_TOLD) {
    log.notice(`${roster}: ${found.length - MOST_TOLD} more people change their mail in the same way`);
  }
}
