import type { Browser, BrowserContextOptions } from 'playwright-core';
import { sql } from 'kysely';
import type { z } from 'zod';
import { urlOf } from '../api/support/url-of.js';
import type { Route } from '../../contract/route.js';
import { ErrorAnswer } from '../../contract/values.js';
import { addAgency } from '../../office/directory/agencies.js';
import type { OfficeScope } from '../../office/scope.js';
import type { RefusalCode } from '../../domain/refusals.js';
import type { Result } from '../../domain/result.js';
import type { StaffRole } from '../../domain/staff-role.js';

import { ask, linkOf, openOffice, openSite, startedPlan } from '../api/support/office.js';
import type { TestOffice, TestPlan, TestSite } from '../api/support/office.js';
import { builtPages } from './built-pages.mjs';
import { taken } from './office.js';
import { visit } from './visitor.js';
import type { Visitor } from './visitor.js';

/** Who owes a report besides the three of every test office. */
const DEPARTMENTS = ['Nội vụ', 'Tài chính', 'Tư pháp', 'Xây dựng', 'Y tế'] as const;
const MORE = [...DEPARTMENTS.map((name) => `Sở ${name}`), 'UBND phường Bến Ngự'];

/** A listening server with one office whose plan is tracked; people come to it in browsers of their own. */
export interface BrowsedOffice {
  readonly site: TestSite;
  readonly office: TestOffice;
  readonly plan: TestPlan;
  /** The duty of an agency in the one cycle. */
  dutyOf(agency: string): Promise<string>;
  /** One act in the ledger by nobody in particular; throws when it is refused. */
  did<T>(act: (scope: OfficeScope) => Promise<Result<T, RefusalCode>>): Promise<T>;
  /** What the API answers to a person of the office, by the contract; throws when it refuses. */
  asked<Answer extends z.ZodType>(
    role: StaffRole,
    route: Route<z.ZodType, z.ZodType, z.ZodType, Answer>,
    request?: { readonly params?: Readonly<Record<string, string>>; readonly body?: object },
  ): Promise<z.output<Answer>>;
  /** A person of the office, signed in. */
  person(browser: Browser, role: StaffRole, options?: BrowserContextOptions): Promise<Visitor>;
  /** Somebody without any session. */
  stranger(browser: Browser, options?: BrowserContextOptions): Promise<Visitor>;
  /** The personal link of an agency. */
  link(agency: string): Promise<string>;
  close(): Promise<void>;
}

/** Opens the office on 1 June 2026 and starts its plan; no workflow runs here, so nothing moves by itself. */
export async function openBrowsedOffice(
  change: Parameters<typeof openSite>[0] = {},
): Promise<BrowsedOffice> {
  const site = await openSite({ ...change, webDir: await builtPages() });
  try {
    const url = await site.app.listen({ host: '127.0.0.1', port: 0 });
    return await furnished(site, url);
  } catch (error) {
    await site.close();
    throw error;
  }
}

async function furnished(site: TestSite, url: string): Promise<BrowsedOffice> {
  const office = await openOffice(site, 'songhuong');
  // As in an office from before this setting existed: nobody has decided it.
  await site.ledger.db
    .updateTable('office')
    .set({ settings: sql`settings - 'twoPersons'` })
    .where('id', '=', office.id)
    .execute();
  const did: BrowsedOffice['did'] = async (act) =>
    taken(await site.ledger.inOffice({ officeId: office.id, actor: 'system' }, act));
  const more: Record<string, string> = {};
  for (const [index, name] of MORE.entries()) {
    const email = `dv${String(index + 1)}@songhuong.example`;
    const isCommune = name.startsWith('UBND');
    const { agencyId } = await did(async (scope) =>
      addAgency(scope, {
        name,
        kind: isCommune ? 'commune' : 'department',
        tags: [isCommune ? 'Khối xã, phường' : 'Khối sở, ngành'],
        standing: false,
        binding: true,
        contacts: [{ role: 'mailbox', name: null, email, phone: '0900 000 002' }],
      }),
    );
    more[name] = agencyId;
  }
  const plan = await startedPlan(site, { ...office, agencyIds: { ...office.agencyIds, ...more } });
  const agencyId = async (name: string): Promise<string> => {
    const { id } = await site.ledger.db
      .selectFrom('agency')
      .select('id')
      .where('office_id', '=', office.id)
      .where('name', '=', name)
      .executeTakeFirstOrThrow();
    return id;
  };
  return {
    site,
    office,
    plan,
    did,
    dutyOf: async (agency) => {
      const { id } = await site.ledger.db
        .selectFrom('obligation')
        .select('id')
        .where('cycle_id', '=', plan.cycleId)
        .where('agency_id', '=', await agencyId(agency))
        .executeTakeFirstOrThrow();
      return id;
    },
    asked: async (role, route, { params = {}, body } = {}) => {
      const answer = await ask(site, route.method, urlOf(route, params), {
        cookie: office.cookies[role],
        ...(body === undefined ? {} : { body }),
      });
      if (answer.statusCode !== 200) {
        throw new Error(`${route.path}: ${ErrorAnswer.parse(answer.json()).error.message}`);
      }
      return route.answer.parse(answer.json());
    },
    person: async (browser, role, options) =>
      visit(browser, {
        baseURL: url,
        storageState: { cookies: cookiesOf(office.cookies[role]), origins: [] },
        ...options,
      }),
    stranger: async (browser, options) => visit(browser, { baseURL: url, ...options }),
    link: async (agency) => `/b#${await linkOf(site, office.id, await agencyId(agency))}`,
    close: async () => {
      // A browser keeps its connections open for the next request.
      site.app.server.closeAllConnections();
      await site.close();
    },
  };
}

/** A Cookie header as a browser keeps it. */
function cookiesOf(header: string) {
  return header.split('; ').map((text) => {
    const [name = '', ...value] = text.split('=');
    return {
      name,
      value: value.join('='),
      domain: '127.0.0.1',
      path: '/',
      expires: -1,
      httpOnly: true,
      secure: false,
      sameSite: 'Lax' as const,
    };
  });
}
