import assert from "node:assert/strict";
import { join } from "node:path";
import ts from "typescript";
import { addTypes, newStranger, type Stranger } from "./stranger";

const USE = `
import * as pulumi from "@pulumi/pulumi";
import * as tccc from "pulumi-tccc";
import { Staff } from "pulumi-tccc/handler";
import { type Simulator, startSimulator } from "pulumi-tccc/simulator";

const sales = new tccc.SkillGroup("sales", { name: "Sales", type: "phone" });
const lei = new tccc.Staff("lei", {
  mail: "lei@example.com",
  name: pulumi.output("Lei"),
  forwarding: { when: "always", to: { skillGroupId: sales.skillGroupId } },
});
const args: tccc.StaffSkillBindingArgs = { staff: lei, skillGroups: [{ skillGroupId: sales.skillGroupId, priority: 1 }] };
new tccc.StaffSkillBinding("lei", args);
const desk = new tccc.Extension("desk", { extensionId: "8001", name: "Desk", staff: lei.mail });
export const password: pulumi.Output<string> = desk.password;
export const id: pulumi.Output<number> = sales.skillGroupId;
export const verbs: unknown = Staff.check;
export const sim: Promise<Simulator> = startSimulator({ rate: 0 });
`;

/** Each line is a mistake. */
const MISUSE = `
import * as tccc from "pulumi-tccc";
new tccc.SkillGroup("a", { name: "Sales", type: "fax" });
new tccc.SkillGroup("b", { name: "Sales" });
new tccc.Staff("c", { mail: "lei@example.com", name: "Lei", nickname: "x" });
new tccc.Staff("d", { mail: 5, name: "Lei" });
new tccc.StaffSkillBinding("e", { staff: "lei@example.com", skillGroups: [{ skillGroupId: 1, priority: 6 }] });
new tccc.AutoCalloutTask("f", { notBefore: new Date(), callers: ["1"], callees: ["2"], ivrId: 1 });
`;

const kinds = { nodenext: ts.ModuleKind.NodeNext, node16: ts.ModuleKind.Node16 };

describe("the types of the packed package", function () {
  this.timeout(180_000);
  this.slow(60_000);
  let stranger: Stranger;
  before(async () => {
    stranger = await newStranger();
    addTypes(stranger);
  });
  after(() => stranger?.remove());

  const compile = (file: string, text: string, kind: ts.ModuleKind, skipLibCheck: boolean) => {
    stranger.write(file, text);
    return ts.createProgram([join(stranger.folder, file)], {
      ...{ module: kind, target: ts.ScriptTarget.ES2022, strict: true, noEmit: true, types: ["node"], skipLibCheck },
      typeRoots: [join(stranger.folder, "node_modules/@types")],
    });
  };
  const messages = (program: ts.Program) =>
    ts.getPreEmitDiagnostics(program).map(({ file, start, messageText }) => {
      const line = file && start !== undefined ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
      return `${file?.fileName ?? ""}:${line}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
    });

  for (const [name, kind] of Object.entries(kinds)) {
    for (const extension of ["cts", "mts"]) {
      it(`resolve with ${name} from a .${extension} file`, () => {
        assert.deepEqual(messages(compile(`use.${extension}`, USE, kind, true)), []);
      });
    }
  }

  it("are sound in themselves: our declaration files have no error", () => {
    const ours = messages(compile("whole.mts", USE, kinds.nodenext, false)).filter((text) => /pulumi-tccc/.test(text));
    assert.deepEqual(ours, []);
  });

  it("refuse each mistake in the line where it is made", () => {
    const lines = messages(compile("misuse.mts", MISUSE, kinds.nodenext, true)).map((text) =>
      Number(text.split(":")[1]),
    );
    assert.deepEqual([...new Set(lines)].sort(), [3, 4, 5, 6, 7, 8]);
  });

  it("tell an editor what every field of every resource means", () => {
    const program = compile("use.mts", USE, kinds.nodenext, true);
    const checker = program.getTypeChecker();
    const source = program.getSourceFile(join(stranger.folder, "use.mts"))!;
    const imported = source.statements.filter(ts.isImportDeclaration)[1]!;
    const members = checker.getExportsOfModule(checker.getSymbolAtLocation(imported.moduleSpecifier)!);
    const args = members.filter((member) => /Args$/.test(member.name));
    assert.ok(args.length >= 6, `found only ${args.map((one) => one.name).join(", ")}`);
    const silent = args.flatMap((one) =>
      checker
        .getDeclaredTypeOfSymbol(one.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(one) : one)
        .getProperties()
        .filter((field) => field.getDocumentationComment(checker).length === 0)
        .map((field) => `${one.name}.${field.name}`),
    );
    assert.deepEqual(silent, []);
  });
});
