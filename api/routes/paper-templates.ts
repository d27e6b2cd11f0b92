import type { FastifyInstance } from 'fastify';
import { paperTemplateRoutes } from '../../contract/paper-templates.js';
import { PAPER_NAMES } from '../../domain/paper.js';
import { TEMPLATE_KINDS } from '../../domain/paper-template.js';
import type { TemplateKind } from '../../domain/paper-template.js';
import {
  dropTemplate,
  useTemplateAgain,
  templatesOf,
  useTemplate,
} from '../../office/paper/templates.js';
import { DOCX } from '../download.js';
import type { ServerDeps } from '../ports.js';
import { found, Refused } from '../refused.js';
import { serve } from '../serve.js';

/** The layouts that an office has of its own for its papers. */
export function paperTemplatePages(app: FastifyInstance, deps: ServerDeps): void {
  const at = { app, deps };
  const { templates } = deps;

  serve(at, paperTemplateRoutes.list, async ({ db, officeId }) => {
    const used = await templatesOf(db, officeId);
    return {
      templates: TEMPLATE_KINDS.map((kind) => {
        const own = used.find((one) => one.kind === kind);
        return {
          kind,
          own: own === undefined ? null : { fileName: own.fileName, since: own.since },
        };
      }),
    };
  });

  serve(at, paperTemplateRoutes.sampleLetter, async () => sample('urgingLetter'));

  serve(at, paperTemplateRoutes.sampleReport, async () => sample('consolidatedReport'));

  serve(at, paperTemplateRoutes.check, async ({ body: { kind }, files }) => {
    const { bytes } = found(files[0]);
    const problems = await problemsIn(bytes, kind);
    const shown = problems.length > 0 ? null : await templates.preview(kind, bytes);
    return { problems, pages: shown === null ? null : await deps.readPages(shown) };
  });

  serve(at, paperTemplateRoutes.use, async ({ body: { kind }, files, act }) => {
    const { fileName, bytes } = found(files[0]);
    const problems = await problemsIn(bytes, kind);
    const proposes = problems.length === 0 && (await templates.proposes(bytes));
    return act((scope) => useTemplate(scope, { kind, fileName, bytes, problems, proposes }));
  });

  serve(at, paperTemplateRoutes.drop, async ({ query, act }) =>
    act((scope) => dropTemplate(scope, query)),
  );

  serve(at, paperTemplateRoutes.useAgain, async ({ body, act }) =>
    act((scope) => useTemplateAgain(scope, body)),
  );

  async function sample(kind: TemplateKind) {
    return {
      fileName: `Mẫu ${PAPER_NAMES[kind]}.docx`,
      contentType: DOCX,
      bytes: await templates.sample(kind),
    };
  }

  /** What is too large, damaged or no Word document is refused by the reader, before it is unpacked whole. */
  async function problemsIn(bytes: Buffer, kind: TemplateKind): Promise<string[]> {
    const read = await deps.readPlan({ name: 'mau.docx', bytes });
    if (read.kind === 'unreadable') {
      throw new Refused('FILE_UNREADABLE', { details: { problem: read.problem } });
    }
    return templates.check(kind, bytes);
  }
}
