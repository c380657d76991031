/** The form of a mail address under which it is compared: a difference in case only is no difference. */
export const mailKey = (mail: string): string => mail.trim().toLowerCase();

/** Whether two spellings name the same account. Where an exact match exists too, the exact one wins: see directory.ts. */
export const sameMail = (a: string, b: string): boolean => mailKey(a) === mailKey(b);
