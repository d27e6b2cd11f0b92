import type { FastifyInstance } from 'fastify';
import { complianceRoutes } from '../../contract/compliance.js';
import { yearOf } from '../../domain/compliance.js';
import type { Span } from '../../domain/compliance.js';
import { dayAt } from '../../domain/day.js';
import type { Day, Instant } from '../../domain/day.js';
import { folded } from '../../domain/folded.js';
import { ok } from '../../domain/result.js';
import { dutiesOfKeeper, keepersOf } from '../../office/compliance/compliance.js';
import { complianceBook } from '../../office/compliance/list-book.js';
import { compliancePaper } from '../../office/compliance/list-paper.js';
import { complianceLists } from '../../office/compliance/list-views.js';
import {
  agreeToList,
  putListForward,
  sendListBack,
  takeListOut,
} from '../../office/compliance/lists.js';
import { answerObjection } from '../../office/compliance/objections.js';
import { agencyNamed } from '../../office/compliance/agency-named.js';
import { DOCX, XLSX } from '../download.js';
import type { ServerDeps } from '../ports.js';
import { found } from '../refused.js';
import { serve } from '../serve.js';

/** How agencies kept their duties over a period, what they say of it, and the lists that may leave the office. */
export function compliancePages(app: FastifyInstance, deps: ServerDeps): void {
  const at = { app, deps };

  serve(at, complianceRoutes.keepers, async ({ query, office, act }) => {
    const { q = '', after, limit } = query;
    const all = await act((scope) => keepersOf(scope, spanAsked(query, office.now)));
    const named = all.filter(({ agency }) => folded(agency).includes(folded(q)));
    const begin = after === undefined ? 0 : named.findIndex((one) => one.agencyId === after) + 1;
    const keepers = named.slice(begin, begin + limit);
    const isMore = begin + limit < named.length;
    return {
      asOf: office.now,
      keepers,
      agencies: named.length,
      next: isMore ? (keepers.at(-1)?.agencyId ?? null) : null,
    };
  });

  serve(at, complianceRoutes.keeper, async ({ params: { agencyId }, query, office, act }) =>
    act(async (scope) => {
      const agency = found(await agencyNamed(scope, agencyId));
      const span = spanAsked(query, office.now);
      const duties = await dutiesOfKeeper(scope, { agencyId, ...span });
      return ok({ agency, asOf: office.now, duties: duties.map(copied) });
    }),
  );

  serve(at, complianceRoutes.answerObjection, async ({ params, body, office, act }) =>
    act((scope) => answerObjection(scope, { ...params, ...body, staffId: office.staffId })),
  );

  serve(at, complianceRoutes.lists, async ({ act }) =>
    act(async (scope) => {
      const lists = await complianceLists(scope);
      return ok({ lists: lists.map(({ content: _content, ...head }) => head) });
    }),
  );

  serve(at, complianceRoutes.putForward, async ({ body, act }) =>
    act((scope) => putListForward(scope, body)),
  );

  serve(at, complianceRoutes.list, async ({ params, act }) =>
    act(async (scope) => {
      const { content, ...list } = found((await complianceLists(scope, params.listId))[0]);
      return ok({
        list,
        countedAt: content.countedAt,
        keepers: content.agencies.map(({ duties, ...keeper }) => ({
          ...keeper,
          duties: duties.map(copied),
        })),
      });
    }),
  );

  serve(at, complianceRoutes.agree, async ({ params, body, office, act }) =>
    act((scope) => agreeToList(scope, { ...params, ...body, staffId: office.staffId })),
  );

  serve(at, complianceRoutes.sendBack, async ({ params, body, office, act }) =>
    act((scope) => sendListBack(scope, { ...params, ...body, staffId: office.staffId })),
  );

  serve(at, complianceRoutes.file, async ({ params, act }) => {
    const { list, paper } = await act(async (scope) => {
      const taken = await takeListOut(scope, params);
      return taken.ok
        ? ok({ list: taken.value, paper: compliancePaper(scope, taken.value) })
        : taken;
    });
    const isBook = params.format === 'xlsx';
    return {
      fileName: `Chấp hành chế độ báo cáo ${list.from} ${list.to}.${params.format}`,
      contentType: isBook ? XLSX : DOCX,
      bytes: isBook
        ? await deps.press.tables(complianceBook(list))
        : await deps.press.record(paper),
    };
  });
}

/** The period that is asked for; a side that is left out is that of this year. */
function spanAsked(
  { from, to }: { readonly from?: Day | undefined; readonly to?: Day | undefined },
  now: Instant,
): Span {
  const year = yearOf(dayAt(now));
  return { from: from ?? year.from, to: to ?? year.to };
}

function copied<
  Of extends { readonly causes: readonly unknown[]; readonly objections: readonly unknown[] },
>(duty: Of) {
  return {
    ...duty,
    causes: [...duty.causes] as Of['causes'][number][],
    objections: [...duty.objections] as Of['objections'][number][],
  };
}
