import { AsyncLocalStorage } from "node:async_hooks";
import type http from "node:http";
import type net from "node:net";
import { TLSSocket } from "node:tls";

/**
 * How far a call got on its way to the service. Whether it can have been carried out is decided by this, not by the name
 * of the error: an open connection can end in any of them (`read EHOSTUNREACH`, a late `EPROTO`).
 *
 * `"unknown"`: nothing was seen of it. `"unopened"`: no connection was ever open for it, so not one byte of it has left.
 * `"open"`: it may have been sent, whole.
 */
export type Reach = "unknown" | "unopened" | "open";

/** One attempt of one call. */
export class Journey {
  #reach: Reach = "unknown";
  get reach(): Reach {
    return this.#reach;
  }

  /** Runs one attempt; requests that it makes through a watched agent are seen by this journey. */
  run<T>(attempt: () => Promise<T>): Promise<T> {
    return journeys.run(this, attempt);
  }

  /** A request that is about to look for a connection. One attempt may make several: a redirection was an answer. */
  watch(request: http.ClientRequest): void {
    if (this.#reach === "unknown") this.#reach = "unopened";
    // Nothing is written before this event.
    request.once("socket", (socket) => {
      if (socket.destroyed) return;
      if (isOpen(socket)) this.#reach = "open";
      else {
        socket.once(socket instanceof TLSSocket ? "secureConnect" : "connect", () => {
          this.#reach = "open";
        });
      }
    });
  }
}

const journeys = new AsyncLocalStorage<Journey>();

/** Whether what is written to a connection leaves at once: it is connected, and where it is to be secure, secured. */
function isOpen(socket: net.Socket): boolean {
  const { secureConnecting } = socket as { secureConnecting?: boolean };
  return !socket.connecting && !(socket instanceof TLSSocket && secureConnecting === true);
}

/** Lets the journeys see the requests of an agent. */
export function watched<A extends http.Agent>(agent: A): A {
  const inner = agent as unknown as { addRequest(request: http.ClientRequest, ...rest: unknown[]): void };
  const add = inner.addRequest;
  inner.addRequest = function (request, ...rest) {
    journeys.getStore()?.watch(request);
    add.call(this, request, ...rest);
  };
  return agent;
}
