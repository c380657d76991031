import { type ExtensionInfo, mailKey, type StaffInfo, sameMail } from "../../api";
import { UserError } from "../../base/errors";
import type { Field } from "../../core/fields";
import { reconcile } from "../../core/reconcile";
import { type Forwarding, staffFields } from "../../roster/fields";
import { extensionJob } from "../extension/job";
import { namesOf } from "../roster/report";
import type { Context } from "../session";
import { personJob } from "./live";

/** What names an agent: phones that belong to her, and agents whose calls are forwarded to her. */
export interface NamedElsewhere {
  phones: string[];
  forwarders: { mail: string; forwarding: Forwarding }[];
}

const forwardingField = staffFields.find(({ key }) => key === "forwarding") as Field<StaffInfo>;

/** What names any of these agents, by mail in lower case; each of the two lists serves all of them. */
export async function namedElsewhere(ctx: Context, mails: readonly string[]): Promise<Map<string, NamedElsewhere>> {
  const found = new Map<string, NamedElsewhere>(mails.map((mail) => [mailKey(mail), { phones: [], forwarders: [] }]));
  const [phones, staff] = await Promise.all([
    ctx.instance.extensions.all({ fresh: true }),
    ctx.instance.staff.all({ fresh: true }),
  ]);
  for (const { ExtensionId, Relation } of phones as readonly ExtensionInfo[]) {
    if (ExtensionId) found.get(mailKey(Relation ?? ""))?.phones.push(ExtensionId);
  }
  for (const row of staff) {
    const named = found.get(mailKey(row.ForwardingConfig?.Target?.StaffUserId ?? ""));
    if (!named || !row.Mail || row.ForwardingConfig?.Enabled !== true) continue;
    named.forwarders.push({ mail: row.Mail, forwarding: forwardingField.read(row) as Forwarding });
  }
  return found;
}

/** In words, for a message; `undefined` where nothing names her. */
export function namesAgent({ phones, forwarders }: NamedElsewhere): string | undefined {
  const parts = [
    ...(phones.length > 0 ? [`she has the phone ${namesOf(phones)}`] : []),
    ...(forwarders.length > 0 ? [`calls of ${namesOf(forwarders.map(({ mail }) => mail))} are forwarded to her`] : []),
  ];
  return parts.length > 0 ? parts.join(", and ") : undefined;
}

/** Notes what names accounts that are about to be deleted and made anew. */
export async function noteNamed(ctx: Context, mails: readonly string[]): Promise<void> {
  for (const [mail, named] of await namedElsewhere(ctx, mails)) {
    if (namesAgent(named) !== undefined) ctx.memory.named.set(mail, named);
  }
}

/** Takes away what names an account that is about to be made anew and is given it back; false where it is not. */
export async function detach(ctx: Context, mail: string): Promise<boolean> {
  const named = ctx.memory.named.get(mailKey(mail));
  if (!named) return false;
  const doing = `taking away what names ${mail}, to be given back when her account was made anew`;
  for (const id of named.phones) await reconcile(extensionJob(ctx, doing, { staff: "" }, id), ctx.loop);
  for (const { mail: other, forwarding } of named.forwarders) {
    const off = { ...forwarding, enabled: false };
    await reconcile(personJob(ctx, doing, { mail: other, forwarding: off }, {}, false), ctx.loop);
  }
  return true;
}

/**
 * Gives an account that was made anew what its deletion took away, which some readings of the documentation have it do:
 * her phones, and the forwardings to her. What was given to somebody else meanwhile stays with them.
 */
export async function nameAgain(ctx: Context, mail: string): Promise<void> {
  const { phones, forwarders } = ctx.memory.named.get(mailKey(mail)) ?? { phones: [], forwarders: [] };
  if (phones.length + forwarders.length === 0) return;
  const doing = `giving ${mail} back what her deletion took away`;
  const all = await ctx.instance.extensions.all({ fresh: true });
  const lost = phones.filter((id) => all.some((row) => row.ExtensionId === id && (row.Relation ?? "") === ""));
  for (const id of lost) await reconcile(extensionJob(ctx, doing, { staff: mail }, id), ctx.loop);
  for (const { mail: other, forwarding } of forwarders) {
    const row = await ctx.instance.staff.refind(other);
    if (!row || sameMail(other, mail) || row.ForwardingConfig?.Enabled === true) continue;
    await reconcile(personJob(ctx, doing, { mail: other, forwarding }, {}, false), ctx.loop);
  }
  ctx.memory.named.delete(mailKey(mail));
}

/** What a deletion was refused for, as far as it can be seen. */
export function stillNamed(mail: string, what: string, cause: unknown): UserError {
  return new UserError(
    `the service does not delete ${mail} while ${what}. Take that away, here or in the console, and run again`,
    { cause },
  );
}
