import { sleep } from './project.mjs';

const lookEveryMs = 1000;
const tries = 5;

/**
 * Starts a server and, should it end, starts it again on the same port (clients keep their address).
 * `start(port)` answers a server with `isAlive` and `stop`; after five vain tries the office is given up.
 */
export async function keepServer({ name, rank, start, port, portOf, office }) {
  let server = await start(port);
  let stopped = false;
  const watch = setInterval(() => void look(), lookEveryMs);
  let busy = false;
  // Registered at once: whatever fails beside it, this one has to be stopped.
  office.running.push({
    name,
    rank,
    stop: async () => {
      stopped = true;
      clearInterval(watch);
      while (busy) await sleep(50);
      await server.stop();
    },
  });
  office.log(server.adopted ? `${name} was still running and is taken over` : `${name} is up`);
  return server;

  async function look() {
    if (busy || stopped || server.isAlive()) return;
    busy = true;
    office.log(`${name} has ended; starting it again`);
    try {
      server = await startAgain();
      office.log(`${name} is up again`);
    } catch (error) {
      office.fail(`${name} ended and cannot be started again: ${error.message}`);
    } finally {
      busy = false;
    }
  }

  async function startAgain() {
    const wanted = portOf(server);
    for (let attempt = 1; ; attempt++) {
      try {
        const next = await start(wanted);
        if (JSON.stringify(portOf(next)) === JSON.stringify(wanted)) return next;
        await next.stop();
        throw new Error('its port was taken meanwhile');
      } catch (error) {
        if (attempt === tries || stopped) throw error;
        await sleep(1000 * attempt);
      }
    }
  }
}
