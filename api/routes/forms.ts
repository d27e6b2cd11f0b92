import type { FastifyInstance } from 'fastify';
import { formRoutes } from '../../contract/forms.js';
import { annexForm } from '../../domain/forms/annex-form.js';
import { asTemplate } from '../../domain/forms/form-sources.js';
import { printableIn } from '../../domain/plain-text.js';
import { changeForm } from '../../office/plan/change-form.js';
import { earlierForms, runningForms } from '../../office/plan/plan-forms.js';
import type { ServerDeps } from '../ports.js';
import { found, Refused } from '../refused.js';
import { serve } from '../serve.js';
import { tableText } from '../table-text.js';

/** Forms: what a new one can be made of, and another version for a plan that runs. */
export function formPages(app: FastifyInstance, deps: ServerDeps): void {
  const at = { app, deps };

  serve(at, formRoutes.earlier, async ({ db, officeId }) => ({
    forms: [...(await earlierForms(db, { officeId }))],
  }));

  serve(at, formRoutes.fromFile, async ({ files }) => {
    const file = found(files[0]);
    const read = annexForm(printableIn(await tableText(deps, file)));
    if (read === null) throw new Refused('NO_FORM_IN_FILE');
    return { form: asTemplate(read.form, file.fileName) };
  });

  serve(at, formRoutes.running, async ({ db, officeId, params }) => ({
    forms: [...found(await runningForms(db, { officeId, planId: params.planId }))],
  }));

  serve(at, formRoutes.change, async ({ params, body, act }) =>
    act((scope) => changeForm(scope, { planId: params.planId, ...body })),
  );
}
