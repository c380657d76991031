import assert from "node:assert/strict";
import fc from "fast-check";
import { UserError } from "../../provider/base/errors";
import { PartialFailure } from "../../provider/core/failures";
import { addressOf, identityOf, stackOf } from "../../provider/core/identity";
import { UNKNOWN } from "../../provider/core/unknown";
import type { Plain } from "../../provider/core/values";
import { app, benchOf, internal, thing, thrownBy, urnOf } from "./thing";

const urn = urnOf("Thing", "it");
const told = (self: string): string => JSON.stringify({ self });

describe("core: which entry of the state a resource is", () => {
  it("is made at the first check, from the URN and a random part, and stays through later ones", () => {
    const first = identityOf(undefined, { __identity: urn });
    assert.match(String(first), new RegExp(`^${urn.replace(/[$.]/g, "\\$&")}#[0-9a-f]{12}$`));
    assert.notEqual(identityOf(undefined, { __identity: urn }), first);
    assert.equal(identityOf({ __identity: first }, { __identity: urnOf("Thing", "renamed") }), first);
    assert.equal(identityOf(undefined, { __identity: first }), first, "that of an import");
    assert.equal(identityOf(undefined, { __identity: UNKNOWN }), UNKNOWN);
  });

  it("names the resource, and the components around it, whatever its name holds", () => {
    const address = addressOf("Staff", { __identity: `${urnOf("Staff", "li::lei#1")}#0123456789ab` });
    assert.deepEqual(address, {
      type: "Staff",
      name: "li::lei#1",
      identity: `${urnOf("Staff", "li::lei#1")}#0123456789ab`,
      origin: urnOf("Staff", "li::lei#1"),
      text: 'Staff "li::lei#1"',
    });
    assert.equal(stackOf(address.origin), "urn:pulumi:stack::project");
    const within = "urn:pulumi:stack::project::my:index:East$my:index:Team$pulumi-nodejs:dynamic/tccc:Staff::li";
    assert.equal(addressOf("Staff", { __identity: within }).text, 'Staff "li" in my:index:East in my:index:Team');
  });

  it("is refused loudly where it is missing, by every verb, and nothing is called", async () => {
    const called: string[] = [];
    const verb = (name: string) => async () => {
      called.push(name);
      return undefined as never;
    };
    const { handler } = benchOf(
      thing({ create: verb("create"), read: verb("read"), update: verb("update"), delete: verb("delete") }),
    );
    for (const __identity of [undefined, "", "it", 7]) {
      const state: Plain = {
        __provider: "text",
        ...(__identity === undefined ? {} : { __identity }),
        sdkAppId: app,
        code: "A1",
      };
      const good = { ...internal, sdkAppId: app, code: "A1" };
      const failures = await Promise.all([
        ...[handler.create!(state), handler.read!(`${app}/A1`, state), handler.delete!(`${app}/A1`, state)].map(
          thrownBy,
        ),
        ...[handler.update!(`${app}/A1`, state, state), handler.diff!(`${app}/A1`, state, good)].map(thrownBy),
        thrownBy(handler.check!(state, good)),
      ]);
      for (const { message } of failures) {
        assert.equal(
          message,
          `the state of this Thing holds no __identity: expected the URN under which it was created, got ${JSON.stringify(__identity) ?? "nothing"}. Nothing was changed. Take it out of the state with \`pulumi state delete\`, and the next \`pulumi up\` takes its object over`,
        );
      }
    }
    assert.deepEqual(called, []);
  });

  it("comes back from every verb with every outcome, whatever the resource answers", async () => {
    const plain = fc.dictionary(
      fc.constantFrom("code", "size", "__identity", "__provider", "__version", "serial"),
      fc.anything({ maxDepth: 1 }),
    );
    const outcome = fc.oneof(
      plain.map((outs) => () => outs),
      plain.map((outs) => () => {
        throw new PartialFailure(`${app}/A1`, outs, ["refused"]);
      }),
      fc.constant(() => {
        throw new UserError("refused");
      }),
      fc.constant(() => {
        throw new TypeError("a defect");
      }),
    );
    await fc.assert(
      fc.asyncProperty(outcome, outcome, outcome, async (first, second, third) => {
        const { handler } = benchOf(
          thing({
            create: async () => ({ key: "A1", outs: first() }),
            update: async () => second(),
            read: async () => {
              const live = third();
              return { inputs: live, computed: live };
            },
          }),
        );
        const state = { ...internal, sdkAppId: app, code: "A1", __version: 1 };
        const { __provider, __identity } = internal;
        const kept = async (verb: Promise<Plain>): Promise<void> => {
          const left = await verb.catch((error: Plain) => error.properties as Plain | undefined);
          if (left === undefined) return;
          assert.deepEqual([left.__provider, left.__identity, left.__version], [__provider, __identity, 1]);
        };
        await kept(handler.create!(state).then(({ outs }) => outs!));
        await kept(handler.update!(`${app}/A1`, state, state).then(({ outs }) => outs!));
        await kept(handler.read!(`${app}/A1`, state).then(({ props }) => props!));
        const inputs = await handler.read!(`${app}/A1`, state).then(
          ({ inputs }) => inputs as Plain,
          () => undefined,
        );
        if (inputs) {
          assert.deepEqual(
            [inputs.__provider, inputs.__identity, "__version" in inputs],
            [__provider, __identity, false],
          );
        }
      }),
    );
  });

  it("lets an entry that waits for its deletion take nothing from the one that lives, under any keys and ids", async () => {
    const code = fc.constantFrom("A1", "a1", "B1");
    await fc.assert(
      fc.asyncProperty(code, code, fc.boolean(), fc.boolean(), async (living, waiting, serviceId, changes) => {
        const deleted: string[] = [];
        const definition = thing({
          ...(serviceId ? { serviceId } : {}),
          delete: async (_ctx, key) => {
            deleted.push(key);
          },
        });
        const { handler } = benchOf(definition);
        const id = (key: string): string => `${app}/${serviceId ? key.toLowerCase() : key}`;
        const entry = (name: string, key: string): Plain => ({
          ...{ ...internal, __identity: `${urn}#${name}`, sdkAppId: app, code: key },
        });
        const live = entry("000000000001", living);
        const news = { ...live, __told: told("it"), ...(changes ? { size: 4 } : {}) };
        const { inputs } = await handler.check!(live, news);
        const { replaces } = await handler.diff!(id(living), live, inputs);
        assert.deepEqual(replaces, []);
        if (changes) await handler.update!(id(living), live, inputs);
        await handler.delete!(id(waiting), entry("000000000002", waiting));
        const same = living.toLowerCase() === waiting.toLowerCase();
        assert.deepEqual(deleted, same ? [] : [id(waiting).slice(`${app}/`.length)]);
        // The engine may delete the entry itself, where a user forces its replacement; what was changed by then stays.
        deleted.length = 0;
        await handler.delete!(id(living), live);
        assert.equal(deleted.length, changes ? 0 : 1);
      }),
    );
  });
});
