/** The package ships no types. */
declare module "proxy-from-env" {
  /** URL of the proxy for an address by the environment's `*_proxy` and `no_proxy`; empty for none. */
  export function getProxyForUrl(url: string): string;
}
