import { createServer } from 'node:net';

/** Whether nobody listens on this port of this address. */
export async function isPortFree(port, host = '127.0.0.1') {
  return (await listenOnce({ port, host })) !== null;
}

/** The wanted port when it is free, else a random free one. */
export async function freePort({ wanted, host = '127.0.0.1' } = {}) {
  if (wanted !== undefined && (await isPortFree(wanted, host))) return wanted;
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
