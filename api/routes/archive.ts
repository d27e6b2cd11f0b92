import type { FastifyInstance } from 'fastify';
import { archiveRoutes } from '../../contract/archive.js';
import { csvOf } from '../../domain/csv.js';
import { dayAt } from '../../domain/day.js';
import { KEPT_WORDS, PLACE_WORDS } from '../../domain/held-data.js';
import { printedDay } from '../../domain/printed-day.js';
import { archivePlans, workFileOf } from '../../office/archive/archive-view.js';
import { heldData } from '../../office/archive/held-data.js';
import {
  answerPersonRequest,
  notePersonRequest,
  personRequests,
  wordsOfRequest,
} from '../../office/archive/person-requests.js';
import { askWorkFile, handWorkFileOver, packageOf } from '../../office/archive/work-file.js';
import { officeSettings } from '../../office/directory/directory-views.js';
import type { ServerDeps } from '../ports.js';
import { found, Refused } from '../refused.js';
import { serve } from '../serve.js';

/** Plans that are over as files for the archive, and what is held of persons. */
export function archivePages(app: FastifyInstance, deps: ServerDeps): void {
  const at = { app, deps };

  serve(at, archiveRoutes.plans, async ({ db, officeId, query }) =>
    archivePlans(db, { officeId, ...query }),
  );

  serve(at, archiveRoutes.workFile, async ({ db, officeId, params }) => {
    const { plan, list } = found(await workFileOf(db, { officeId, ...params }));
    return { plan, list };
  });

  serve(at, archiveRoutes.askWorkFile, async ({ params, act }) =>
    act((scope) => askWorkFile(scope, params)),
  );

  serve(at, archiveRoutes.workFilePackage, async ({ db, officeId, office, params, query }) => {
    const { plan, listed } = found(await workFileOf(db, { officeId, ...params }));
    if (plan.state === 'none' || plan.state === 'asked') throw new Refused('FILE_NOT_MADE');
    if (plan.forgotten === 'papers') throw new Refused('FILE_FORGOTTEN');
    if (query.part > plan.parts) throw new Refused('NOT_FOUND');
    const docx = await deps.renderFileList({
      office: office.name,
      title: plan.citation === null ? plan.title : `${plan.title} (${plan.citation})`,
      endedOn: printedDay(dayAt(plan.endedAt)),
      list: listed,
      sha256: plan.listSha256 ?? '',
    });
    const files = packageOf(
      db,
      { officeId, ...params },
      { list: listed, part: query.part, at: new Date(plan.madeAt ?? 0), printed: { docx } },
    );
    const nth = plan.parts > 1 ? ` (gói ${String(query.part)} của ${String(plan.parts)})` : '';
    return {
      fileName: `Hồ sơ công việc - ${plan.title.slice(0, 100)}${nth}.zip`,
      contentType: 'application/zip',
      bytes: deps.zip(files),
    };
  });

  serve(at, archiveRoutes.handWorkFileOver, async ({ params, body, act }) =>
    act((scope) => handWorkFileOver(scope, { ...params, ...body })),
  );

  serve(at, archiveRoutes.personRequests, async ({ db, officeId }) => ({
    termMonths: (await officeSettings(db, officeId)).dataTermMonths ?? null,
    requests: await personRequests(db, officeId),
  }));

  serve(at, archiveRoutes.notePersonRequest, async ({ body, act }) =>
    act((scope) => notePersonRequest(scope, body)),
  );

  serve(at, archiveRoutes.heldData, async ({ db, officeId, params }) => {
    const { words } = found(await wordsOfRequest(db, { officeId, ...params }));
    return { held: [...(await heldData(db, { officeId, words }))] };
  });

  serve(at, archiveRoutes.heldDataFile, async ({ db, officeId, params }) => {
    const { person, words } = found(await wordsOfRequest(db, { officeId, ...params }));
    const held = await heldData(db, { officeId, words });
    const text = csvOf([
      ['Dữ liệu đang lưu', 'Thuộc', 'Số mục', 'Lý do phải giữ'],
      ...held.map(({ place, about, count, keptBecause }) => [
        PLACE_WORDS[place],
        about,
        count,
        keptBecause === null ? '' : KEPT_WORDS[keptBecause],
      ]),
    ]);
    return {
      fileName: `Dữ liệu cá nhân - ${person}.csv`,
      contentType: 'text/csv; charset=utf-8',
      bytes: Buffer.from(text, 'utf8'),
    };
  });

  serve(at, archiveRoutes.answerPersonRequest, async ({ params, body, act }) =>
    act((scope) => answerPersonRequest(scope, { ...params, ...body })),
  );
}
