import assert from "node:assert/strict";
import { centreSuite } from "./afresh";
import { type Centre, expectNoStack, SOON } from "./centre";

const FIRST = "008675500000001";

const bindings = (exclusive: boolean, groups: string) => `
  const sales = new tccc.SkillGroup("sales", { name: "Sales", type: "phone" });
  const support = new tccc.SkillGroup("support", { name: "Support", type: "phone" });
  new tccc.NumberCallOutBinding("line", {
    number: "0755 0000 0001", skillGroupIds: [${groups}], exclusive: ${exclusive},
  });
`;
const id = (group: string) => `${group}.skillGroupId`;
const boundTo = ({ live }: Centre): string[] =>
  live.numbers
    .get(FIRST)!
    .callOutSkillGroupIds.map((one) => live.skillGroups.get(one)!.name)
    .sort();
const interfaceOf = (more: string) => `
  new tccc.NumberCallInInterface("hotline", { number: "075500000001", ${more} });
`;

centreSuite("a number", { inline: true }, (get) => {
  it("is bound to groups of the same program, found changed by hand, repaired, and let go before they are deleted", async () => {
    const centre = get();
    await centre.up(bindings(true, [id("sales"), id("support")].join()));
    assert.deepEqual(boundTo(centre), ["Sales", "Support"]);
    await centre.expectQuiet();

    centre.live.numbers.get(FIRST)!.callOutSkillGroupIds.pop();
    await centre.project.expectDrift();
    await centre.up(undefined, { refresh: true });
    assert.deepEqual(boundTo(centre), ["Sales", "Support"]);

    await centre.up(bindings(true, id("support")));
    assert.deepEqual(boundTo(centre), ["Support"]);
    await centre.expectQuiet();

    await centre.project.destroy();
    assert.deepEqual([boundTo(centre), centre.live.skillGroups.size], [[], 0]);
  });

  it("that the instance has not is refused with those that it has", async () => {
    const centre = get();
    const result = await centre.up(bindings(false, id("sales")).replace("0000 0001", "0000 0009"), {
      expectFail: true,
    });
    expectNoStack(result);
    assert.match(
      result.all,
      /instance 1400000000 has no number 0086075500000009; it has 008675500000001, 008675500000002/,
    );
  });

  it("gets an interface for inbound calls, which a refresh cannot see and a delete leaves, with a notice", async () => {
    const centre = get();
    const { all } = await centre.up(interfaceOf('url: "ftp://example.com"'), { expectFail: true });
    assert.match(all, /url: expected an http or https address/);
    assert.match(all, /onExisting: expected "adopt" \(the service cannot show what is bound/);

    const url = (path: string) => interfaceOf(`url: "https://example.com/${path}", onExisting: "adopt"`);
    await centre.up(url("one"));
    await centre.up(url("two"));
    assert.deepEqual(writes(centre), ["BindNumberCallInInterface"]);
    assert.deepEqual(interfaces(centre), [[FIRST, "https://example.com/two"]]);
    await centre.project.expectNoChanges();

    const gone = await centre.project.destroy();
    assert.match(
      gone.all,
      /"hotline" left the state, but number 0086075500000001 still asks https:\/\/example\.com\/two/,
    );
    assert.deepEqual(interfaces(centre), [[FIRST, "https://example.com/two"]]);
  });

  it("calls by a task whose trigger credentials are in no plain state", async () => {
    const centre = get();
    await centre.up(`
      new tccc.AutoCalloutTask("ask", {
        notBefore: ${SOON}, callers: ["075500000001"], callees: ["13800138000"], aiAgentId: 7,
        triggerStrategy: [{ interfaceConfig: { url: "https://example.com/", bearerAuth: { bearerToken: "bearer-4711" } } }],
      });
    `);
    const [task] = centre.live.calloutTasks.values();
    assert.equal(task!.settings.TriggerStrategy![0]!.InterfaceConfig!.BearerAuth!.BearerToken, "bearer-4711");
    await centre.expectQuiet();
    await centre.project.refresh();
    assert.ok(!centre.project.stateText().includes("bearer-4711"));
  });
});

const writes = (centre: Centre): string[] => centre.writes.map(({ action }) => action);
const interfaces = ({ live }: Centre) => [...live.callInInterfaces.values()].map(({ number, url }) => [number, url]);
