import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";

const root = path.resolve(__dirname, "../provider");

/** Arrows go one way: what the files of a folder may import, beside its own. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  base: [],
  core: ["base"],
  api: ["base"],
  roster: ["core", "api", "base"],
  resources: ["roster", "core", "api", "base"],
  lookups: ["resources", "roster", "core", "api", "base"],
  simulator: ["base"],
  cli: ["lookups", "resources", "roster", "core", "api", "base", "simulator"],
  // index.ts and handler.ts.
  "": ["lookups", "resources", "roster", "core", "api", "base"],
};

const MOST_LINES = 300;

interface Import {
  from: string;
  /** Only types: gone when the program runs. */
  typeOnly: boolean;
}

interface Source {
  /** Such as `core/check.ts`. */
  file: string;
  /** The first folder; empty for files of the root. */
  part: string;
  text: string;
  imports: Import[];
}

const sources: Source[] = readdirSync(root, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts") && !file.endsWith(".d.ts"))
  .map((name) => {
    const file = name.split(path.sep).join("/");
    const text = readFileSync(path.join(root, name), "utf8");
    return { file, part: file.includes("/") ? file.split("/")[0]! : "", text, imports: importsOf(file, text) };
  });

/** Every import, re-export, `require` and `import()` of a file. */
function importsOf(file: string, text: string): Import[] {
  const found: Import[] = [];
  const add = (node: ts.Node | undefined, typeOnly: boolean): void => {
    if (node && ts.isStringLiteralLike(node)) found.push({ from: node.text, typeOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node))
      add(node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
    if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true);
    if (ts.isCallExpression(node)) {
      const dynamic = node.expression.kind === ts.SyntaxKind.ImportKeyword;
      if (dynamic || node.expression.getText() === "require") add(node.arguments[0], false);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
  return found;
}

/** The part of the house that a relative import leads to. */
function partOf(source: Source, target: string): string {
  const resolved = path.posix.normalize(path.posix.join(path.posix.dirname(source.file), target));
  assert.ok(!resolved.startsWith(".."), `${source.file} imports ${target}, which is not in provider/`);
  return resolved.includes("/") || resolved in arrows ? resolved.split("/")[0]! : "";
}

/** The files with an import that `wrong` finds, with it. */
function offenders(wrong: (source: Source, one: Import) => boolean): string[] {
  return sources.flatMap((source) =>
    source.imports.filter((one) => wrong(source, one)).map((one) => `${source.file} imports ${one.from}`),
  );
}

const isPulumi = (from: string): boolean => from.startsWith("@pulumi/");

describe("the structure of provider/", () => {
  it("has no part that the arrows do not know", () => {
    const parts = new Set(sources.map(({ part }) => part));
    assert.deepEqual(
      [...parts].filter((part) => !(part in arrows)),
      [],
    );
    assert.ok(sources.length > 50, "the sources were found");
    assert.ok(sources.flatMap(({ imports }) => imports).length > 200, "the imports were found");
  });

  it("has arrows that go one way", () => {
    const wrong = offenders((source, { from }) => {
      if (!from.startsWith(".")) return false;
      const part = partOf(source, from);
      return part !== source.part && !arrows[source.part]!.includes(part);
    });
    assert.deepEqual(wrong, []);
  });

  it("knows Pulumi in core, resources, lookups and the root only", () => {
    const knowing = new Set(["core", "resources", "lookups", ""]);
    assert.deepEqual(
      offenders((source, { from }) => isPulumi(from) && !knowing.has(source.part)),
      [],
    );
    assert.ok(offenders((_, { from }) => isPulumi(from)).length > 0, "somebody does");
  });

  it("loads the vendor's client in one file of api, and its models nowhere", () => {
    const loads = offenders((_, { from, typeOnly }) => from.startsWith("tencentcloud-sdk-nodejs") && !typeOnly);
    const clients = loads.filter((one) => one.includes("ccc_client"));
    assert.equal(clients.length, 1, clients.join("; "));
    assert.match(clients[0]!, /^api\//);
    assert.deepEqual(
      loads.filter((one) => /ccc_models|tencentcloud-sdk-nodejs-ccc$/.test(one)),
      [],
    );
  });

  it("names no action of the service in core", () => {
    const actions = readdirSync(path.join(root, "simulator/actions"))
      .map((file) => path.basename(file, ".ts"))
      .filter((name) => name !== "index");
    assert.ok(actions.includes("CreateStaff"));
    const named = sources
      .filter(({ part }) => part === "core")
      .flatMap(({ file, text }) =>
        actions.filter((action) => new RegExp(`\\b${action}\\b`).test(text)).map((action) => `${file}: ${action}`),
      );
    assert.deepEqual(named, []);
  });

  it(`has no file of more than ${MOST_LINES} lines`, () => {
    const long = sources
      .map(({ file, text }) => ({ file, lines: text.split("\n").length - 1 }))
      .filter(({ lines }) => lines > MOST_LINES);
    assert.deepEqual(long, []);
  });
});
