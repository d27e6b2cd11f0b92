import type { FastifyInstance } from 'fastify';
import { splitAgency, splitEffect } from '../../office/directory/split-agency.js';
import { closeAgency, closingEffect, reopenAgency } from '../../office/directory/close-agency.js';
import { adminRoutes } from '../../contract/admin.js';
import type { ImportEffect } from '../../contract/directory.js';
import { XLSX } from '../download.js';
import { agenciesInFile } from '../list-file.js';
import type { ServerDeps } from '../ports.js';
import { dayAt } from '../../domain/day.js';
import { ok, refuse } from '../../domain/result.js';
import { found, Refused } from '../refused.js';
import { serve } from '../serve.js';
import { resendLink, revokeLink } from '../../office/agency-link/link.js';
import { firstAccount } from '../../office/directory/first-account.js';
import { holdSetUp } from '../../office/directory/in-set-up.js';
import { mailReset } from '../../office/directory/password-reset.js';
import { recordAdminsAct, recordPasswordReset } from '../../office/directory/account-audit.js';
import { codesOf, forgiveTries } from '../../office/directory/sign-in-pause.js';
import { calendarEffect, changeCalendar } from '../../office/calendar/change-day.js';
import { calendarYear, declareYear } from '../../office/calendar/declare-year.js';
import {
  accountOfStaff,
  agencyList,
  isAgency,
  isStaffAddress,
  calendarDays,
  officeSettings,
  staffList,
  belongsElsewhere,
} from '../../office/directory/directory-views.js';
import { agencyNameKey } from '../../domain/agency-match.js';
import {
  addAgency,
  editAgency,
  importAgencies,
  importEffect,
} from '../../office/directory/agencies.js';
import { takeUnits, unitsEffect, unitsOffered } from '../../office/directory/units.js';
import { addStaff, editStaff, setSettings } from '../../office/directory/directory.js';
import { upwardLineIn } from '../../config/pasted-link.js';
import { setUpwardLine, upwardAddress } from '../../office/paper/hand-up.js';
import { mailArrived, mailTries, sendMailAgain } from '../../office/post/doubtful-mails.js';
import { retryRelay } from '../../office/post/relay-state.js';
import { auditPage, operations } from '../../office/health/operations.js';

/** What an office keeps in order: agencies and contacts, calendar, staff, settings; and what it watches. */
export function adminPages(app: FastifyInstance, deps: ServerDeps): void {
  const at = { app, deps };
  agencyPages(at);
  calendarPages(at);
  staffPages(at);

  serve(at, adminRoutes.operations, async ({ db, officeId, office, query }) =>
    operations(db, { officeId, now: office.now, ...query }),
  );

  serve(at, adminRoutes.doctor, async ({ officeId }) => {
    const { ok: isWell, checks } = await deps.doctor(officeId);
    return { ok: isWell, checks: [...checks] };
  });

  serve(at, adminRoutes.retryRelay, async ({ act }) =>
    act(async (scope) => {
      await retryRelay(scope);
      return ok({});
    }),
  );

  serve(at, adminRoutes.mailArrived, async ({ params, act }) =>
    act((scope) => mailArrived(scope, params)),
  );

  serve(at, adminRoutes.sendMailAgain, async ({ params, act }) =>
    act((scope) => sendMailAgain(scope, params)),
  );

  serve(at, adminRoutes.mailTries, async ({ db, officeId, params }) => ({
    tries: [...found(await mailTries(db, { officeId, ...params }))],
  }));

  serve(at, adminRoutes.audit, async ({ db, officeId, query }) => auditPage(db, officeId, query));

  serve(at, adminRoutes.upwardLine, async ({ db, officeId }) => ({
    address: await upwardAddress(db, officeId),
  }));

  serve(at, adminRoutes.setUpwardLine, async ({ body: { link }, act }) => {
    const line = link === null ? null : upwardLineIn(link);
    if (link !== null && line === null) throw new Refused('UPWARD_LINK');
    return act((scope) => setUpwardLine(scope, line));
  });

  serve(at, adminRoutes.settings, async ({ db, officeId }) => officeSettings(db, officeId));

  serve(at, adminRoutes.setSettings, async ({ body, act }) =>
    act((scope) => setSettings(scope, body)),
  );
}

interface At {
  readonly app: FastifyInstance;
  readonly deps: ServerDeps;
}

