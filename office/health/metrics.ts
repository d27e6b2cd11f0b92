import { sql } from 'kysely';
import type { LedgerDb } from '../../db/connection.js';
import { msOf } from '../../domain/day.js';
import type { Instant } from '../../domain/day.js';
import type { FenceReason } from '../../domain/fence.js';
import { ledgerFacts } from './doctor-facts.js';

/** Answers of the relay in this time are counted. */
const ANSWERS_HOURS = 24;

interface Sample {
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
}

interface Metric {
  readonly name: string;
  readonly help: string;
  readonly samples: readonly Sample[];
}

/** What a monitor reads, in the text format of Prometheus (0.0.4): no names, no addresses, counts and ages of the whole installation. */
export async function metricsText(
  db: LedgerDb,
  { now, fence }: { readonly now: Instant; readonly fence: FenceReason | null },
): Promise<string> {
  const facts = await ledgerFacts(db, { now, officeId: null });
  const age = (at: Instant | null): number =>
    at === null ? 0 : Math.max(0, (msOf(now) - msOf(at)) / 1000);
  const counted = await counts(db, now);
  const gauge = (name: string, help: string, value: number): Metric => ({
    name,
    help,
    samples: [{ value }],
  });
  return textOf([
    gauge('dondoc_fence_closed', 'Whether nothing may be polled or sent.', fence === null ? 0 : 1),
    gauge(
      'dondoc_wave_lag_seconds',
      'How long the oldest due rung of an open cycle has waited for its wave.',
      age(counted.waveSince),
    ),
    gauge(
      'dondoc_oldest_unsent_seconds',
      'How long the oldest mail has waited that could leave now.',
      age(facts.oldestWaitingAt),
    ),
    gauge('dondoc_mails_waiting', 'Mails that could leave now.', facts.waiting),
    gauge('dondoc_mails_doubtful', 'Mails that wait for a person.', facts.doubtful),
    gauge(
      'dondoc_unseen_revisions',
      'Plans and cycles that were told something their workflow has not seen.',
      counted.unseen,
    ),
    gauge(
      'dondoc_alarms',
      'Plans and cycles that nobody looks at though told twice.',
      facts.alarms,
    ),
    gauge(
      'dondoc_outbox_age_seconds',
      'Age of the oldest change not yet told to a workflow.',
      age(facts.outboxOldestAt),
    ),
    gauge(
      'dondoc_relay_open',
      'Whether the relay takes mail.',
      facts.relayStanding === 'open' ? 1 : 0,
    ),
    {
      name: 'dondoc_answers',
      help: `Answers of the relay in the last ${String(ANSWERS_HOURS)} hours, by what became of the mail and what the answer was about.`,
      samples: counted.answers.map(({ state, about, n }) => ({
        labels: { state, about: about ?? 'taken' },
        value: n,
      })),
    },
    gauge(
      'dondoc_backup_age_seconds',
      'Age of the last backup that can be restored from; -1 where there is none.',
      facts.lastGoodBackupAt === null ? -1 : age(facts.lastGoodBackupAt),
    ),
    gauge(
      'dondoc_backup_failed',
      'Whether the last backup, or try of one, failed.',
      (facts.lastBackup?.problem ?? null) === null ? 0 : 1,
    ),
    gauge(
      'dondoc_clock_off_seconds',
      "How far the machine's clock of any worker is from the ledger's, at most.",
      Math.max(0, ...facts.workersClockAheadMs.map((ms) => Math.abs(ms))) / 1000,
    ),
    gauge('dondoc_held', 'Rungs and mails that a restore holds back.', facts.held),
  ]);
}

async function counts(
  db: LedgerDb,
  now: Instant,
): Promise<{
  readonly waveSince: Instant | null;
  readonly unseen: number;
  readonly answers: readonly { state: string; about: string | null; n: number }[];
}> {
  const { rows } = await sql<{ waveSince: Instant | null; unseen: number }>`
    select
      (select min(o.next_at) from obligation o
         join cycle c on c.office_id = o.office_id and c.id = o.cycle_id
         join office f on f.id = o.office_id
        where f.kind = 'live' and o.next_at <= ${now} and c.opened_at is not null
          and c.paused_at is null and c.cancelled_at is null and c.closed_at is null) as "waveSince",
      (select count(*)::int from plan p join office f on f.id = p.office_id
        where f.kind = 'live' and p.state = 'started' and p.revision > p.seen_revision)
      + (select count(*)::int from cycle c join office f on f.id = c.office_id
        where f.kind = 'live' and c.opened_at is not null and c.closed_at is null
          and c.cancelled_at is null and c.revision > c.seen_revision) as unseen`.execute(db);
  const { rows: answers } = await sql<{ state: string; about: string | null; n: number }>`
    select m.state, m.refusal_about as about, count(*)::int as n
      from message m join office f on f.id = m.office_id
     where f.kind = 'live'
       and m.answered_at > clock_timestamp() - ${ANSWERS_HOURS} * interval '1 hour'
     group by 1, 2 order by 1, 2`.execute(db);
  return { waveSince: rows[0]?.waveSince ?? null, unseen: rows[0]?.unseen ?? 0, answers };
}

function textOf(metrics: readonly Metric[]): string {
  return metrics
    .flatMap(({ name, help, samples }) => [
      `# HELP ${name} ${help}`,
      `# TYPE ${name} gauge`,
      ...samples.map(({ labels, value }) => `${name}${labelsOf(labels)} ${String(value)}`),
    ])
    .join('\n')
    .concat('\n');
}

function labelsOf(labels: Sample['labels']): string {
  if (labels === undefined) return '';
  const pairs = Object.entries(labels).map(
    ([name, value]) => `${name}="${value.replaceAll(/["\\\n]/g, '_')}"`,
  );
  return `{${pairs.join(',')}}`;
}
