import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { builtCommand } from "./built";

describe("tccc check", function () {
  this.timeout(120_000);
  let folder: string;
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), "check-"));
    writeFileSync(path.join(folder, "good.csv"), "mail,name,skills\nli@example.com,Li,sales:1\nhan@example.com,Han,\n");
    writeFileSync(path.join(folder, "south,1.yaml"), "- {mail: LI@example.com, name: Li}\n");
    writeFileSync(path.join(folder, "bad.csv"), 'mail,name,"100%\n:x"\nli,Li,\n\nbo@example.com,Bo,7\n');
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const check = (...args: string[]) => checkIn({}, ...args);
  const checkIn = ({ input, ...env }: { input?: string; [name: string]: string | undefined }, ...args: string[]) => {
    const { PATH = "" } = process.env;
    const { status, stdout, stderr } = spawnSync(process.execPath, [builtCommand, "check", ...args], {
      cwd: folder,
      input,
      env: { PATH, ...env },
      encoding: "utf8",
    });
    return { code: status, stdout, stderr };
  };

  it("says who is in a sheet that is fine, and exits with 0", () => {
    const stdout = "no problems; 2 people, 1 with skills in 1 skill group: sales\n";
    assert.deepEqual(check("good.csv"), { code: 0, stdout, stderr: "" });
  });

  it("prints a table of the problems and exits with 2", () => {
    const ran = check("bad.csv");
    assert.equal(ran.code, 2, ran.stderr);
    assert.match(ran.stdout, /^Place +Problem\n/);
    assert.match(ran.stdout, /^bad.csv:1:11 +no such column/m);
    assert.match(ran.stdout, /^bad.csv:3:1 +mail: expected a mail address .* got "li"$/m);
    assert.match(ran.stdout, /\n2 problems; 1 person read, 0 with skills\n$/);
    assert.match(check("bad.csv", "--extra-columns", "ignore").stdout, /\n1 problem; 1 person read/);
  });

  it("prints JSON with --json", () => {
    const { code, stdout } = check("good.csv", "bad.csv", "--json");
    const told = JSON.parse(stdout) as {
      people: number;
      skillGroups: string[];
      problems: { line: number; file: string }[];
    };
    assert.equal(code, 2);
    assert.deepEqual([told.people, told.skillGroups], [3, ["sales"]]);
    assert.deepEqual(
      told.problems.map(({ file, line }) => `${file}:${line}`),
      ["bad.csv:1", "bad.csv:3"],
    );
  });

  it("prints annotations with --annotate, each on one line, and names a person who is in two sheets", () => {
    const { code, stdout } = check("good.csv", "south,1.yaml", "bad.csv", "--annotate");
    assert.equal(code, 2);
    const [twin, column] = stdout
      .split("\n")
      .toSorted((a, b) => Number(b.includes("south")) - Number(a.includes("south")));
    assert.match(twin!, /^::error file=south%2C1.yaml,line=1,col=3::mail: "LI@example.com" is in good.csv:2 too/);
    assert.match(column!, /^::error file=bad.csv,line=1,col=11::no such column: "100%25\\n:x"/);
  });

  it("exits with 1 when a sheet cannot be read, and still checks the others", () => {
    const ran = check("none.csv", "bad.csv");
    assert.equal(ran.code, 1);
    assert.match(ran.stderr, /^tccc check: none.csv: could not be read: there is no such file/);
    assert.match(ran.stdout, /bad.csv:3:1/);
  });

  it("never says that there are no problems where a sheet was not read", () => {
    const ran = check("none.csv", "good.csv");
    assert.equal(
      ran.stdout,
      "1 sheet could not be read; 0 problems; 2 people read, 1 with skills in 1 skill group: sales\n",
    );
    assert.match(
      check(".csv/../good.csv").stderr,
      /^tccc check: \.csv\/\.\.\/good\.csv: could not be read: there is no such file/,
    );
    assert.match(check("--format", "csv", folder).stderr, /could not be read: it is a folder; name the files in it\n$/);
    const { code, stdout } = check("none.csv", "--annotate");
    assert.equal(code, 1);
    assert.match(stdout, /^::error file=none\.csv::none\.csv: could not be read: /);
  });

  it("reads standard input as -, in the format that is named", () => {
    const yaml = "- {mail: li@example.com, name: Li, role: boss}\n";
    const ran = checkIn({ input: yaml }, "-", "--format", "yaml");
    assert.match(ran.stdout, /^-:1:42 +role: expected/m);
    assert.equal(ran.code, 2);
    assert.equal(
      checkIn({ input: "mail,name\nli@example.com,Li\n" }, "-").stdout,
      "no problems; 1 person, 0 with skills\n",
    );
  });

  it("finds what people of several sheets cannot share, CSV and YAML alike", () => {
    writeFileSync(path.join(folder, "north.csv"), "mail,name,staffNumber,phone\nwu@example.com,Wu,7,138 0013 8000\n");
    writeFileSync(
      path.join(folder, "west.yaml"),
      "han@example.com: {name: Han, staffNumber: 7, phone: '+86 13800138000'}\n",
    );
    const { code, stdout } = check("north.csv", "west.yaml", "--json");
    assert.equal(code, 2);
    const { problems } = JSON.parse(stdout) as { problems: { file: string; message: string }[] };
    assert.deepEqual(
      problems.map(({ file, message }) => `${file}: ${message}`),
      [
        'west.yaml: staffNumber: "7" is in north.csv:2 too; no two people can have one',
        'west.yaml: phone: "008613800138000" is in north.csv:2 too; no two people can have one',
      ],
    );
  });

  it("annotates a file by its path in the checkout, wherever it is run", () => {
    const above = { GITHUB_WORKSPACE: path.dirname(folder) };
    const { stdout } = checkIn(above, "bad.csv", "--annotate");
    assert.ok(stdout.startsWith(`::error file=${path.basename(folder)}/bad.csv,line=1,col=11::`), stdout);
    assert.match(
      checkIn({ GITHUB_WORKSPACE: "/elsewhere" }, "bad.csv", "--annotate").stdout,
      /^::error file=bad\.csv,/,
    );
  });
});
