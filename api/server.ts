import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import { fastify, LogController } from 'fastify';
import type { FastifyInstance } from 'fastify';
import { validatorCompiler } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { checkSentence } from '../contract/check-sentences.js';
import { answerSerializer } from './answers.js';
import { contentSecurity } from './content-security.js';
import { agencyPages } from './agency/pages.js';
import { answerBadAddress, answerErrors } from './errors.js';
import { healthPages } from './health.js';
import { metricsPage } from './metrics.js';
import { officePages } from './office-pages.js';
import type { ServerDeps } from './ports.js';
import { oneAtATime } from './reading-queue.js';
import { Refused } from './refused.js';
import { adminPages } from './routes/admin.js';
import { archivePages } from './routes/archive.js';
import { cyclePages } from './routes/cycles.js';
import { axisPages } from './routes/axis.js';
import { registerPages } from './routes/register.js';
import { exchangePages } from './routes/exchange.js';
import { fencePages } from './routes/fence.js';
import { mailboxPages } from './routes/mailbox.js';
import { memoryPages } from './routes/memory.js';
import { obligationPages } from './routes/obligations.js';
import { absencePages } from './routes/absences.js';
import { aheadPages } from './routes/ahead.js';
import { storyPages } from './routes/story.js';
import { compliancePages } from './routes/compliance.js';
import { programmePages } from './routes/programme.js';
import { overviewPages } from './routes/overview.js';
import { paperHeadPages } from './routes/paper-heads.js';
import { paperTemplatePages } from './routes/paper-templates.js';
import { fromBelow } from './routes/from-below.js';
import { paperPages } from './routes/papers.js';
import { formPages } from './routes/forms.js';
import { openPages } from './routes/open.js';
import { planPages } from './routes/plans.js';
import { attachmentPages } from './routes/attachments.js';
import { amendmentPages } from './routes/amendments.js';
import { reviewPages } from './routes/reviews.js';
import { recoveryPages } from './routes/recovery.js';
import { rehearsalPages } from './routes/rehearsals.js';
import { oidcPages } from './routes/oidc.js';
import { secondFactorPages } from './routes/second-factor.js';
import { sessionPages } from './routes/session.js';
import { setUpPages } from './routes/set-up.js';
import { openingPages } from './routes/opening.js';
import { planOfficerPages } from './routes/plan-officers.js';
import { bulkPages } from './routes/bulk.js';
import { figuresInPages } from './routes/figures-in.js';
import { findPages } from './routes/find.js';
import { toDoPages } from './routes/to-do.js';

/** JSON and plain forms; files have limits of their own. */
const BODY_BYTES = 2 * 1024 * 1024;
/** A report of 100 MB over a line of 3 Mbit/s. */
const REQUEST_MS = 5 * 60_000;

/** The whole HTTP side, not yet listening; everything it needs of the world is in `deps`. */
export async function createServer(given: ServerDeps): Promise<FastifyInstance> {
  // Whatever page of the office takes a document in, it stands in one queue: a reading may take a gigabyte.
  const deps: ServerDeps = { ...given, readPlan: oneAtATime(given.readPlan) };
  z.config({ customError: checkSentence });
  const app = fastify({
    loggerInstance: deps.logger,
    // Addresses carry ids, but a query may carry words: what is logged is the route.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_BYTES,
    // Who sends more slowly than any line would hold room that others need.
    requestTimeout: REQUEST_MS,
    frameworkErrors: answerBadAddress,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 500 },
    // Only these may say where a request came from; whoever else does would choose its own limits.
    trustProxy: deps.trustedProxies,
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(answerSerializer({ strict: deps.strictAnswers, logger: deps.logger }));
  answerErrors(app);
  logRequests(app);

  await app.register(helmet, contentSecurity(deps.publicUrl));
  await app.register(cookie);
  await app.register(formbody, { bodyLimit: BODY_BYTES });
  await app.register(multipart, { throwFileSizeLimit: true });
  if (deps.requestsPerMinute > 0) {
    await app.register(rateLimit, {
      max: deps.requestsPerMinute,
      timeWindow: 60_000,
      errorResponseBuilder: () => new Refused('RATE_LIMITED'),
    });
  }

  healthPages(app, deps);
  metricsPage(app, deps);
  fencePages(app, deps);
  sessionPages(app, deps);
  secondFactorPages(app, deps);
  oidcPages(app, deps);
  setUpPages(app, deps);
  openingPages(app, deps);
  toDoPages(app, deps);
  findPages(app, deps);
  figuresInPages(app, deps);
  bulkPages(app, deps);
  planOfficerPages(app, deps);
  planPages(app, deps);
  reviewPages(app, deps);
  memoryPages(app, deps);
  formPages(app, deps);
  amendmentPages(app, deps);
  attachmentPages(app, deps);
  rehearsalPages(app, deps);
  cyclePages(app, deps);
  registerPages(app, deps);
  axisPages(app, deps);
  obligationPages(app, deps);
  overviewPages(app, deps);
  compliancePages(app, deps);
  programmePages(app, deps);
  storyPages(app, deps);
  aheadPages(app, deps);
  paperPages(app, deps);
  absencePages(app, deps);
  archivePages(app, deps);
  openPages(app);
  exchangePages(app, deps);
  paperHeadPages(app, deps);
  paperTemplatePages(app, deps);
  fromBelow(app, deps);
  adminPages(app, deps);
  recoveryPages(app, deps);
  mailboxPages(app, deps);
  // Agencies wait in a queue of their own: however many come, the office still reads.
  await agencyPages(app, given);
  await officePages(app, deps.webDir);
  return app;
}

/** One line a request: route, status and time; no address with its ids' query, no person. */
function logRequests(app: FastifyInstance): void {
  app.addHook('onResponse', (request, reply, done) => {
    const { url = 'unknown' } = request.routeOptions;
    request.log.info(
      {
        method: request.method,
        route: url,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'answered',
    );
    done();
  });
}
