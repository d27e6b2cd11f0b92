import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Below what systems give to outgoing connections (Linux from 32768, others from 49152): a port of theirs that was free
 * a moment ago, or while an installation was down, may have been taken by any connection since.
 */
const OWN_PORTS = { from: 20_000, below: 32_768 };
const TRIES = 50;

/** Whether nobody listens on this port of this address. */
export async function isPortFree(port, host = '127.0.0.1') {
  return (await listenOnce({ port, host })) !== null;
}

/** The wanted port when it is free, else a random free one. */
export async function freePort({ wanted, host = '127.0.0.1' } = {}) {
  if (wanted !== undefined && (await isPortFree(wanted, host))) return wanted;
  for (let nth = 0; nth < TRIES; nth += 1) {
    const port = randomInt(OWN_PORTS.from, OWN_PORTS.below);
    if (await isPortFree(port, host)) return port;
  }
  const port = await listenOnce({ port: 0, host });
  if (port === null) throw new Error(`no free port on ${host}`);
  return port;
}

async function listenOnce({ port, host }) {
  return await new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error) =>
      error.code === 'EADDRINUSE' || error.code === 'EACCES' ? resolve(null) : reject(error),
    );
    server.listen({ port, host, exclusive: true }, () => {
      const taken = server.address().port;
      server.close(() => resolve(taken));
    });
  });
}
