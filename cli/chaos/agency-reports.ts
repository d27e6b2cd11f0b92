import { linkToken } from '../../config/link-token.js';
import { ensureLink } from '../../office/agency-link/ensure-links.js';
import type { World } from './scenario.js';
import type { WaveAgency } from './wave-office.js';

/** Where agencies send their reports to. */
export type ReportedTo = Pick<World, 'ledger' | 'office' | 'patiently'> & {
  readonly installation: { readonly linkKey: string; url(): string };
};

/** A report that an agency has sent and was thanked for. */
export interface SentReport {
  readonly agencyId: string;
  readonly obligationId: string;
  /** When the answer was there, in milliseconds since 1970. */
  readonly atMs: number;
}

/** Opens an agency's link, looks its report over and sends it, as a browser does; throws unless it is thanked. */
export async function sendReport(
  { installation, ledger, office, patiently }: ReportedTo,
  { agency, nth }: { readonly agency: WaveAgency; readonly nth: number },
): Promise<SentReport> {
  const { officeId } = office;
  const link = await patiently(async () =>
    ledger.inOffice({ officeId, actor: 'system' }, async (scope) => ensureLink(scope, agency.id)),
  );
  const { id: obligationId } = await ledger.db
    .selectFrom('obligation')
    .select('id')
    .where('office_id', '=', officeId)
    .where('agency_id', '=', agency.id)
    .executeTakeFirstOrThrow();
  const post = poster(installation.url(), nth);
  const opened = await post('/b/open', {
    body: new URLSearchParams({ token: linkToken(installation.linkKey, link) }),
  });
  const cookie = opened.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  const page = `/b/reports/${obligationId}`;
  const review = await post(`${page}/review`, {
    cookie,
    body: new URLSearchParams({ senderName: 'Nguyễn Văn A', restNil: 'on' }),
  });
  const html = await review.text();
  const form = new FormData();
  for (const name of ['draft', 'seen']) {
    const value = new RegExp(`name="${name}" value="([0-9a-f]+)"`).exec(html)?.[1];
    if (value === undefined)
      throw new Error(`the review of a report answered ${String(review.status)}`);
    form.set(name, value);
  }
  const sent = await post(`${page}/send`, { cookie, body: form });
  if (sent.status !== 303) throw new Error(`sending a report answered ${String(sent.status)}`);
  return { agencyId: agency.id, obligationId, atMs: Date.now() };
}

/** The same, again and again until it is taken: what a person does whose page does not load. */
export async function insistOnReport(
  world: ReportedTo,
  one: { readonly agency: WaveAgency; readonly nth: number },
): Promise<SentReport> {
  return world.patiently(async () => sendReport(world, one));
}

/** Works through a list, so many at once. */
export async function eachOf<T, R>(
  list: readonly T[],
  atOnce: number,
  work: (one: T, nth: number) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < list.length) {
      const nth = next;
      next += 1;
      const one = list[nth];
      if (one !== undefined) results[nth] = await work(one, nth);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}

function poster(url: string, nth: number) {
  return async (
    path: string,
    { cookie, body }: { readonly cookie?: string; readonly body: URLSearchParams | FormData },
  ): Promise<Response> =>
    fetch(`${url}${path}`, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        origin: url,
        // Each agency sits somewhere else: what is counted by address is not what is tried here.
        'x-forwarded-for': `10.1.${String(nth >> 8)}.${String(nth & 255)}`,
        ...(cookie === undefined ? {} : { cookie }),
      },
      body,
      signal: AbortSignal.timeout(10_000),
    });
}
