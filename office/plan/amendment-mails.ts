import { keyOf } from '../../domain/amendment/evolve.js';
import type { CycleChange, RunningCycle, RunningDuty } from '../../domain/amendment/decide.js';
import { isFormAlone } from '../../domain/amendment/tellings.js';
import type { Telling } from '../../domain/amendment/tellings.js';
import { rememberedTimetable } from '../../domain/ladder.js';
import { ladderFactsOf } from '../../domain/owed-duty.js';
import { reportNameIn } from '../../domain/report-name.js';
import { agencyContent } from '../../mail/notice-content.js';
import type { NoticeFacts, WordingContext } from '../../mail/notice-facts.js';
import { renderNotice } from '../../mail/templates/render.js';
import { agencyNames } from '../directory/agency-names.js';
import type { OfficeScope } from '../scope.js';
import type { AmendmentSaid } from './amendment-notices.js';
import { tellingData } from './amendment-notices.js';
import type { HeldPlan } from './amendment-rows.js';
import type { PlanRow } from './plan-row.js';

/** In the place of the personal link, which nobody but its agency sees. */
const NO_LINK = 'https://dondoc.example/';
const OWN_LINK = '[đường dẫn riêng của đơn vị]';

/** So many kinds of mails are shown, the rest counted. */
const SHOWN = 12;

/** What agencies hear of an amendment at once: one mail each, those that say the same together. */
export interface ToldAtOnce {
  readonly agencies: number;
  readonly mails: readonly {
    readonly agencies: number;
    /** Whose mail is shown for all that say the same. */
    readonly to: string;
    readonly subject: string;
    readonly text: string;
  }[];
  /** How many kinds of mails are not shown. */
  readonly more: number;
}

interface Telled {
  readonly plan: PlanRow;
  readonly identity: PlanRow['identity'];
  readonly held: HeldPlan;
  readonly changes: readonly CycleChange[];
  /** The plan as it runs then; a duty that begins has key and agency for an id. */
  readonly after: readonly RunningCycle[];
  readonly tellings: ReadonlyMap<string, readonly Telling[]>;
  readonly said: AmendmentSaid;
}

/** The mails that an amendment means at once, in the words in which they would leave now; nothing is written. */
export async function amendmentToldAtOnce(scope: OfficeScope, telled: Telled): Promise<ToldAtOnce> {
  const { tellings, after } = telled;
  const names = await agencyNames(scope, [...tellings.keys()]);
  const duties = new Map(
    after.flatMap(({ key, duties: all }) =>
      all.map((duty) => [`${key}/${duty.agencyId}`, duty] as const),
    ),
  );
  const alike = new Map<string, { agencyId: string; to: string; agencies: number }>();
  const byName = [...tellings.keys()]
    .map((agencyId) => ({ agencyId, to: names.get(agencyId) ?? '' }))
    .sort((a, b) => a.to.localeCompare(b.to, 'vi'));
  for (const { agencyId, to } of byName) {
    const same = JSON.stringify(
      (tellings.get(agencyId) ?? []).map(({ of, agencyId: _id, dutyId: _duty, ...telling }) => {
        const duty = duties.get(`${keyOf(of)}/${agencyId}`);
        return [keyOf(of), telling, duty === undefined ? null : saidOfDuty(duty)];
      }),
    );
    const one = alike.get(same) ?? { agencyId, to, agencies: 0 };
    one.agencies += 1;
    alike.set(same, one);
  }
  const kinds = [...alike.values()].sort((a, b) => b.agencies - a.agencies);
  const context: WordingContext = {
    now: scope.now,
    settings: scope.settings,
    timetableOf: rememberedTimetable(scope.settings),
    linkUrl: () => NO_LINK,
  };
  const mails = kinds.slice(0, SHOWN).flatMap(({ agencyId, to, agencies }) => {
    const own = tellings.get(agencyId) ?? [];
    const alone = isFormAlone(own);
    const facts = own.flatMap((telling) =>
      factsOf(telling, { ...telled, scope, agencyName: to, alone, duties }),
    );
    const content = agencyContent(facts, context);
    if (content === null) return [];
    const { subject, text } = renderNotice(content);
    return [
      {
        agencies,
        to,
        subject,
        text: text.replaceAll(`${NO_LINK} (tên miền dondoc.example)`, OWN_LINK),
      },
    ];
  });
  return { agencies: tellings.size, mails, more: Math.max(0, kinds.length - SHOWN) };
}

/** What a mail says of a duty. */
function saidOfDuty({ binding, state, targetAt, grantedDay }: RunningDuty): unknown {
  return [binding, state, targetAt, grantedDay];
}

/** A telling as the ledger would hand it to the templates. */
function factsOf(
  telling: Telling,
  {
    scope: { now },
    plan,
    identity,
    held,
    said,
    agencyName,
    alone,
    duties,
  }: Telled & {
    readonly scope: OfficeScope;
    readonly agencyName: string;
    readonly alone: boolean;
    readonly duties: ReadonlyMap<string, RunningDuty>;
  },
): readonly NoticeFacts[] {
  const { of } = telling;
  const duty = duties.get(`${keyOf(of)}/${telling.agencyId}`);
  if (duty === undefined) return [];
  const row = held.cycles.find(({ key }) => key === keyOf(of)) ?? null;
  const { requirement, cycle } =
    of.kind === 'added' ? of.tracked.planned : of.kind === 'dropped' ? of.from : of.to;
  const moved = of.kind === 'added' || (of.kind === 'kept' && of.moved);
  const restated =
    of.kind === 'kept' &&
    (of.from.cycle.duePhrase !== cycle.duePhrase || of.from.cycle.officeDue !== cycle.officeDue);
  // Where no day moves, one may have been given since the plan was confirmed.
  const asRow = row !== null && !moved;
  const opensNow = (of.kind === 'added' || of.kind === 'kept') && of.opensNow;
  const openedAt = row?.opened_at ?? (opensNow ? now : null);
  const targetAt = asRow ? row.target_at : cycle.targetAt;
  return [
    {
      notice: {
        name: alone ? 'formChanged' : 'amended',
        kind: 'event',
        replaces: [],
        data: tellingData(telling, { said, alone }),
      },
      duty: {
        obligationId: duty.id,
        ladder: ladderFactsOf(duty, {
          what: requirement.what,
          period: cycle.periodKind ?? null,
          eventDays: held.facts.after.eventDays,
          cutOff: cycle.cutOff,
          headReleasedAt: null,
          hourBound: cycle.hourBound,
          letterOnFirstLateDay: false,
          opensAt: row?.opens_at ?? now,
          openedAt,
        }),
        grantedDay: duty.grantedDay,
        duePhrase: asRow && !restated ? row.due_phrase : cycle.duePhrase,
        officeDue: asRow && !restated ? row.office_due : (cycle.officeDue ?? null),
        showTarget: asRow ? row.show_target : cycle.showTarget,
        startedLate: openedAt !== null && targetAt !== null && openedAt > targetAt,
        extensionAsked: null,
        state: duty.state,
        cancelled: of.kind === 'dropped',
        changes: 0,
      },
      reportName: reportNameIn({ requirement, cycle }),
      channel: requirement.channel,
      basis: requirement.basis ?? null,
      covering: requirement.covering ?? null,
      files: 0,
      identity,
      planCode: plan.code,
      agencyName,
      // As long as the mail itself, so that nothing is cut of one that is not of the other.
      link: { linkId: '', generation: 0 },
    },
  ];
}