function agencyPages(at: At): void {
  serve(at, adminRoutes.agencies, async ({ db, officeId, query }) =>
    agencyList(db, officeId, query),
  );

  serve(at, adminRoutes.addAgency, async ({ body, act }) => act((scope) => addAgency(scope, body)));

  serve(at, adminRoutes.editAgency, async ({ params, body, act }) =>
    act((scope) => editAgency(scope, { ...params, ...body })),
  );

  serve(at, adminRoutes.importAgencies, async ({ files, body, deps, act }) => {
    const { seen = null, answers, leaveOut } = body;
    const read = { ...sheetsToday(deps), leaveOut };
    const { lines, wrong } = await agenciesInFile(found(files[0]), read);
    const leftOut = new Set(wrong.map(({ line }) => line)).size;
    return act((scope) => importAgencies(scope, { lines, answers, seen, leftOut }));
  });

  serve(at, adminRoutes.importTemplate, async ({ deps }) => ({
    fileName: 'Danh sách cơ quan, đơn vị.xlsx',
    contentType: XLSX,
    bytes: await deps.renderAgencyTemplate(),
  }));

  serve(at, adminRoutes.importEffect, async ({ files, body, deps, act }) => {
    const read = { ...sheetsToday(deps), leaveOut: true };
    const { lines, wrong } = await agenciesInFile(found(files[0]), read);
    const effect = await act(async (scope) => ok(await importEffect(scope, { lines, ...body })));
    return { ...shownEffect(effect), wrong: [...wrong] };
  });

  serve(at, adminRoutes.units, async ({ db, officeId, deps }) =>
    unitsOffered(db, { officeId, today: dayAt(deps.clock.now()) }),
  );

  serve(at, adminRoutes.unitsEffect, async ({ body, act }) => {
    const { beyond, ...effect } = await act(async (scope) => {
      const found = await unitsEffect(scope, body);
      return found === null ? refuse('NOT_FOUND') : ok(found);
    });
    return { ...shownEffect(effect), beyond: [...beyond] };
  });

  serve(at, adminRoutes.takeUnits, async ({ body, act }) => act((scope) => takeUnits(scope, body)));

  serve(at, adminRoutes.closingEffect, async ({ params, body, act }) => {
    const { effects, seen } = await act((scope) => closingEffect(scope, { ...params, ...body }));
    return { effects: [...effects], seen };
  });

  serve(at, adminRoutes.closeAgency, async ({ params, body, act }) =>
    act((scope) => closeAgency(scope, { ...params, ...body })),
  );

  serve(at, adminRoutes.splitEffect, async ({ params, body, act }) => {
    const { effects, ...rest } = await act((scope) => splitEffect(scope, { ...params, ...body }));
    return { effects: effects.map((one) => ({ ...one, to: [...one.to] })), ...rest };
  });

  serve(at, adminRoutes.splitAgency, async ({ params, body, act }) =>
    act((scope) => splitAgency(scope, { ...params, ...body })),
  );

  serve(at, adminRoutes.reopenAgency, async ({ params, act }) =>
    act((scope) => reopenAgency(scope, params)),
  );

  serve(at, adminRoutes.sendLink, async ({ db, officeId, params, act }) => {
    await knownAgency(db, { officeId, ...params });
    return act((scope) => resendLink(scope, params));
  });

  serve(at, adminRoutes.revokeLink, async ({ db, officeId, params, act }) => {
    await knownAgency(db, { officeId, ...params });
    return act((scope) => revokeLink(scope, params));
  });
}

function sheetsToday({ readSheet, clock }: ServerDeps) {
  return { readSheet, today: dayAt(clock.now()) };
}

/** What a list would change, for the person who brought it. */
function shownEffect(effect: Awaited<ReturnType<typeof importEffect>>): ImportEffect {
  return {
    added: effect.added.map(({ name }) => name),
    addedLines: effect.added.map(({ line, name, kind, contacts }) => ({
      line,
      name,
      kind,
      addresses: contacts.map(({ email }) => email),
    })),
    changed: effect.changed.map(({ line, known, fields }) => ({
      line,
      name: known.name,
      fields: [...fields],
    })),
    unchanged: effect.unchanged,
    unsure: effect.unsure.map(({ line, name, candidates }) => ({
      line,
      name,
      key: agencyNameKey(name),
      candidates: candidates.map(({ id, name: near }) => ({ id, name: near })),
    })),
    seen: effect.seen,
  };
}

function calendarPages(at: At): void {
  serve(at, adminRoutes.calendar, async ({ db, officeId, office, query }) => ({
    days: await calendarDays(db, office.motherOfficeId ?? officeId, query.year),
    year:
      query.year === undefined
        ? null
        : await calendarYear(db, office.motherOfficeId ?? officeId, query.year),
  }));

  serve(at, adminRoutes.declareYear, async ({ params, body, act }) =>
    act((scope) => declareYear(scope, { ...params, ...body })),
  );

  serve(at, adminRoutes.calendarEffect, async ({ params, body, act }) => {
    const { kind, ...rest } = body;
    const row = kind === null ? null : { kind, ...rest };
    const { effects, seen } = await act((scope) => calendarEffect(scope, { day: params.day, row }));
    return {
      effects: effects.map((effect) => ({ ...effect, granted: [...effect.granted] })),
      seen,
    };
  });

  serve(at, adminRoutes.setCalendarDay, async ({ params, query, body, act }) =>
    act((scope) => changeCalendar(scope, { ...params, ...query, row: body })),
  );

  serve(at, adminRoutes.removeCalendarDay, async ({ params, query, act }) =>
    act((scope) => changeCalendar(scope, { ...params, ...query, row: null })),
  );
}

