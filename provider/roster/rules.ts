import { z } from "zod";
import { normalPhone, phoneText } from "../api";

/** A mail address, as far as a call can carry it: something before and after one `@`, no spaces; not the id of a `Staff`. */
const MAIL = /^(?!\d+\/)[^\s@]+@[^\s@]+$/;

export const mail = z.string().regex(MAIL, 'a mail address such as "li@example.com"');

/** `""`: nobody. */
export const mailOrNobody = z
  .string()
  .refine((text) => text === "" || MAIL.test(text), 'a mail address such as "li@example.com", or "" for nobody');

export const priority = z.literal([1, 2, 3, 4, 5]);

export type Priority = z.output<typeof priority>;

/** Of a skill group that is named without one. */
export const DEFAULT_PRIORITY: Priority = 3;

const asMap = (names: string[]): Record<string, Priority> =>
  Object.fromEntries(names.map((name) => [name, DEFAULT_PRIORITY]));

const isNames = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((name) => typeof name === "string" && name !== "");

/** A record passes over this name: what is left would be the groups of nobody. */
const isHidden = (value: unknown): boolean =>
  typeof value === "object" && value !== null && Object.hasOwn(value, "__proto__");

/** Skills as a program may write them: a list of names takes priority 3. */
export const skillsRule = z
  .preprocess(
    (value) => (isHidden(value) ? null : isNames(value) ? asMap(value) : value),
    z.record(z.string().min(1), priority, {
      error: "skill groups by name with priorities 1 to 5 such as { sales: 1 }, or a list of names",
    }),
  )
  .optional();

/** Kept in one form; what cannot be parsed is kept as written, and "" clears. */
export const phone = z
  .string()
  .regex(new RegExp(`${phoneText.source}|^$`), 'a phone number such as "+86 138 0013 8000" or "008613800138000"')
  .transform((text) => (text === "" ? "" : normalPhone(text)));

/** What a person's account may declare, one by one or in a sheet. */
export const personRules = {
  name: z.string().min(1),
  staffNumber: z.string().optional(),
  nick: z.string().optional(),
  phone: phone.optional(),
  extensionNumber: z
    .string()
    .regex(/^$|^[1-8]\d{3,5}$/, 'an extension number: first digit 1-8, 4 to 6 digits, or "" for none')
    .optional(),
  role: z
    .union([z.enum(["admin", "inspector", "agent"]), z.int().positive()], {
      error: '"admin", "inspector", "agent" or the number of a custom role',
    })
    .optional(),
  useMobileCallOut: z.boolean().optional(),
  useMobileAccept: z.enum(["off", "whenOffline", "always"]).optional(),
};
