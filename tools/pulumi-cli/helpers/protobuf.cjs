// As much of the protobuf wire format as the language host needs, so that it stands alone: it must start in any
// program's folder, also where nothing has been installed yet.
"use strict";

const VARINT = 0;
const FIXED64 = 1;
const BYTES = 2;
const FIXED32 = 5;

/** The fields of one message: number → values in order (Buffer for strings, bytes and messages; else a number). */
function decode(buffer) {
  const fields = new Map();
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = buffer[at++];
      if (byte === undefined) throw new Error("protobuf message ends too early");
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
  };
  while (at < buffer.length) {
    const key = varint();
    const number = Math.floor(key / 8);
    let value;
    switch (key % 8) {
      case VARINT:
        value = varint();
        break;
      case FIXED64:
        value = buffer.readDoubleLE(at);
        at += 8;
        break;
      case BYTES: {
        const length = varint();
        value = buffer.subarray(at, at + length);
        at += length;
        break;
      }
      case FIXED32:
        value = buffer.readFloatLE(at);
        at += 4;
        break;
      default:
        throw new Error(`protobuf wire type ${key % 8} is not known here`);
    }
    if (at > buffer.length) throw new Error("protobuf message ends too early");
    fields.set(number, [...(fields.get(number) ?? []), value]);
  }
  return {
    text: (number) => fields.get(number)?.at(-1)?.toString() ?? "",
    number: (number) => fields.get(number)?.at(-1) ?? 0,
    texts: (number) => (fields.get(number) ?? []).map(String),
    message: (number) => decode(fields.get(number)?.at(-1) ?? Buffer.alloc(0)),
    messages: (number) => (fields.get(number) ?? []).map(decode),
    has: (number) => fields.has(number),
  };
}

function varint(value) {
  const bytes = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Buffer.from([...bytes, rest]);
    bytes.push((rest % 128) + 128);
  }
}

/** One message from `[number, value]` pairs; a value is a string, a Buffer or a boolean. Empty values are left out. */
function encode(...fields) {
  const parts = fields.flatMap(([number, value]) => {
    if (typeof value === "boolean") return value ? [varint(number * 8 + VARINT), varint(1)] : [];
    const bytes = Buffer.from(value);
    return bytes.length > 0 ? [varint(number * 8 + BYTES), varint(bytes.length), bytes] : [];
  });
  return Buffer.concat(parts);
}

module.exports = { decode, encode };
