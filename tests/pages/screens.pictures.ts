import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { ROUTES } from '../../contract/index.js';
import { day } from '../../domain/day.js';
import type { StaffRole } from '../../domain/staff-role.js';
import {
  acceptReport,
  claimSent,
  requestExtension,
  submitReport,
} from '../../office/collection/obligation-acts.js';
import { uploadedPlan } from '../api/support/office.js';
import { openBrowsedOffice } from '../support/browsed-office.js';
import type { BrowsedOffice } from '../support/browsed-office.js';
import { report } from '../support/office.js';
import { describeWith } from '../support/probe.js';
import { expectNoSidewaysScrolling, openBrowser } from '../support/visitor.js';
import type { Visitor } from '../support/visitor.js';

// Pictures of every main state, for people to look at: `npm run screens`. Each page is also asked whether it is
// wider than a telephone, whether its console complains, and what axe finds (WCAG 2.2 A and AA).
jest.setTimeout(240_000);

const SIZES = {
  desk: { width: 1280, height: 900 },
  phone: { width: 360, height: 740 },
} as const;

const folder = process.env['SCREENS_DIR'] ?? join(process.cwd(), '.cache/screens');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What of the office a path is made of. */
interface Named {
  readonly planId: string;
  readonly draftId: string;
  readonly cycleId: string;
  readonly accepted: string;
  readonly owed: string;
  readonly agencyId: string;
  readonly letter: string;
}

interface Screen {
  readonly name: string;
  readonly who: StaffRole | 'agency' | 'stranger';
  readonly path: (named: Named) => string;
  /** What is pressed and typed there before the picture. */
  readonly typed?: readonly string[];
}

const SCREENS: readonly Screen[] = [
  { name: 'sign-in', who: 'stranger', path: () => '/sign-in' },
  { name: 'forgotten', who: 'stranger', path: () => '/forgotten' },
  { name: 'work-officer', who: 'officer', path: () => '/work' },
  { name: 'finder', who: 'officer', path: () => '/work', typed: ['Control+k', 's', 'o'] },
  { name: 'work-approver', who: 'approver', path: () => '/work' },
  { name: 'work-clerk', who: 'clerk', path: () => '/work' },
  { name: 'plans', who: 'officer', path: () => '/plans' },
  { name: 'plan-upload', who: 'officer', path: () => '/plans/new' },
  { name: 'plan', who: 'officer', path: ({ planId }) => `/plans/${planId}` },
  { name: 'review', who: 'officer', path: ({ draftId }) => `/plans/${draftId}/review` },
  { name: 'board', who: 'officer', path: ({ cycleId }) => `/cycles/${cycleId}` },
  { name: 'board-late', who: 'officer', path: ({ cycleId }) => `/cycles/${cycleId}?show=overdue` },
  { name: 'summary', who: 'officer', path: ({ cycleId }) => `/cycles/${cycleId}/summary` },
  { name: 'figures', who: 'officer', path: ({ cycleId }) => `/cycles/${cycleId}/figures` },
  { name: 'register', who: 'officer', path: ({ cycleId }) => `/cycles/${cycleId}/register` },
  { name: 'duty', who: 'officer', path: ({ accepted }) => `/obligations/${accepted}` },
  { name: 'duty-paper', who: 'officer', path: ({ owed }) => `/obligations/${owed}/report` },
  { name: 'paper', who: 'approver', path: ({ letter }) => `/papers/${letter}` },
  { name: 'grid', who: 'officer', path: ({ planId }) => `/plans/${planId}/grid` },
  { name: 'leader', who: 'approver', path: () => '/leader' },
  { name: 'waves', who: 'officer', path: () => '/waves/2026-07' },
  { name: 'agency', who: 'officer', path: ({ agencyId }) => `/agencies/${agencyId}` },
  { name: 'overview', who: 'officer', path: () => '/overview/2026-07' },
  { name: 'compliance', who: 'officer', path: () => '/compliance' },
  { name: 'archive', who: 'officer', path: () => '/archive' },
  { name: 'account', who: 'officer', path: () => '/account' },
  { name: 'contacts', who: 'admin', path: () => '/admin/contacts' },
  { name: 'staff', who: 'admin', path: () => '/admin/staff' },
  { name: 'cycles', who: 'admin', path: () => '/admin/cycles' },
  { name: 'calendar', who: 'admin', path: () => '/admin/calendar' },
  { name: 'settings', who: 'admin', path: () => '/admin/settings' },
  { name: 'audit', who: 'admin', path: () => '/admin/audit' },
  { name: 'memory', who: 'admin', path: () => '/admin/memory' },
  { name: 'persons', who: 'admin', path: () => '/admin/persons' },
  { name: 'recovery', who: 'admin', path: () => '/admin/recovery' },
  { name: 'why', who: 'admin', path: () => '/admin/why' },
  { name: 'exchange', who: 'admin', path: () => '/admin/exchange' },
  { name: 'mailbox', who: 'admin', path: () => '/admin/mailbox' },
  { name: 'agency-owed', who: 'agency', path: () => '/b/reports' },
  { name: 'agency-compliance', who: 'agency', path: () => '/b/compliance' },
  { name: 'agency-objection', who: 'agency', path: ({ owed }) => `/b/compliance/${owed}` },
  { name: 'agency-extension', who: 'agency', path: ({ owed }) => `/b/reports/${owed}/extension` },
  { name: 'agency-claim', who: 'agency', path: ({ owed }) => `/b/reports/${owed}/sent` },
  { name: 'agency-report', who: 'agency', path: ({ owed }) => `/b/reports/${owed}` },
];

