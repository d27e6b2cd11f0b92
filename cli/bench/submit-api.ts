import { readLinkToken } from '../../config/link-token.js';
import { openStaffAuth } from '../../office/directory/staff-auth.js';
import { openLedger } from '../../office/scope.js';
import { benchServer } from './bench-server.js';
import { morningClock } from './wave-clock.js';

/** What the API of the bench is told. */
export interface ApiOrder {
  readonly databaseUrl: string;
  readonly startedAtMs: number;
  readonly linkKey: string;
}

const MOST_BYTES = 256 * 1024 * 1024;

const order = JSON.parse(process.argv[2] ?? '') as ApiOrder;
const { databaseUrl } = order;
const clock = morningClock(order.startedAtMs);
const publicUrl = 'http://127.0.0.1';
const ledger = openLedger({ databaseUrl, clock, poolSize: 16, patience: 'people' });
const app = await benchServer({
  ledger,
  auth: openStaffAuth({ databaseUrl, secret: 'bench of reports, gone with it', publicUrl }),
  clock,
  publicUrl,
  readLink: (token) => readLinkToken(order.linkKey, token),
  uploadBytes: MOST_BYTES,
});
process.send?.(await app.listen({ host: '127.0.0.1', port: 0 }));
process.on('disconnect', () => process.exit(0));
