import { isLoopback } from "./loopback";

/** Where the service is reached. */
export interface Endpoint {
  /** Plain http only on loopback: everything else would send signed requests in the clear. */
  protocol: "https://" | "http://";
  /** `host` or `host:port`; IPv6 in brackets. */
  host: string;
}

/** Reads a full URL or a host; a bare host means https. Throws an `Error` that says what was expected. */
export function parseEndpoint(text: string): Endpoint {
  const expected = new Error(
    "expected a host such as ccc.tencentcloudapi.com, or a URL such as https://ccc.tencentcloudapi.com",
  );
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(address)) throw expected;
  const url = new URL(address);
  const bare =
    (url.pathname === "/" || url.pathname === "") && !url.search && !url.hash && !url.username && !url.password;
  if (!bare || url.hostname === "") throw expected;
  if (url.protocol === "https:") return { protocol: "https://", host: url.host };
  if (url.protocol !== "http:") throw expected;
  if (!isLoopback(url.hostname)) {
    throw new Error("expected https://: plain http is accepted for 127.0.0.0/8, ::1 and localhost only");
  }
  return { protocol: "http://", host: url.host };
}
