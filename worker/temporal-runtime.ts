import { setTimeout as delay } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Runtime } from '@temporalio/worker';
import type { Logger } from 'pino';

export interface TemporalAddress {
  readonly address: string;
  readonly namespace: string;
  readonly tls: boolean;
  readonly apiKey: string | undefined;
}

const TRIES = 30;

/** Installs the SDK's runtime once: its log goes to ours, and signals stay with the process. */
export function installRuntime(log: Logger): void {
  Runtime.install({
    shutdownSignals: [],
    logger: {
      log: (level, message, meta) => {
        if (level === 'ERROR') log.error(meta ?? {}, message);
        else if (level === 'WARN') log.warn(meta ?? {}, message);
        else log.debug(meta ?? {}, message);
      },
      trace: (message, meta) => {
        log.trace(meta ?? {}, message);
      },
      debug: (message, meta) => {
        log.debug(meta ?? {}, message);
      },
      info: (message, meta) => {
        log.debug(meta ?? {}, message);
      },
      warn: (message, meta) => {
        log.warn(meta ?? {}, message);
      },
      error: (message, meta) => {
        log.error(meta ?? {}, message);
      },
    },
    telemetryOptions: { logging: { forward: {}, filter: 'WARN' } },
  });
}

/** Connects worker and client to Temporal, waiting up to half a minute for a server that is starting. */
export async function connectTemporal(
  options: TemporalAddress,
): Promise<{ connection: NativeConnection; client: Client; close(): Promise<void> }> {
  const security = {
    ...(options.tls ? { tls: true } : {}),
    ...(options.apiKey === undefined ? {} : { apiKey: options.apiKey }),
  };
  for (let tries = 1; ; tries += 1) {
    try {
      const connection = await NativeConnection.connect({ address: options.address, ...security });
      const forClient = await Connection.connect({ address: options.address, ...security });
      return {
        connection,
        client: new Client({ connection: forClient, namespace: options.namespace }),
        close: async () => {
          await forClient.close();
          await connection.close();
        },
      };
    } catch (error) {
      if (tries >= TRIES) throw new Error('cannot reach Temporal', { cause: error });
      await delay(1000);
    }
  }
}
