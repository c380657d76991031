import assert from "node:assert/strict";
import { type Centre, failureOf, Refused, withCentre } from "./centre";

const hotline = { number: "0755 0000 0001", url: "https://example.com/call-in", onExisting: "adopt" };
const bound = ({ data }: Centre) => [...data.callInInterfaces.values()];
const refusals = async (declared: Promise<unknown>): Promise<readonly string[]> => {
  const error = await declared.catch((reason: unknown) => reason);
  assert.ok(error instanceof Refused);
  return error.failures;
};

describe("NumberCallInInterface", () => {
  it("is bound under the service's spelling of the number, and again when its address changes", () =>
    withCentre({}, async (centre) => {
      const declared = await centre.declare("NumberCallInInterface", hotline);
      const number = "008675500000001";
      assert.deepEqual(bound(centre), [{ number, type: "number", url: hotline.url }]);
      await declared.change({ ...hotline, url: "http://example.com/other" });
      assert.deepEqual(bound(centre), [{ number, type: "number", url: "http://example.com/other" }]);
      assert.deepEqual(centre.writes(), ["BindNumberCallInInterface", "BindNumberCallInInterface"]);
    }));

  it("is refused without adopt, with the reason", () =>
    withCentre({}, async (centre) => {
      const { onExisting: _, ...without } = hotline;
      for (const [inputs, came] of [
        [without, "but it is missing"],
        [{ ...hotline, onExisting: "identical" }, 'got "identical"'],
      ] as const) {
        assert.deepEqual(await refusals(centre.declare("NumberCallInInterface", inputs)), [
          `onExisting: expected "adopt" (the service cannot show what is bound to the number now, so it is overwritten unseen), ${came}`,
        ]);
      }
      assert.deepEqual(centre.sim.calls, []);
    }));

  it("takes http and https addresses only", () =>
    withCentre({}, async (centre) => {
      for (const url of ["example.com", "ftp://example.com/", "https://", "http:// space", ""]) {
        const [failure] = await refusals(centre.declare("NumberCallInInterface", { ...hotline, url }));
        assert.match(
          failure!,
          /^url: expected an http or https address such as "https:\/\/example.com\/call-in", got /,
        );
      }
    }));

  it("of a number that is not there names those that are, and the way for an internal one, which works", () =>
    withCentre({}, async (centre) => {
      const inner = { ...hotline, number: "1001" };
      const { message } = await failureOf(centre.declare("NumberCallInInterface", inner));
      assert.match(
        message,
        /has no number 1001; it has 0086\d+, 0086\d+\..* an internal number needs numberType: "inner"/,
      );
      await centre.declare("NumberCallInInterface", { ...inner, numberType: "inner" });
      assert.deepEqual(bound(centre), [{ number: "1001", type: "inner", url: hotline.url }]);
    }));

  it("cannot see what was changed by hand, and asks the service nothing", () =>
    withCentre({}, async (centre) => {
      const declared = await centre.declare("NumberCallInInterface", hotline);
      bound(centre)[0]!.url = "https://example.com/by-hand";
      centre.sim.calls.length = 0;
      assert.deepEqual(await declared.drift(), {});
      assert.deepEqual(centre.sim.calls, []);
    }));

  it("deleted changes nothing in the service, and says so", () =>
    withCentre({}, async (centre) => {
      const declared = await centre.declare("NumberCallInInterface", hotline, "hotline");
      centre.sim.calls.length = 0;
      await declared.remove();
      assert.deepEqual([centre.sim.calls, bound(centre).length], [[], 1]);
      const said = centre.said(
        'NumberCallInInterface "hotline" left the state, but number 0086075500000001 still asks',
      );
      assert.equal(said.length, 1);
    }));
});
