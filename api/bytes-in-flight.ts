import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refused } from './refused.js';

/** Keeps count of the bytes of all forms that are being taken in, which lie in memory until their request is answered. */
export interface BytesInFlight {
  /** Sets aside room for a form of a request until that is answered or broken off; refuses with UPLOADS_FULL where there is none. */
  take(request: FastifyRequest, reply: FastifyReply, mostBytes: number): void;
  readonly taken: number;
}

/** Room for `most` bytes over all requests. */
export function bytesInFlight(most: number): BytesInFlight {
  let taken = 0;
  return {
    get taken() {
      return taken;
    },
    take: (request, reply, mostBytes) => {
      const told = Number(request.headers['content-length']);
      // Nothing longer than it says comes in; who does not say may send all that is allowed.
      const bytes = Number.isSafeInteger(told) && told >= 0 ? Math.min(told, mostBytes) : mostBytes;
      // A single form always fits, else a small limit would close the door for good.
      if (taken > 0 && taken + bytes > most) throw new Refused('UPLOADS_FULL');
      taken += bytes;
      let isHeld = true;
      const release = () => {
        if (isHeld) taken -= bytes;
        isHeld = false;
      };
      reply.raw.once('finish', release).once('close', release);
    },
  };
}