function staffPages(at: At): void {
  const { auth } = at.deps;

  serve(at, adminRoutes.staff, async ({ db, officeId, query, deps }) =>
    staffList(db, officeId, {
      ...query,
      now: deps.clock.now(),
      enrolled: (userIds) => auth.enrolledOf(userIds),
    }),
  );

  serve(at, adminRoutes.addStaff, async ({ db, officeId, body, act }) => {
    if (await isStaffAddress(db, officeId, body.email)) throw new Refused('STAFF_EXISTS');
    return act(async (scope) => {
      await holdSetUp(scope.trx);
      const account = await firstAccount(scope.trx, auth, body);
      // Somebody who works in another office of this installation keeps the account and its password.
      const userId = account?.userId ?? (await auth.userIdOf(body.email));
      const added = await addStaff(scope, { ...body, userId });
      return added.ok ? ok({ ...added.value, firstPassword: account?.password ?? null }) : added;
    });
  });

  serve(at, adminRoutes.editStaff, async ({ officeId, params, body, act }) => {
    await act(async (scope) => {
      const edited = await editStaff(scope, { ...params, ...body });
      if (!edited.ok || !edited.value.emailChanged || edited.value.userId === null) return edited;
      const { userId } = edited.value;
      if (await belongsElsewhere(scope.trx, { officeId, userId })) {
        throw new Refused('ACCOUNT_ELSEWHERE');
      }
      // Accounts have connections of their own and never wait for the ledger's.
      if (await auth.changeEmail(userId, body.email)) return edited;
      throw new Refused('STAFF_EXISTS');
    });
    return {};
  });

  serve(at, adminRoutes.resetPassword, async ({ db, deps, officeId, params, act }) => {
    const { userId, email } = await ownAccount(db, { officeId, ...params });
    // Written first: a password that was reset without a trace could be used without one.
    await act(async (scope) => {
      await recordPasswordReset(scope, params);
      return ok({});
    });
    const firstPassword = await auth.resetPassword(userId);
    await forgiveTries(deps.ledger, email);
    return { firstPassword };
  });

  serve(at, adminRoutes.mailReset, async ({ db, officeId, params, act }) => {
    await ownAccount(db, { officeId, ...params });
    return act((scope) => mailReset(scope, params));
  });

  serve(at, adminRoutes.unlock, async ({ db, deps, officeId, params, act }) => {
    const { userId, email } = await ownAccount(db, { officeId, ...params });
    await act(async (scope) => {
      await recordAdminsAct(scope, 'unlockStaff', params);
      return ok({});
    });
    await forgiveTries(deps.ledger, email);
    await forgiveTries(deps.ledger, codesOf(userId));
    return {};
  });

  serve(at, adminRoutes.resetSecondFactor, async ({ db, deps, officeId, params, act }) => {
    const { userId } = await ownAccount(db, { officeId, ...params });
    // Written first, as a password that is reset.
    await act(async (scope) => {
      await recordAdminsAct(scope, 'resetSecondFactor', params);
      return ok({});
    });
    await auth.endSecondFactor(userId);
    await forgiveTries(deps.ledger, codesOf(userId));
    return {};
  });

  serve(at, adminRoutes.endStaffSessions, async ({ db, officeId, params, act }) => {
    const { userId } = await ownAccount(db, { officeId, ...params });
    await act(async (scope) => {
      await recordAdminsAct(scope, 'endStaffSessions', params);
      return ok({});
    });
    return { ended: await auth.endSessions(userId) };
  });
}

/** The account of one of the staff, if it is this office's to look after: whoever could reset it would hold that person's roles in the other office as well. */
async function ownAccount(
  db: ServerDeps['ledger']['db'],
  at: { readonly officeId: string; readonly staffId: string },
): Promise<{ readonly userId: string; readonly email: string }> {
  const account = found(await accountOfStaff(db, at));
  const { officeId } = at;
  if (await belongsElsewhere(db, { officeId, userId: account.userId })) {
    throw new Refused('ACCOUNT_ELSEWHERE');
  }
  return account;
}

async function knownAgency(
  db: ServerDeps['ledger']['db'],
  { officeId, agencyId }: { readonly officeId: string; readonly agencyId: string },
): Promise<void> {
  found((await isAgency(db, officeId, agencyId)) ? agencyId : null);
}
