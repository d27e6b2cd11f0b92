import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { ReviewStanding } from '../../contract/reviews.js';
import { withEdit } from '../../domain/review/review-edits.js';
import type { ReviewEdit, ReviewEdits } from '../../domain/schemas/review-edits.js';
import { Refusal } from '../requests/ask.js';
import { useSend } from '../requests/use-read.js';
import { joinedEdits } from './joined-edits.js';

/** Whoever types is left this long, in milliseconds, before it is kept. */
const PAUSE_MS = 700;
const TRY_AGAIN_MS = 5_000;

export interface Reviewing {
  /** As the server last told it. */
  readonly standing: ReviewStanding;
  /** What people did, with what is still on its way. */
  readonly edits: ReviewEdits;
  readonly edit: (...edits: readonly ReviewEdit[]) => void;
  /** Keeps at once what is on its way and says what stands then; null where it could not be kept. */
  readonly keep: () => Promise<ReviewStanding | null>;
  readonly isKept: boolean;
  readonly isKeeping: boolean;
  /** Why it could not be kept; it is tried again unless another has written the same. */
  readonly failure: Refusal | null;
  readonly isContested: boolean;
  /** Keeps one's own words over those of the other. */
  readonly insist: () => void;
  /** Takes those of the other. */
  readonly giveWay: () => void;
}

/** A review that is kept as it is typed: what is done here shows at once and goes to the server after a pause. */
export function useReview(planId: string, fresh: ReviewStanding): Reviewing {
  const send = useSend();
  const client = useQueryClient();
  const [standing, setStanding] = useState(fresh);
  const [pending, setPending] = useState<readonly ReviewEdit[]>([]);
  const [isKeeping, setKeeping] = useState(false);
  const [failure, setFailure] = useState<Refusal | null>(null);
  const under = useRef<Promise<ReviewStanding | null> | null>(null);
  const latest = useRef(fresh);
  const waiting = useRef<readonly ReviewEdit[]>([]);
  const isContested = failure?.code === 'EDITED_MEANWHILE';

  // What others did meanwhile, as long as nothing of one's own is on its way.
  if (fresh.revision > standing.revision && pending.length === 0 && !isKeeping) {
    setStanding(fresh);
  }
  useEffect(() => {
    latest.current = standing;
  }, [standing]);

  const queue = (edits: readonly ReviewEdit[]): void => {
    waiting.current = edits;
    setPending(edits);
  };

  const keep = async (): Promise<ReviewStanding | null> => {
    if (under.current !== null) {
      const kept = await under.current;
      return kept === null || waiting.current.length === 0 ? kept : keep();
    }
    if (waiting.current.length === 0) return latest.current;
    const sent = waiting.current;
    const work = (async () => {
      setKeeping(true);
      try {
        const next = await send('POST /api/plans/:planId/review', {
          params: { planId },
          body: { revision: latest.current.revision, edits: [...sent] },
        });
        latest.current = next;
        setStanding(next);
        setFailure(null);
        queue(waiting.current.slice(sent.length));
        return next;
      } catch (error) {
        setFailure(error instanceof Refusal ? error : null);
        return null;
      } finally {
        setKeeping(false);
        under.current = null;
      }
    })();
    under.current = work;
    return work;
  };

  const keepLater = useEffectEvent(() => void keep());
  useEffect(() => {
    if (pending.length === 0 || isKeeping || isContested) return;
    const later = setTimeout(keepLater, failure === null ? PAUSE_MS : TRY_AGAIN_MS);
    return () => clearTimeout(later);
  }, [pending, isKeeping, isContested, failure]);
  useEffect(() => {
    // Whoever leaves the page by its menu or by Back has his last words kept all the same.
    const leave = (): void => keepLater();
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      leave();
      void client.invalidateQueries({ queryKey: ['GET /api/plans/:planId/review'] });
    };
  }, [client]);

  return {
    standing,
    edits: pending.reduce(withEdit, standing.edits),
    edit: (...edits) => {
      // What is under way keeps its own list: only behind it may edits be joined.
      const from = under.current === null ? 0 : waiting.current.length;
      queue(joinedEdits(waiting.current, edits, from));
    },
    keep,
    isKept: pending.length === 0 && !isKeeping,
    isKeeping,
    failure,
    isContested,
    insist: () => {
      // What the other wrote has been seen now.
      if (fresh.revision > latest.current.revision) latest.current = fresh;
      setFailure(null);
      void keep();
    },
    giveWay: () => {
      queue([]);
      setFailure(null);
      setStanding(fresh);
    },
  };
}
