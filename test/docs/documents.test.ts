import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { codeBlocks, documentText, repository, resourceNames, tableKeys } from "./support";

const documents = [
  ...["README.md", "CHANGELOG.md"],
  ...readdirSync(join(repository, "docs"))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
  ...readdirSync(join(repository, "examples")).map((name) => `examples/${name}/README.md`),
];
const readme = documentText("README.md");

describe("the documents", () => {
  it("name no npm script that does not exist", () => {
    const { scripts } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8"));
    const named = documents.flatMap((file) =>
      [...documentText(file).matchAll(/\bnpm (?:run )?(?:--silent )?([a-z]+(?::[a-z]+)?)\b/g)].map(
        (match) => match[1]!,
      ),
    );
    const ours = named.filter((name) => !["ci", "install", "pack"].includes(name));
    assert.ok(ours.includes("demo") && ours.includes("test"), `README names demo and test, found ${ours.join(", ")}`);
    for (const name of ours) assert.ok(Object.hasOwn(scripts, name), `no npm script "${name}"`);
  });

  it("link to files that exist", () => {
    for (const file of documents) {
      for (const [, target] of documentText(file).matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)) {
        if (/^https?:/.test(target!)) continue;
        assert.ok(existsSync(join(repository, dirname(file), target!)), `${file} links to ${target}`);
      }
    }
  });

  it("name places in provider/ that exist", () => {
    const text = documentText("docs/architecture.md");
    const named = [...text.matchAll(/`([a-z_-]+\/(?:[a-z_-]+\.ts)?|[a-z]+\.ts)`/g)].map((match) => match[1]!);
    const ours = named.filter((name) => !["provider/", "actions/"].includes(name));
    assert.ok(ours.includes("core/") && ours.includes("core/claims.ts"), "docs/architecture.md names places");
    for (const name of ours) assert.ok(existsSync(join(repository, "provider", name)), `there is no provider/${name}`);
  });

  it("have a README for each example, of ten lines or so", () => {
    for (const name of readdirSync(join(repository, "examples"))) {
      const lines = documentText(`examples/${name}/README.md`).trim().split("\n");
      assert.ok(lines.length <= 14, `examples/${name}/README.md has ${lines.length} lines`);
    }
  });
});

describe("the README", () => {
  it("lists every resource that the package has, and no other", () => {
    assert.deepEqual(tableKeys(readme, "Resources").sort(), resourceNames());
  });

  it("lists every setting that the provider reads, and no other", () => {
    const source = documentText("provider/api/config.ts");
    const read = (what: string) => [...source.matchAll(new RegExp(`\\b${what}\\("(\\w+)"\\)`, "g"))].map((m) => m[1]!);
    const keys = [...new Set(read("configured"))].map((key) => `tccc:${key}`);
    assert.deepEqual(tableKeys(readme, "Configuration").sort(), keys.sort());

    const named = tableKeys(readme, "Configuration", 1).filter((name) => !["TCCC_LOG", "TCCC_MASK"].includes(name));
    const variables = read("variable").filter((name) => name !== "TENCENTCLOUD_SESSION_TOKEN"); // the SDK's own name
    assert.deepEqual(named.sort(), [...new Set(variables)].sort());
  });

  it("puts no key into the configuration", () => {
    const commands = [...codeBlocks(readme, "sh"), ...codeBlocks(readme, "yaml")].map(({ text }) => text).join("\n");
    assert.doesNotMatch(commands, /config set\S* .*(secret|token)/i);
  });
});
