import * as pulumi from "@pulumi/pulumi";

/** Settings of another account; what is left out is not taken from the configuration of the default one. */
export interface ProviderArgs {
  /** The instance of the resources that use this provider. */
  sdkAppId?: pulumi.Input<number>;
  /** With `secretKey`. Both left out: the environment, else the SDK's credential chain. */
  secretId?: pulumi.Input<string>;
  /** Secret. */
  secretKey?: pulumi.Input<string>;
  /** Of temporary credentials. Secret. */
  token?: pulumi.Input<string>;
  /** Such as `ap-guangzhou`; no action of this service asks for it. */
  region?: pulumi.Input<string>;
  /** Host, or full URL; default `ccc.tencentcloudapi.com`. Plain http for loopback addresses only. */
  endpoint?: pulumi.Input<string>;
  /** Calls a second for each action. Default 20, the service's own limit. */
  requestsPerSecond?: pulumi.Input<number>;
}

const secrets = new Set(["secretId", "secretKey", "token"]);

/**
 * Another account in the same program, in a process of its own. Pass it as `{ provider }`.
 *
 * ```ts
 * const abroad = new tccc.Provider("abroad", { sdkAppId: 1400000001, endpoint: "ccc.intl.tencentcloudapi.com" });
 * new tccc.SkillGroup("sales", { name: "Sales", type: "phone" }, { provider: abroad });
 * ```
 *
 * Claims do not reach from one provider to another: an account declared through both is deleted when one lets it go.
 */
export class Provider extends pulumi.ProviderResource {
  /** Its settings under the names of the configuration, for lookups that are asked through it. */
  readonly settings: pulumi.Output<Record<string, string>>;

  constructor(name: string, args: ProviderArgs = {}, opts?: pulumi.ResourceOptions) {
    const settings: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(args)) {
      if (value === undefined || value === null) continue;
      // Provider settings are texts on Pulumi's wire; an empty one counts as left out, as the value of an output may be.
      const text = pulumi.output(value as pulumi.Input<string | number | undefined>).apply((known) => `${known ?? ""}`);
      settings[`tccc:${key}`] = secrets.has(key) ? pulumi.secret(text) : text;
    }
    super("pulumi-nodejs", name, settings, opts);
    this.settings = pulumi.output(settings as Record<string, pulumi.Input<string>>);
  }
}
