import assert from "node:assert/strict";
import type { Life } from "./life";

/** Write-only: what is bound is seen in what the service holds, and nowhere else. */
export async function numberCallInLife(life: Life): Promise<void> {
  const { data, declare } = life.centre;
  const bound = (url: string) => {
    return (): void =>
      assert.deepEqual(
        [...data.callInInterfaces.values()].map((one) => one.url),
        [url],
      );
  };
  const first = { number: "0755 0000 0001", url: "https://example.com/one", onExisting: "adopt" };
  const hotline = await declare("NumberCallInInterface", first, "hotline");
  await life.step("create", async () => undefined, bound(first.url));
  await life.calm("create", hotline);
  const second = { ...first, url: "https://example.com/two" };
  await life.change("url", hotline, second, bound(second.url));
  await life.step("delete", () => hotline.remove(), bound(second.url));
}
