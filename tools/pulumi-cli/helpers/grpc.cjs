// A gRPC server on Node's own HTTP/2: unary calls and streamed answers, no compression. It loads in a few
// milliseconds, and every pulumi command starts it.
"use strict";

const http2 = require("node:http2");

const UNIMPLEMENTED = 12;
const UNKNOWN = 2;
const PREFIX = 5; // one byte "compressed", four bytes length, before every message

function frame(message) {
  const prefix = Buffer.alloc(PREFIX);
  prefix.writeUInt32BE(message.length, 1);
  return Buffer.concat([prefix, message]);
}

async function requestOf(stream) {
  const parts = [];
  for await (const part of stream) parts.push(part);
  const body = Buffer.concat(parts);
  return body.length > PREFIX ? body.subarray(PREFIX, PREFIX + body.readUInt32BE(1)) : Buffer.alloc(0);
}

async function answer(stream, method) {
  let trailers = { "grpc-status": "0" };
  stream.on("error", () => {}); // the engine has hung up: nobody is left to tell
  stream.respond({ ":status": 200, "content-type": "application/grpc" }, { waitForTrailers: true });
  stream.on("wantTrailers", () => stream.sendTrailers(trailers));
  try {
    if (!method) throw Object.assign(new Error("not implemented by this language host"), { code: UNIMPLEMENTED });
    await method(await requestOf(stream), (message) => stream.write(frame(message)));
  } catch (error) {
    trailers = { "grpc-status": String(error.code ?? UNKNOWN), "grpc-message": encodeURIComponent(error.message) };
  }
  if (!stream.destroyed) stream.end();
}

/** Serves `methods` (path → async (request, send) => {…}) on a free port of the loopback address. */
function serve(methods, listening) {
  const server = http2.createServer();
  server.on("stream", (stream, headers) => void answer(stream, methods[headers[":path"]]));
  server.on("sessionError", () => {});
  server.listen(0, "127.0.0.1", () => listening(server.address().port));
}

module.exports = { serve };
