import { readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";

export const root = path.resolve(__dirname, "../..");

/** The documentation page "Data Types": its types with the actions that carry them, and the values it lists for a field. */
export interface Specification {
  updated: string;
  types: Record<string, { actions: string[]; fields: Record<string, string> }>;
  values: Record<string, (string | number)[]>;
}

export const specification: Specification = JSON.parse(
  readFileSync(path.join(root, "test/coverage/specification.json"), "utf8"),
);

export const typeNames = Object.keys(specification.types);
export const actionNames = [...new Set(Object.values(specification.types).flatMap(({ actions }) => actions))].sort();

/** A member of a type of the service, as the vendor's typings have it today. */
export interface Member {
  name: string;
  /** In the words of the page: `String`, `Integer`, `Boolean`, the name of a type, or `Array of` one of them. */
  type: string;
  /** The service no longer describes it, or advises against it. */
  deprecated: boolean;
}

const models = require
  .resolve("tencentcloud-sdk-nodejs-ccc/tencentcloud/services/ccc/v20200210/ccc_models")
  .replace(/\.js$/, ".d.ts");

/** Every type of the vendor's typings. */
export const typings: ReadonlyMap<string, readonly Member[]> = new Map(
  ts
    .createSourceFile(models, readFileSync(models, "utf8"), ts.ScriptTarget.Latest, true)
    .statements.filter(ts.isInterfaceDeclaration)
    .map((one) => [one.name.text, one.members.filter(ts.isPropertySignature).map(member)]),
);

function member(signature: ts.PropertySignature): Member {
  return {
    name: signature.name.getText(),
    type: pageType(signature.type!),
    deprecated: ts.getJSDocDeprecatedTag(signature) !== undefined,
  };
}

function pageType(node: ts.TypeNode): string {
  const plain = { string: "String", number: "Integer", "number | bigint": "Integer", boolean: "Boolean" };
  const text = node.getText();
  if (ts.isTypeReferenceNode(node) && text.startsWith("Array<")) return `Array of ${pageType(node.typeArguments![0]!)}`;
  return plain[text as keyof typeof plain] ?? text;
}

export function membersOf(type: string): readonly Member[] {
  const members = typings.get(type);
  if (!members) throw new Error(`the vendor's typings have no ${type}`);
  return members;
}

/** The type of a row or rows; `undefined` for texts, numbers, booleans and lists of them. */
export function rowType({ type }: Member): string | undefined {
  const item = type.replace(/^Array of /, "");
  return typings.has(item) ? item : undefined;
}

/** The fields that a type of the page has today and had not on the page. */
export function added(type: string): Member[] {
  return membersOf(type).filter(({ name }) => !(name in specification.types[type]!.fields));
}

export function isDeprecated(type: string, field: string): boolean {
  return membersOf(type).some(({ name, deprecated }) => name === field && deprecated);
}

/** A place at which a field of a type of the page stands in a request or an answer. */
export interface Place {
  /** Such as `StaffInfo.Name`. */
  field: string;
  member: Member;
  /** Such as `StaffList[].Name`. */
  at: string;
  /** The keys that lead there, `0` for the one item of a list. */
  keys: (string | number)[];
  /** The field that it stands in, if that is one of the page too. */
  inside?: Place;
}

/** Every place of every field of the page's types in a request or an answer, and of what is in an answer itself. */
export function places(type: string, keys: (string | number)[] = [], inside?: Place): Place[] {
  return membersOf(type).flatMap((member) => {
    const here = [...keys, member.name];
    const at = here
      .map((key) => (key === 0 ? "[]" : `.${key}`))
      .join("")
      .slice(1);
    const field = `${type}.${member.name}`;
    const place: Place = inside ? { field, member, at, keys: here, inside } : { field, member, at, keys: here };
    const isOfPage = type in specification.types;
    const row = rowType(member);
    if (row === undefined && isOwn(type, member)) return [place];
    const within = member.type.startsWith("Array of ") ? [...here, 0] : here;
    const inner = row && row in specification.types ? places(row, within, isOfPage ? place : inside) : [];
    return isOfPage ? [place, ...inner] : inner;
  });
}

/** Whether a member is what an action of the page tells by itself, outside of all rows. */
export function isOwn(type: string, { name }: Member): boolean {
  return actionNames.some((action) => `${action}Response` === type) && !/^(Total(Count)?|RequestId)$/.test(name);
}
