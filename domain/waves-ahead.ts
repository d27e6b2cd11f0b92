import { dayAt } from './day.js';
import type { Day, Instant } from './day.js';
import { earliest } from './desk.js';
import type { LadderSettings } from './ladder.js';
import type { Recovery } from './recovery.js';
import { planWave } from './wave.js';
import type { WaveAgency, WaveDuty, WavePlan } from './wave.js';

/** A duty with the moment at which its next rung is due. */
export interface StandingDuty {
  readonly duty: WaveDuty;
  readonly nextAt: Instant | null;
  /** When its cycle takes nothing any more; nothing is told from then on. */
  readonly closesAt: Instant | null;
}

/** One wave of those to come, with what it does. */
export interface WaveAhead {
  readonly now: Instant;
  readonly plan: WavePlan;
}

/**
 * The waves that one agency is part of from a moment on when it never answers and its mails leave: each
 * at the moment at which the ledger wakes for it, planned by the rule that plans real ones. `from` null:
 * from the first rung on.
 */
export function wavesAhead(
  agency: Omit<WaveAgency, 'duties'>,
  duties: readonly StandingDuty[],
  at: {
    readonly from: Instant | null;
    readonly settings: LadderSettings;
    readonly recovery?: Recovery | null;
  },
): readonly WaveAhead[] {
  const { from } = at;
  const waves: WaveAhead[] = [];
  let standing = duties.map(untilClosed);
  let { waiting } = agency;
  let toldOn: Day | null = agency.toldToday && from !== null ? dayAt(from) : null;
  for (;;) {
    const next = earliest(standing.map(({ nextAt }) => nextAt));
    if (next === null) return waves;
    const now = from !== null && next < from ? from : next;
    if (from !== null && now > from && waiting.length > 0) {
      // What waited has left before the next wave.
      if (waiting.some(({ contactId }) => !isHead(agency, contactId))) toldOn ??= dayAt(from);
      waiting = [];
    }
    const plan = planWave(
      [
        {
          ...agency,
          duties: standing.filter(({ nextAt }) => nextAt !== null && nextAt <= now).map(dutyIn),
          waiting,
          toldToday: toldOn === dayAt(now),
        },
      ],
      { ...at, now },
    );
    if (plan.mails.some(({ reader }) => reader === 'writers')) toldOn = dayAt(now);
    waves.push({ now, plan });
    const places = new Map(plan.places.map((place) => [place.dutyId, place]));
    standing = standing.map((one) => {
      const place = places.get(one.duty.id);
      if (place === undefined) return one;
      const { reached, nextAt } = place;
      return untilClosed({ ...one, duty: { ...one.duty, reached }, nextAt });
    });
  }
}

function untilClosed({ duty, nextAt, closesAt }: StandingDuty): StandingDuty {
  const tooLate = nextAt !== null && closesAt !== null && nextAt >= closesAt;
  return { duty, closesAt, nextAt: tooLate ? null : nextAt };
}

const dutyIn = ({ duty }: StandingDuty): WaveDuty => duty;

function isHead({ contacts }: Pick<WaveAgency, 'contacts'>, contactId: string | null): boolean {
  return contacts.find(({ id }) => id === contactId)?.role === 'head';
}
