import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { attachmentFile } from '../../../office/collection/attachment-file.js';
import { submitReport } from '../../../office/collection/report.js';
import { keepFiles, purgeUploads } from '../../../office/collection/upload.js';
import type { ReportAttachment } from '../../../domain/schemas/report-content.js';
import {
  makeOffice,
  obligationsOf,
  openTestLedger,
  report,
  startedPlan,
  taken,
} from '../../support/office.js';
import type { TestLedger, TestOffice } from '../../support/office.js';

let world: TestLedger;
let office: TestOffice;
let obligationIds: readonly string[];

beforeAll(async () => {
  world = await openTestLedger();
  world.clock.to('2026-06-15T08:00');
  office = await makeOffice(world, { agencies: [{}, {}, {}] });
  await startedPlan(office);
  obligationIds = (await obligationsOf(office)).map(({ id }) => id);
});

afterAll(async () => {
  await world.drop();
});

/** Longer than two pieces, and not a whole number of them. */
const BYTES = randomBytes(5_000_000);

async function kept(sender = 'staff:test', bytes = BYTES): Promise<readonly ReportAttachment[]> {
  const file = { fileName: 'bao-cao.pdf', contentType: 'application/pdf', bytes };
  return keepFiles(world.ledger.db, { officeId: office.officeId, sender }, [file]);
}

const submit = (which: number, attachments: readonly ReportAttachment[]) =>
  office.inOffice((scope) =>
    submitReport(scope, {
      obligationId: obligationIds[which]!,
      content: report({ attachments }),
    }),
  );

test('a file kept in pieces comes out as it went in; another report cannot take it again', async () => {
  const files = await kept();
  const { pieces } = await world.ledger.db
    .selectFrom('upload_piece')
    .select((eb) => eb.fn.countAll<number>().as('pieces'))
    .where('upload_id', '=', files[0]!.uploadId)
    .executeTakeFirstOrThrow();
  expect(pieces).toBe(3);
  taken(await submit(0, files));
  const attachment = await world.ledger.db
    .selectFrom('attachment')
    .select('id')
    .where('upload_id', '=', files[0]!.uploadId)
    .executeTakeFirstOrThrow();
  const found = await attachmentFile(world.ledger.db, {
    officeId: office.officeId,
    attachmentId: attachment.id,
  });
  expect(found?.bytes.equals(BYTES)).toBe(true);
  expect(await submit(1, files)).toMatchObject({ ok: false, error: 'FILE_MISSING' });
});

test('a file of a megabyte is written in one transaction: its sender waits for the disk once', async () => {
  const [file] = await kept('staff:test', BYTES.subarray(0, 1_100_000));
  const { rows } = await sql<{ together: boolean; bytes: number }>`
    select u.xmin = p.xmin as together, length(p.bytes) as bytes
      from upload u join upload_piece p on p.office_id = u.office_id and p.upload_id = u.id
     where u.id = ${file!.uploadId}`.execute(world.ledger.db);
  expect(rows).toEqual([{ together: true, bytes: 1_100_000 }]);
});

test('nobody takes what another has sent', async () => {
  const files = await kept('agency:somebody-else');
  expect(await submit(1, files)).toMatchObject({ ok: false, error: 'FILE_MISSING' });
});

test('what no report has taken within an hour is purged, its pieces too; what was taken stays', async () => {
  const [waiting, fresh, taking] = [await kept(), await kept(), await kept()];
  taken(await submit(2, taking));
  const old = [...waiting, ...taking].map(({ uploadId }) => uploadId);
  await world.ledger.db
    .updateTable('upload')
    .set({ started_at: sql`clock_timestamp() - interval '61 minutes'` })
    .where('id', 'in', old)
    .execute();
  await purgeUploads(world.ledger.db);
  const left = await world.ledger.db
    .selectFrom('upload_piece')
    .select('upload_id')
    .distinct()
    .where('upload_id', 'in', [...old, fresh[0]!.uploadId])
    .execute();
  expect(left.map((row) => row.upload_id).sort()).toEqual(
    [fresh[0]!.uploadId, taking[0]!.uploadId].sort(),
  );
});