const AGENCY = 'UBND xã Đồng Mai';

describeWith('chromium', 'each main state', ({ chromium }) => {
  let office: BrowsedOffice;
  let browser: Browser;
  let named: Named;

  beforeAll(async () => {
    mkdirSync(folder, { recursive: true });
    office = await openBrowsedOffice();
    browser = await openBrowser(chromium);
    named = await lived();
  });

  afterAll(async () => {
    await browser.close();
    await office.close();
  });

  test.each(
    SCREENS.flatMap((screen) =>
      (Object.keys(SIZES) as (keyof typeof SIZES)[]).map((size) => ({ ...screen, size })),
    ),
  )('$name on a $size', async ({ name, who, path, typed = [], size }) => {
    const someone = await visitor(who, SIZES[size]);
    try {
      await someone.goesTo(path(named));
      // On a busy machine the line is idle before the page stands.
      await someone.page.locator('h1').first().waitFor();
      await someone.page.waitForLoadState('networkidle');
      for (const key of typed) await someone.page.keyboard.press(key);
      if (typed.length > 0) await someone.page.waitForLoadState('networkidle');
      await someone.page.screenshot({ path: join(folder, `${name}-${size}.png`), fullPage: true });
      expect(someone.errors).toEqual([]);
      await expectNoSidewaysScrolling(someone);
      expect(await foundByAxe(someone)).toEqual([]);
    } finally {
      await someone.context.close();
    }
  });

  async function visitor(
    who: Screen['who'],
    viewport: { readonly width: number; readonly height: number },
  ): Promise<Visitor> {
    if (who !== 'agency' && who !== 'stranger') return office.person(browser, who, { viewport });
    const someone = await office.stranger(browser, { viewport });
    if (who === 'stranger') return someone;
    await someone.goesTo(await office.link(AGENCY));
    await someone.sees(`Báo cáo của ${AGENCY}`);
    return someone;
  }

  /** An office in the middle of July: reports, a claim, an extension asked for, a letter before its approver, a draft. */
  async function lived(): Promise<Named> {
    const { site, plan, did, asked } = office;
    site.setNow('2026-07-01T09:00:00+07:00');
    for (const agency of ['Sở Y tế', 'Sở Nội vụ', 'Sở Tư pháp']) {
      const obligationId = await office.dutyOf(agency);
      await did(async (scope) => submitReport(scope, { obligationId, content: report() }));
    }
    const accepted = await office.dutyOf('Sở Tư pháp');
    await did(async (scope) => acceptReport(scope, { obligationId: accepted }));
    const asking = await office.dutyOf('UBND phường Bến Ngự');
    await did(async (scope) =>
      requestExtension(scope, {
        obligationId: asking,
        wantedDay: day('2026-07-20'),
        reason: 'Chờ số liệu của tổ dân phố',
        requestedBy: 'Phạm Văn Sơn',
      }),
    );
    const claimed = await office.dutyOf('Sở Tài chính');
    await did(async (scope) =>
      claimSent(scope, {
        obligationId: claimed,
        documentNumber: '40/BC-STC',
        documentDate: day('2026-07-01'),
        signer: null,
        senderName: 'Võ Thị Hạnh',
      }),
    );
    site.setNow('2026-07-08T09:00:00+07:00');
    const params = { cycleId: plan.cycleId };
    await asked('officer', ROUTES.cycles.redraftLetter, { params });
    const { papers } = await asked('officer', ROUTES.papers.list);
    const letter = papers.find(({ kind }) => kind === 'urgingLetter')?.id ?? '';
    await asked('officer', ROUTES.papers.submit, { params: { documentId: letter } });
    return {
      planId: plan.planId,
      draftId: await uploadedPlan(site, office.office),
      cycleId: plan.cycleId,
      accepted,
      owed: await office.dutyOf(AGENCY),
      agencyId: office.office.agencyIds.commune,
      letter,
    };
  }
});

/** What axe finds on a page, by rule and where; throws where it had nothing to look at. */
async function foundByAxe({ page }: Visitor): Promise<readonly string[]> {
  await page.evaluate(axe);
  const { passed, found } = await page.evaluate<{ passed: number; found: string[] }>(
    `axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })
      .then(({ passes, violations }) => ({
        passed: passes.length,
        found: violations.flatMap(({ id, nodes }) =>
          nodes.slice(0, 3).map(({ target }) => id + ' ' + target.join(' '))),
      }))`,
  );
  if (passed < 5) throw new Error(`axe looked at next to nothing on ${page.url()}`);
  return found;
}
