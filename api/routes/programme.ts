import type { FastifyInstance } from 'fastify';
import { programmeRoutes } from '../../contract/programme.js';
import { decisionWords } from '../../domain/programme/programme-words.js';
import type { EntryContent } from '../../domain/programme/unit-history.js';
import { ok } from '../../domain/result.js';
import { dropTaken, figuresOffered, takeOffered } from '../../office/programme/offered-figures.js';
import {
  enterLines,
  enterUnits,
  linesEffect,
  openProgramme,
  setUnitBegin,
  strikeEntry,
} from '../../office/programme/programme-acts.js';
import { programmeBook } from '../../office/programme/programme-book.js';
import { programmeOf } from '../../office/programme/programme-facts.js';
import { programmeView } from '../../office/programme/programme-view.js';
import { XLSX } from '../download.js';
import { linesInFile, pastedRows } from '../list-file.js';
import type { ServerDeps } from '../ports.js';
import { found } from '../refused.js';
import { serve } from '../serve.js';

/** The register of a programme of years, and what it offers to reports. */
export function programmePages(app: FastifyInstance, deps: ServerDeps): void {
  const at = { app, deps };

  serve(at, programmeRoutes.look, async ({ params, query, act }) =>
    act(async (scope) => ok(found(await programmeView(scope, { ...params, ...query })))),
  );

  serve(at, programmeRoutes.open, async ({ params, body, act }) =>
    act((scope) => openProgramme(scope, { ...params, ...body })),
  );

  serve(at, programmeRoutes.enter, async ({ params, body, act }) =>
    act((scope) =>
      enterUnits(scope, { ...params, agencyIds: body.agencyIds, content: body.entry }),
    ),
  );

  serve(at, programmeRoutes.strike, async ({ params, body, act }) =>
    act((scope) => strikeEntry(scope, { ...params, ...body })),
  );

  serve(at, programmeRoutes.setBegin, async ({ params, body, act }) =>
    act((scope) => setUnitBegin(scope, { ...params, ...body })),
  );

  serve(at, programmeRoutes.readLines, async ({ params, files, act }) => {
    await act(async ({ trx, officeId }) =>
      ok(found(await programmeOf(trx, { officeId, ...params }))),
    );
    return { text: await linesInFile(found(files[0]), deps.readWorkbook) };
  });

  serve(at, programmeRoutes.linesEffect, async ({ params, body, act }) => {
    const rows = pastedRows(body.text);
    const { lines, wrong, seen } = await act((scope) => linesEffect(scope, { ...params, rows }));
    return {
      lines: lines.map(({ line, unit, content }) => ({
        ...{ line, unit, kind: content.kind, on: content.on },
        words: wordsOf(content),
      })),
      wrong: [...wrong],
      seen,
    };
  });

  serve(at, programmeRoutes.enterLines, async ({ params, body, act }) => {
    const rows = pastedRows(body.text);
    return act((scope) => enterLines(scope, { ...params, rows, seen: body.seen }));
  });

  serve(at, programmeRoutes.file, async ({ params, query, office, act }) => {
    const { view, rehearsal } = await act(async (scope) =>
      ok({
        view: found(await programmeView(scope, { ...params, ...query })),
        rehearsal: scope.office.kind === 'rehearsal',
      }),
    );
    const register = found(view.register);
    const book = programmeBook(
      { planTitle: view.planTitle, register },
      { madeAt: office.now, rehearsal },
    );
    return {
      fileName: `Sổ đăng ký, công nhận ${register.on}.xlsx`,
      contentType: XLSX,
      bytes: await deps.press.tables(book),
    };
  });

  serve(at, programmeRoutes.offered, async ({ params, act }) =>
    act(async (scope) => ok({ offered: [...found(await figuresOffered(scope, params))] })),
  );

  serve(at, programmeRoutes.take, async ({ params, body, act }) =>
    act((scope) => takeOffered(scope, { ...params, ...body })),
  );

  serve(at, programmeRoutes.drop, async ({ params, body, act }) =>
    act((scope) => dropTaken(scope, { ...params, ...body })),
  );
}

/** What a line would enter besides its kind and day. */
function wordsOf(content: EntryContent): string {
  return [
    'year' in content ? String(content.year) : '',
    decisionWords(content),
    'reason' in content ? content.reason : '',
  ]
    .filter((part) => part !== '')
    .join('; ');
}
