import type { CalendarWave } from '../../contract/ahead.js';
import { isWorkingDay } from '../../domain/calendar.js';
import { at, plusDays } from '../../domain/day.js';
import type { Day, Instant } from '../../domain/day.js';
import { rememberedTimetable, sendingMoment } from '../../domain/ladder.js';
import { daysOfMonth } from '../../domain/month.js';
import type { Month } from '../../domain/month.js';
import type { PlannedNotice } from '../../domain/wave.js';
import { wavesAhead } from '../../domain/waves-ahead.js';
import { ladderContent } from '../../mail/rung-content.js';
import type { RungFacts, WordingContext } from '../../mail/notice-facts.js';
import { renderNotice } from '../../mail/templates/render.js';
import { loadPreviewCycles } from './worded-cycles.js';
import type { WordedCycle } from './worded-cycles.js';
import { recoveryOf } from '../reminding/recovery.js';
import { ladderFactsIn } from '../reminding/ladder-rows.js';
import type { LadderContext } from '../reminding/ladder-rows.js';
import { agencyNames } from '../directory/agency-names.js';
import type { OfficeScope } from '../scope.js';
import { standingAgencies } from './standing-agencies.js';
import type { StandingAgencies } from './standing-agencies.js';
import { unopenedWaves } from './unopened-waves.js';

/** Nobody opens a link of a mail that is not sent. */
const NO_LINK = 'https://dondoc.example/';

/** Every mail of a month that will go if nobody answers, by instant, plan and rung with the first of each in full, and the days on which nobody works. */
export async function wavesOfMonth(
  scope: OfficeScope,
  month: Month,
): Promise<{ readonly waves: readonly CalendarWave[]; readonly daysOff: readonly Day[] }> {
  const { from, to } = daysOfMonth(month);
  const ends = at(plusDays(to, 1), 0);
  const isIn = (moment: Instant) => at(from, 0) <= moment && moment < ends;
  const running = await runningWaves(scope, isIn);
  const coming = (await unopenedWaves(scope)).filter((wave) => isIn(wave.at));
  const { calendar } = scope.settings;
  const days = Array.from({ length: 31 }, (_, n) => plusDays(from, n)).filter((day) => day <= to);
  return {
    waves: [...running, ...coming].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)),
    daysOff: days.filter((day) => !isWorkingDay(calendar, day)),
  };
}

/** What is still to be told about cycles that are open, as the rule of real waves plays on, and the office's own next mail of each. */
async function runningWaves(
  scope: OfficeScope,
  isIn: (moment: Instant) => boolean,
): Promise<readonly CalendarWave[]> {
  const { alike, ladders } = await standingAgencies(scope);
  const worded = await loadPreviewCycles(scope, [...ladders.keys()]);
  const names = await agencyNames(
    scope,
    alike.map(({ first }) => first.id),
  );
  const waves = new Map<string, CalendarWave>();
  for (const group of alike) {
    for (const mail of mailsOf(group, scope)) {
      if (!isIn(mail.at)) continue;
      const [first] = mail.notices;
      const cycle = worded.get(first?.cycleId ?? '');
      if (first === undefined || cycle === undefined) continue;
      const key = `${mail.at}/${cycle.id}/${first.step.rung}`;
      const before = waves.get(key);
      const agency = names.get(group.first.id) ?? '';
      waves.set(key, {
        ...(before ?? {
          at: mail.at,
          planId: cycle.planId,
          planTitle: cycle.planTitle,
          reportName: cycle.reportName,
          rung: first.step.rung,
          to: agency,
          ...inWords(mail, { group, ladders, worded, agency }, scope),
        }),
        count: (before?.count ?? 0) + group.count,
      });
    }
  }
  const toOffice = [...ladders.values()].flatMap(({ cycle }): readonly CalendarWave[] => {
    const of = worded.get(cycle.id);
    const { desk_at: next, desk_rung: rung } = cycle;
    if (next === null || rung === null || of === undefined || !isIn(next)) return [];
    const { planId, planTitle, reportName } = of;
    // What it will say is counted as it leaves.
    return [
      {
        at: next,
        ...{ planId, planTitle, reportName, rung },
        ...{ count: 1, to: null, subject: '', text: null },
      },
    ];
  });
  return [...waves.values(), ...toOffice];
}

interface MailAhead {
  readonly at: Instant;
  readonly notices: readonly PlannedNotice[];
}

/** The mails to one of a group, each with what it tells. */
function mailsOf(
  { first, duties }: StandingAgencies,
  { now, settings, office }: OfficeScope,
): readonly MailAhead[] {
  const waves = wavesAhead(first, duties, { from: now, settings, recovery: recoveryOf(office) });
  return waves.flatMap((wave) => {
    const mails = new Map<string, PlannedNotice[]>();
    for (const notice of wave.plan.notices) {
      if (notice.mail.kind === 'none') continue;
      const key = notice.mail.kind === 'new' ? notice.mail.key : notice.mail.id;
      mails.set(key, [...(mails.get(key) ?? []), notice]);
    }
    const leavesAt = sendingMoment(wave.now, settings);
    return [...mails.values()].map((notices) => ({ at: leavesAt, notices }));
  });
}

function inWords(
  { at: leavesAt, notices }: MailAhead,
  {
    group,
    ladders,
    worded,
    agency,
  }: {
    readonly group: StandingAgencies;
    readonly ladders: ReadonlyMap<string, LadderContext>;
    readonly worded: ReadonlyMap<string, WordedCycle>;
    readonly agency: string;
  },
  { settings }: OfficeScope,
): Pick<CalendarWave, 'subject' | 'text'> {
  const context: WordingContext = {
    now: leavesAt,
    settings,
    timetableOf: rememberedTimetable(settings),
    linkUrl: () => NO_LINK,
  };
  const facts = notices.flatMap((notice): readonly RungFacts[] => {
    const row = group.rows.find(({ id }) => id === notice.dutyId);
    const ladder = ladders.get(notice.cycleId);
    const cycle = worded.get(notice.cycleId);
    if (row === undefined || ladder === undefined || cycle === undefined) return [];
    return [
      {
        ...cycle.words,
        notice: { name: notice.step.rung, replaces: notice.replaces },
        duty: {
          obligationId: '',
          ladder: ladderFactsIn(row, ladder),
          grantedDay: row.granted_day,
          duePhrase: ladder.cycle.due_phrase,
          officeDue: ladder.cycle.office_due,
          showTarget: ladder.cycle.show_target,
          startedLate: cycle.startedLate,
          extensionAsked: null,
        },
        agencyName: agency,
        link: null,
      },
    ];
  });
  const content = ladderContent(facts, context);
  if (content === null) return { subject: '', text: null };
  const { subject, text } = renderNotice(content);
  return { subject, text };
}
