/** The form of a mail address under which it is compared: a difference in case only is no difference. */
export const mailKey = (mail: string): string => mail.trim().toLowerCase();

/** Whether two spellings name the same account. Where an exact match exists too, the exact one wins: see directory.ts. */
export const sameMail = (a: string, b: string): boolean => mailKey(a) === mailKey(b);

/** Which of some mails a call or an answer means by one: the exact one, else those that differ in case only. */
export function meant(mail: string, among: readonly string[]): readonly string[] {
  return among.includes(mail) ? [mail] : among.filter((one) => sameMail(one, mail));
}
