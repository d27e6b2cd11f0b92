import type { FastifyRequest } from 'fastify';
import type { ReportOfAgency } from '../../office/collection/agency-page.js';
import { found, Refused } from '../refused.js';
import type { AgencyApp, AgencyRequest } from './agency-request.js';
import type { PostedFields } from './typed-report.js';
import { reportOfAgency } from '../../office/collection/agency-page.js';
import { contactPointsToday } from '../../office/reminding/plan-officers.js';

/** The report a page shows, with whom to ring about it. */
export async function reportOf(side: AgencyApp, at: AgencyRequest): Promise<ReportOfAgency> {
  const { deps } = side;
  const { who } = at;
  const report = await ownReport(side, at);
  const { planId, identity } = report;
  // Whom to ring is who is there today.
  const present = await contactPointsToday(
    { trx: deps.ledger.db, officeId: who.officeId, now: deps.clock.now() },
    new Map([[planId, identity]]),
  );
  return { ...report, identity: present.get(planId) ?? identity };
}

/** The report that is asked about; what is not the agency's own is as unknown as what is nobody's. */
export async function ownReport(
  { deps }: AgencyApp,
  { who, request }: AgencyRequest,
): Promise<ReportOfAgency> {
  const { id } = request.params as { readonly id: string };
  const where = { officeId: who.officeId, agencyId: who.agencyId, obligationId: idIn(id) };
  return found(await reportOfAgency(deps.ledger.db, where));
}

/** An id out of an address; refuses what can be nobody's. */
export function idIn(text: string): string {
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)) throw new Refused('NOT_FOUND');
  return text;
}

/** Whether a page's script asks, which shows the answer itself. */
export function wantsData(request: FastifyRequest): boolean {
  return request.headers.accept === 'application/json';
}

/** The fields of the form a page was sent with; none when it was sent without. */
export function posted({ request }: AgencyRequest): PostedFields {
  const { body } = request;
  return typeof body === 'object' && body !== null ? (body as PostedFields) : {};
}
