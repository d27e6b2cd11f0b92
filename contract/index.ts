import { absenceRoutes } from './absences.js';
import { adminRoutes } from './admin.js';
import { archiveRoutes } from './archive.js';
import { complianceRoutes } from './compliance.js';
import { cycleRoutes } from './cycles.js';
import { memoryRoutes } from './memory.js';
import { exchangeRoutes } from './exchange.js';
import { figuresInRoutes } from './figures-in.js';
import { findRoutes } from './find.js';
import { formRoutes } from './forms.js';
import { aheadRoutes } from './ahead.js';
import { storyRoutes } from './story.js';
import { overviewRoutes } from './overview.js';
import { obligationRoutes } from './obligations.js';
import { openRoutes } from './open.js';
import { paperHeadRoutes } from './paper-heads.js';
import { paperTemplateRoutes } from './paper-templates.js';
import { paperRoutes } from './papers.js';
import { planRoutes } from './plans.js';
import { programmeRoutes } from './programme.js';
import { registerRoutes } from './register.js';
import { attachmentRoutes } from './attachments.js';
import { amendmentRoutes } from './amendments.js';
import { reviewRoutes } from './reviews.js';
import { oidcRoutes } from './oidc.js';
import { secondFactorRoutes } from './second-factor.js';
import { sessionRoutes } from './session.js';
import { setUpRoutes } from './set-up.js';
import { openingRoutes } from './opening.js';
import { planOfficerRoutes } from './plan-officers.js';
import { axisRoutes } from './axis.js';
import { bulkRoutes } from './bulk.js';
import { gridRoutes } from './grid.js';
import { toDoRoutes } from './to-do.js';

/**
 * Every request the office pages may make. Requests that change something carry the header
 * `x-requested-with: dondoc` (CSRF), name the office in `x-office`, and answer refusals as `ErrorAnswer`;
 * `x-lang: en` asks for English sentences.
 */
export const ROUTES = {
  session: sessionRoutes,
  secondFactor: secondFactorRoutes,
  oidc: oidcRoutes,
  setUp: setUpRoutes,
  opening: openingRoutes,
  toDo: toDoRoutes,
  find: findRoutes,
  bulk: bulkRoutes,
  grid: gridRoutes,
  planOfficers: planOfficerRoutes,
  plans: planRoutes,
  reviews: reviewRoutes,
  memory: memoryRoutes,
  forms: formRoutes,
  amendments: amendmentRoutes,
  attachments: attachmentRoutes,
  cycles: cycleRoutes,
  figuresIn: figuresInRoutes,
  register: registerRoutes,
  axis: axisRoutes,
  programme: programmeRoutes,
  obligations: obligationRoutes,
  overview: overviewRoutes,
  compliance: complianceRoutes,
  story: storyRoutes,
  ahead: aheadRoutes,
  papers: paperRoutes,
  paperHeads: paperHeadRoutes,
  paperTemplates: paperTemplateRoutes,
  admin: adminRoutes,
  absences: absenceRoutes,
  archive: archiveRoutes,
  open: openRoutes,
  exchange: exchangeRoutes,
} as const;
