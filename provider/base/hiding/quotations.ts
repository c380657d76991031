/** A secret as a service, a proxy or a library may quote it: as it is, or inside a JSON text, an address or a page. */
export function quotations(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const page = secret.replace(/[&<>"']/g, (sign) => PAGE[sign]!);
  const bytes = Buffer.from(secret);
  const base64 = (["base64", "base64url"] as const).map((encoding) => bytes.toString(encoding).replace(/=+$/, ""));
  return [
    secret,
    json,
    JSON.stringify(json).slice(1, -1),
    page,
    ...addresses(secret),
    ...base64,
    bytes.toString("hex"),
  ];
}

/** Percent-encoded, by the rules of an address and of a form. */
function addresses(text: string): string[] {
  const whole = text.replace(/\p{Surrogate}/gu, "\ufffd"); // half a character cannot be encoded
  const address = encodeURIComponent(whole);
  const strict = address.replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return [address, strict, strict.replaceAll("%20", "+"), new URLSearchParams({ _: whole }).toString().slice(2)];
}

const PAGE: Readonly<Record<string, string>> = {
  ...{ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" },
};
