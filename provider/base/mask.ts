/** The first character of a mail, and its domain, stay: who reads along knows whom to ask, and nobody else does. */
const MAIL = /([^\s@"'`<>()[\]{},;:=/\\])[^\s@"'`<>()[\]{},;:=/\\]*@([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)/g;

/** Numbers with an international prefix, Chinese mobile numbers and Chinese landlines. No id of the service looks so. */
const PHONE = /(?<![\w.-])((?:\+|00?)[1-9]\d{1,7}|1[3-9]\d{3})(\d{4})(\d\d)(?![\w-])/g;

/**
 * With `TCCC_MASK=1` every message and log line of the provider shows mails as `l***@example.com` and phone numbers as
 * `008613800****00`, for output that others can read. The state and Pulumi's own display of it are not changed by it.
 */
export function masker(env: NodeJS.ProcessEnv): (text: string) => string {
  return env.TCCC_MASK === "1" || env.TCCC_MASK === "true" ? masked : (text) => text;
}

function masked(text: string): string {
  return text
    .replace(MAIL, (_, first: string, domain: string) => `${first}***@${domain}`)
    .replace(PHONE, (_, head: string, _hidden: string, tail: string) => `${head}****${tail}`);
}
