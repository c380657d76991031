import { z } from "zod";
import type { MobileAccept } from "../person";
import type { Role } from "../roles";
import { mail, type Priority, personRules, priority } from "../rules";

/** One person of a roster. What is left out is not managed; `""` clears a text. */
export interface Person {
  /** Mail address: the account's key. */
  mail: string;
  /** Name shown to colleagues. */
  name: string;
  /** Staff number. Needed to create an account. */
  staffNumber?: string;
  /** Name shown to customers. */
  nick?: string;
  /** Phone, kept as `0086…`; `+86 138…` and `138…` are the same. */
  phone?: string;
  /** `admin`, `inspector`, `agent` or a custom role's number. Can be set only at creation. */
  role?: Role;
  /** Extension number of the account: first digit 1–8, 4 to 6 digits. */
  extensionNumber?: string;
  /** Whether calls may be made from the mobile phone. */
  useMobileCallOut?: boolean;
  /** Whether calls may be taken on the mobile phone. */
  useMobileAccept?: MobileAccept;
  /** Skill groups by name, with priorities 1 (asked first) to 5; in a list, priority 3. Left out: not managed; `{}`: none. */
  skills?: Record<string, Priority> | string[];
}

/** The account of a person, without her skills: the rules of a `Staff`. */
export const account = z.object({ mail, ...personRules });

/** The fields of an account in the order in which they are checked. */
export const accountFields = Object.keys(account.shape) as (keyof typeof account.shape)[];

const orNull = <T extends z.ZodType>(schema: T) => schema.nullable().optional();
const digits = <T extends z.ZodType>(schema: T) => orNull(z.union([schema, z.int().nonnegative()]));
const unwrap = <T extends z.ZodType>(schema: z.ZodOptional<T>): T => schema.unwrap();

const doc = {
  name: personRules.name.describe("Name shown to colleagues."),
  staffNumber: digits(unwrap(personRules.staffNumber)).describe("Staff number. Needed to create an account."),
  nick: orNull(unwrap(personRules.nick)).describe('Name shown to customers; "" clears it.'),
  phone: digits(unwrap(personRules.phone)).describe('Phone, such as "+86 138 0013 8000"; "" clears it.'),
  extensionNumber: orNull(z.union([unwrap(personRules.extensionNumber), z.int().min(1000).max(899_999)])).describe(
    "First digit 1-8, 4 to 6 digits.",
  ),
  role: orNull(unwrap(personRules.role)).describe("Can be set only at creation."),
  useMobileCallOut: orNull(unwrap(personRules.useMobileCallOut)).describe("Whether calls may be made from the mobile."),
  useMobileAccept: orNull(unwrap(personRules.useMobileAccept)).describe("Whether calls may be taken on the mobile."),
  skills: orNull(
    z.union([z.record(z.string().min(1), z.union([priority, z.null()])), z.array(z.string().min(1)), z.string()]),
  ).describe("Skill groups by name, with priorities 1 (asked first) to 5; {} is none."),
};

/**
 * The JSON schema of a YAML or JSON sheet, for editors: a list of people, or a map from mail to person, which may name its
 * schema, since that is how a JSON file tells an editor.
 */
export function rosterSchema(): object {
  const list = z.array(z.strictObject({ mail: mail.describe("Mail address: the account's key."), ...doc }));
  const map = z.toJSONSchema(z.record(mail, z.strictObject(doc)), { io: "input" });
  const { $schema, ...people } = z.toJSONSchema(list, { io: "input" });
  const named = {
    ...map,
    $schema: undefined,
    properties: { $schema: { type: "string", description: "Where this schema is, for editors." } },
    propertyNames: { anyOf: [{ const: "$schema" }, map.propertyNames] },
  };
  return { $schema, title: "Roster of a contact centre", anyOf: [people, named] };
}
