import type * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { isShare } from "../api";
import { define } from "../core/define";
import { type Agree, type ArgsOf, type InputOf, type PropsOf, resourceClass } from "../core/resource";
import { isPattern } from "../roster/keep";
import { checkPeople } from "../roster/people";
import type { Person } from "../roster/sheet/person";
import { createRoster, updateRoster } from "./roster/apply";
import { partsOf, peopleOf, plainMails } from "./roster/args";
import { dissolveRoster } from "./roster/dissolve";
import { readRoster } from "./roster/read";
import { rosterRules } from "./roster/rules";
import type { Context } from "./session";
import { common, groupId, mail, type OnExisting } from "./shared";

/** What a `Roster` declares beside its people. A field left out is not managed, unless a default is given. */
export interface RosterSettings {
  /** The instance. Default: `tccc:sdkAppId`, else `TCCC_SDK_APP_ID`. Fixed at creation. */
  sdkAppId?: number;
  /**
   * The groups that this roster manages: the name by which its people's skills call a group → skillGroupId. Groups that are
   * not here are left alone.
   */
  skillGroups?: Record<string, number>;
  /**
   * `true`: the instance shall hold nobody else, administrators and `keep` apart. A refresh then shows everybody else as
   * `strangers` of this roster, and the next preview shows their removal, one by one. Who is an administrator or kept by
   * then stays. Default false: others are left alone.
   */
  exclusive?: boolean;
  /** With `exclusive`: mails, or patterns such as `*@partner.example.com`, of people who are never removed. */
  keep?: string[];
  /** People who leave the roster and keep their account, such as those who become a `Staff` of their own. */
  release?: string[];
  /**
   * At most so many people, and apart from that so many memberships in skill groups of people who stay, may be removed in
   * one step: a number, or a share of those in the state such as `"25%"`. Default 10 %, raised to 2, never more than half
   * of them, but always 1. `"100%"` lifts it; `TCCC_MAX_REMOVALS` overrides it for one run.
   */
  maxRemovals?: number | `${number}%`;
  /** Allow accounts to be deleted and made anew when their role changes. Default false. */
  allowRecreate?: boolean;
  /**
   * Before anything is written, the seats that were bought are compared with those that will be needed: `check` (default)
   * refuses when they do not suffice, `warn` says so and goes on, `off` does not look.
   */
  seats?: "check" | "warn" | "off";
  /** Let the service mail a password to each new account. Default false. */
  sendPassword?: boolean;
  /** What a deletion does about an agent who is online: `fail` (default), `wait`, `forceOffline`. */
  whenOnline?: "fail" | "wait" | "forceOffline";
  /** With `whenOnline: "wait"`: seconds to wait at most. Default 300. */
  onlineWaitSeconds?: number;
  /**
   * What to do with an account that exists already, for each person: `identical` (default) takes it over if every readable
   * managed field is as declared, or as in a freshly created account; `adopt` takes it over and changes it; `fail` refuses.
   */
  onExisting?: OnExisting;
}

const percent = z.custom<`${number}%`>((value) => typeof value === "string" && isShare(value));

const KEEP = 'a mail, or a pattern such as "*@partner.example.com" in which * is any characters and ? is one';

const settings = z.object({
  sdkAppId: common.sdkAppId,
  skillGroups: z.record(z.string().min(1), groupId).optional(),
  exclusive: z.boolean().optional(),
  keep: z.array(z.string().refine(isPattern, KEEP)).optional(),
  release: z.array(mail).optional(),
  maxRemovals: z
    .union([z.int().nonnegative(), percent], {
      error: 'a whole number such as 20, or a share from "0%" to "100%" such as "25%"',
    })
    .optional(),
  allowRecreate: z.boolean().optional(),
  seats: z.enum(["check", "warn", "off"]).optional(),
  sendPassword: z.boolean().optional(),
  whenOnline: z.enum(["fail", "wait", "forceOffline"]).optional(),
  onlineWaitSeconds: z.number().positive().optional(),
  onExisting: common.onExisting,
});

const documented: Agree<z.input<typeof settings>, RosterSettings> = true;
void documented;

const inputs = settings.extend({
  people: z.record(z.string(), z.string()),
  /** Set by `check` where the roster is exclusive: who is declared by other resources of the program. */
  elsewhere: z.array(z.string()).optional(),
  /** Filled by a refresh where the roster is exclusive: who else is in the instance. No program sets it. */
  strangers: z.record(z.string(), z.string()).optional(),
});

/** The inputs as they are stored: checked, in canonical form. */
export type RosterChecked = z.output<typeof inputs>;

/** The computed outputs of a `Roster`. */
export type RosterComputed = {
  /** How many people it holds. */
  count: number;
  /** Mails of accounts of the instance that no resource declares, sorted; at most 100. */
  unmanaged: string[];
  /** How many these are. */
  unmanagedCount: number;
};

export const rosterDefinition = define<typeof inputs.shape, RosterComputed, Context>({
  type: "Roster",
  inputs,
  computed: ["count", "unmanaged", "unmanagedCount"],
  replaceOn: [],
  declares: (args) => plainMails(args.people),
  told: ["people"],
  partsOf,
  whole: { people: checkPeople },
  rules: rosterRules,
  create: createRoster,
  read: readRoster,
  update: updateRoster,
  delete: dissolveRoster,
});

/** The arguments of a `Roster`. */
export interface RosterArgs extends ArgsOf<RosterSettings> {
  /** The people: a list such as `readSheet` gives, or a map from mail to person. */
  people: InputOf<Person[] | Record<string, Omit<Person, "mail">>>;
}

interface Stored extends RosterSettings {
  /** The people in their stored form: mail → canonical JSON. */
  people: Record<string, string>;
}

const Base = resourceClass<ArgsOf<Stored>, PropsOf<Stored, RosterComputed>>(rosterDefinition);

/**
 * A whole team in one resource: accounts with their skill groups, declared in a sheet.
 *
 * ```ts
 * new tccc.Roster("team", { people: tccc.readSheet("roster.csv"), skillGroups: { sales: sales.skillGroupId } });
 * ```
 *
 * Each person can fail alone; the rest is applied, and the next `up` does what is left. It is protected unless
 * `protect: false` is given, and refuses to lose many people at once (`maxRemovals`). A field of a person that is left out is
 * not managed; skills left out are not managed, `{}` is none.
 */
export class Roster extends Base {
  constructor(name: string, args: RosterArgs, opts?: pulumi.CustomResourceOptions) {
    const stored = { ...args, people: peopleOf(name, args.people) };
    super(name, stored as unknown as ArgsOf<Stored>, { ...opts, protect: opts?.protect ?? true });
  }
}
