import http from "node:http";
import https from "node:https";
import { HttpsProxyAgent } from "https-proxy-agent";
import { getProxyForUrl } from "proxy-from-env";
import { UserError } from "../base/errors";
import type { Endpoint } from "./endpoint";
import { isLoopback } from "./loopback";

/**
 * Milliseconds after which an idle connection is closed on our side: sooner than servers do (5 s is common), since a
 * request sent into a connection that is being closed fails without anybody knowing whether it was applied.
 */
const IDLE_MS = 4000;

/** The connections of one account: kept alive, through the proxy where the environment names one for this address. */
export function createAgent(endpoint: Endpoint, env: NodeJS.ProcessEnv): http.Agent {
  const options = { keepAlive: true, timeout: IDLE_MS };
  const proxy = proxyFor(endpoint, env);
  if (proxy) return new HttpsProxyAgent(proxy, options);
  return endpoint.protocol === "http://" ? new http.Agent(options) : new https.Agent(options);
}

/**
 * The proxy of an endpoint from `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY` in either case; undefined for none.
 * Loopback is never proxied. Throws a `UserError` for a proxy that is no http(s) URL, without quoting it: it may hold a password.
 */
export function proxyFor(endpoint: Endpoint, env: NodeJS.ProcessEnv): URL | undefined {
  const url = new URL(endpoint.protocol + endpoint.host);
  if (isLoopback(url.hostname)) return undefined;
  const proxy = withEnvironment(env, () => getProxyForUrl(url.href));
  if (proxy === "") return undefined;
  const parsed = URL.canParse(proxy) ? new URL(proxy) : undefined;
  if (parsed?.protocol === "http:" || parsed?.protocol === "https:") return parsed;
  throw new UserError(
    "HTTPS_PROXY (or ALL_PROXY) is not a proxy this provider can use: expected http://host:port or https://host:port",
  );
}

/** The library reads `process.env` only; another environment is put in its place for the length of this synchronous call. */
function withEnvironment<T>(env: NodeJS.ProcessEnv, run: () => T): T {
  if (env === process.env) return run();
  const saved = process.env;
  process.env = env;
  try {
    return run();
  } finally {
    process.env = saved;
  }
}
