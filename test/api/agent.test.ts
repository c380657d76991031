import assert from "node:assert/strict";
import http from "node:http";
import https from "node:https";
import { HttpsProxyAgent } from "https-proxy-agent";
import { createAgent, proxyFor } from "../../provider/api/agent";
import type { Endpoint } from "../../provider/api/endpoint";

const service: Endpoint = { protocol: "https://", host: "ccc.example.com" };
const local = (host: string): Endpoint => ({ protocol: "http://", host });
const proxy = (env: NodeJS.ProcessEnv, endpoint = service) => proxyFor(endpoint, env)?.href;

describe("api/agent", () => {
  it("takes the proxy for https from either case", () => {
    assert.equal(proxy({ HTTPS_PROXY: "http://proxy.example.com:3128" }), "http://proxy.example.com:3128/");
    assert.equal(proxy({ https_proxy: "http://proxy.example.com:3128" }), "http://proxy.example.com:3128/");
    assert.equal(proxy({ ALL_PROXY: "http://proxy.example.com:3128" }), "http://proxy.example.com:3128/");
    assert.equal(proxy({}), undefined);
  });

  it("does not take http_proxy, as the SDK would", () => {
    assert.equal(
      proxy({ http_proxy: "http://proxy.example.com:3128", HTTP_PROXY: "http://proxy.example.com:3128" }),
      undefined,
    );
  });

  it("heeds NO_PROXY in either case", () => {
    const env = { HTTPS_PROXY: "http://proxy.example.com:3128" };
    assert.equal(proxy({ ...env, NO_PROXY: "ccc.example.com" }), undefined);
    assert.equal(proxy({ ...env, no_proxy: "other.example.org,.example.com" }), undefined);
    assert.equal(proxy({ ...env, no_proxy: "*" }), undefined);
    assert.notEqual(proxy({ ...env, no_proxy: "other.example.org" }), undefined);
  });

  it("never proxies loopback", () => {
    const env = { HTTPS_PROXY: "http://proxy.example.com:3128", HTTP_PROXY: "http://proxy.example.com:3128" };
    for (const host of ["127.0.0.1:80", "127.1.2.3", "localhost:9", "[::1]:9"]) {
      assert.equal(proxy(env, local(host)), undefined, host);
      assert.equal(proxy(env, { protocol: "https://", host }), undefined, host);
    }
  });

  it("refuses a proxy of another kind without quoting it", () => {
    assert.throws(
      () => proxy({ HTTPS_PROXY: "socks5://user:hunter2@proxy.example.com" }),
      (error: Error) => {
        assert.match(error.message, /HTTPS_PROXY .* expected http:\/\/host:port/);
        assert.doesNotMatch(error.message, /hunter2/);
        return true;
      },
    );
  });

  it("makes an agent of ours in every case, so that the SDK's own choice never counts", () => {
    assert.ok(createAgent(local("127.0.0.1:1"), {}) instanceof http.Agent);
    assert.ok(createAgent(service, {}) instanceof https.Agent);
    assert.ok(createAgent(service, { HTTPS_PROXY: "http://proxy.example.com:1" }) instanceof HttpsProxyAgent);
  });

  it("leaves the process environment as it was", () => {
    const before = process.env;
    proxy({ HTTPS_PROXY: "http://proxy.example.com:1" });
    assert.equal(process.env, before);
  });
});
