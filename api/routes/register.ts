import type { FastifyInstance } from 'fastify';
import { registerRoutes } from '../../contract/register.js';
import { dayAt } from '../../domain/day.js';
import { sha256Of } from '../../office/digest.js';
import {
  hasCycle,
  signedFileMatches,
  takeSignedFiles,
} from '../../office/collection/signed-files.js';
import { registerMatches, takeRegister } from '../../office/obligation/incoming-register.js';
import { registerInFile } from '../list-file.js';
import type { ServerDeps } from '../ports.js';
import { found, Refused, unwrap } from '../refused.js';
import { seenBy } from '../seen.js';
import { serve } from '../serve.js';

/** So many rows of nobody are listed; a register of a month has thousands. */
const MOST_OF_NOBODY = 200;

/** The register of incoming documents laid beside what agencies say they sent. */
export function registerPages(app: FastifyInstance, deps: ServerDeps): void {
  const at = { app, deps };

  serve(at, registerRoutes.effect, async ({ db, officeId, office, params, files }) => {
    const { readSheet } = deps;
    const asOf = dayAt(office.now);
    const { rows, wrong } = await registerInFile(found(files[0]), { readSheet, asOf });
    const { matched, agencyOf } = unwrap(await registerMatches(db, officeId, { ...params, rows }));
    const ofNobody = matched.filter(({ verdict }) => verdict === 'nobody');
    const listed = [
      ...matched.filter(({ verdict }) => verdict !== 'nobody'),
      ...ofNobody.slice(0, MOST_OF_NOBODY),
    ];
    return {
      rows: listed.map(({ row, verdict, why, obligationId }) => ({
        ...row,
        verdict,
        why: [...why],
        duty:
          obligationId === null ? null : { obligationId, agency: agencyOf.get(obligationId) ?? '' },
      })),
      more: Math.max(0, ofNobody.length - MOST_OF_NOBODY),
      wrong: [...wrong],
    };
  });

  serve(at, registerRoutes.take, async (asked) => {
    const { params, body, files, office } = asked;
    const { readSheet } = deps;
    const file = found(files[0]);
    const { rows } = await registerInFile(file, { readSheet, asOf: dayAt(office.now) });
    const sha256 = sha256Of(file.bytes);
    const { confirmed, arrived, passed } = await asked.act((scope) =>
      takeRegister(scope, { ...params, rows, chosen: body.chosen, sha256 }),
    );
    return { confirmed, arrived, passed, seen: await seenBy(asked, params) };
  });

  serve(at, registerRoutes.keepSigned, async ({ db, officeId, params, files, keep }) => {
    if (!(await hasCycle(db, { officeId, ...params }))) throw new Refused('NOT_FOUND');
    const kept = await keep(files);
    return { uploadIds: kept.map(({ uploadId }) => uploadId) };
  });

  serve(at, registerRoutes.signedEffect, async ({ db, officeId, office, params, body }) => {
    const from = { officeId, sender: `staff:${office.staffId}` };
    const { matched, agencyOf } = unwrap(await signedFileMatches(db, from, { ...params, ...body }));
    return {
      rows: matched.map(({ row, verdict, why, obligationId, uploadId, fileName, check }) => ({
        ...row,
        verdict,
        why: [...why],
        duty:
          obligationId === null ? null : { obligationId, agency: agencyOf.get(obligationId) ?? '' },
        uploadId,
        fileName,
        check: { verdict: check.verdict, findings: [...check.findings] },
      })),
    };
  });

  serve(at, registerRoutes.takeSigned, async (asked) => {
    const { params, body } = asked;
    const done = await asked.act((scope) => takeSignedFiles(scope, { ...params, ...body }));
    return { ...done, seen: await seenBy(asked, params) };
  });
}
