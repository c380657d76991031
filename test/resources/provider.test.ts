import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { readSettings } from "../../provider/api/config";
import { Provider, type ProviderArgs } from "../../provider/resources/provider";

type Given = Record<string, unknown>;

/** What a provider's process and a lookup are told of `args`, and what the engine got for it. */
async function told(args: Given): Promise<{ settings: Given; engine: Given }> {
  let engine: Given = {};
  await pulumi.runtime.setMocks({
    newResource: ({ type, inputs }) => {
      if (type.startsWith("pulumi:providers:")) engine = inputs;
      return { id: "id", state: inputs };
    },
    call: () => ({}),
  });
  const provider = new Provider("abroad", args as ProviderArgs);
  const settings = (await (provider.settings as unknown as { promise(): Promise<Given> }).promise()) as Given;
  await pulumi.output(provider.urn as pulumi.Output<string>).apply(() => undefined);
  await pulumi.runtime.disconnect();
  return { settings, engine };
}

const absent: [string, () => unknown][] = [
  ["undefined", () => undefined],
  ["null", () => null],
  ["an output of undefined", () => pulumi.output(undefined)],
  ["an output of null", () => pulumi.output(null)],
  ["a secret of undefined", () => pulumi.secret(undefined)],
  ["a promise of undefined", () => Promise.resolve(undefined)],
  ["an output of a missing member", () => pulumi.output({ a: 1 } as { a: number; b?: string }).apply(({ b }) => b)],
];
const names = ["sdkAppId", "secretId", "secretKey", "token", "region", "endpoint", "requestsPerSecond"];

describe("Provider", () => {
  for (const [name, value] of absent) {
    it(`leaves out an argument that is ${name}, whichever it is`, async () => {
      for (const key of names) {
        const { settings, engine } = await told({ [key]: value() });
        const read = readSettings((one) => settings[`tccc:${one}`] as string | undefined, {});
        assert.deepEqual(
          read,
          readSettings(() => undefined, {}),
          key,
        );
        assert.doesNotMatch(JSON.stringify(engine), /undefined|null/, key);
      }
    });
  }

  it("signs without a token where that is an output of undefined, and with the others as they were given", async () => {
    const given = { secretId: pulumi.output("AKIDexample"), secretKey: "example-secret-key", sdkAppId: 1400000001 };
    const { settings, engine } = await told({ ...given, token: pulumi.output(undefined) });
    assert.equal(engine["tccc:sdkAppId"], "1400000001");
    const read = readSettings((one) => settings[`tccc:${one}`] as string | undefined, {});
    assert.deepEqual(read.credentials, { secretId: "AKIDexample", secretKey: "example-secret-key" });
    assert.equal(read.sdkAppId, 1400000001);
  });

  it("refuses an instance that a number cannot hold exactly", async () => {
    const { settings } = await told({ sdkAppId: Number("9007199254740993") });
    assert.throws(
      () => readSettings((one) => settings[`tccc:${one}`] as string | undefined, {}),
      /tccc:sdkAppId: expected a whole number from 1 to 9007199254740991, got "9007199254740992"/,
    );
  });
});
