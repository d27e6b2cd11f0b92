import type { SinkCopy } from './sink-behaviour.js';
import type { Evidence, MailStep, Span } from './witnesses.js';

/** The copies of each mail, by Message-ID. */
export type Copies = ReadonlyMap<string, readonly SinkCopy[]>;

/** Mails that were taken up, or begun, after they had been recorded as sent. */
export function sentAgain(steps: readonly MailStep[], copies: Copies): readonly string[] {
  const sentAt = new Map<string, number>();
  const again: string[] = [];
  for (const { headerId, was, became, atMs } of steps) {
    if (was === 'sent' && became !== 'sent' && became !== 'bounced') again.push(headerId);
    if (became === 'sent' && !sentAt.has(headerId)) sentAt.set(headerId, atMs);
  }
  for (const [headerId, all] of copies) {
    const recorded = sentAt.get(headerId);
    if (recorded !== undefined && all.some(({ beganAtMs }) => beganAtMs > recorded)) {
      again.push(headerId);
    }
  }
  return [...new Set(again)];
}

/** Mails marked in a transaction that began when their agency was already known to owe nothing. */
export function markedInVain({ mails, steps, released }: Evidence): readonly string[] {
  const spans = new Map<string, Span[]>();
  for (const span of released) {
    spans.set(span.agencyId, [...(spans.get(span.agencyId) ?? []), span]);
  }
  const ofHeader = new Map(mails.map((mail) => [mail.headerId, mail]));
  // What is marked and at once found not to be wanted has not left.
  const kept = steps.filter(
    ({ became }, index) => became === 'sending' && !isTakenBack(steps, index),
  );
  return kept.flatMap(({ headerId, begunAtMs }) => {
    const mail = ofHeader.get(headerId);
    const agencyId = mail?.agencyId ?? null;
    if (agencyId === null || mail?.ladder !== true) return [];
    const isReleased = (spans.get(agencyId) ?? []).some(
      ({ fromMs, toMs }) => fromMs < begunAtMs && begunAtMs < toMs,
    );
    return isReleased ? [headerId] : [];
  });
}

function isTakenBack(steps: readonly MailStep[], index: number): boolean {
  const mark = steps[index];
  const next = steps.slice(index + 1).find(({ headerId }) => headerId === mark?.headerId);
  return next !== undefined && next.begunAtMs === mark?.begunAtMs;
}

/** Mails marked after their agency had another address, and sent to the old one. */
export function wrongAddresses({ mails, steps, sink, moved }: Evidence): readonly string[] {
  return moved.flatMap(({ agencyId, address, atMs }) => {
    const headers = mails.filter((mail) => mail.agencyId === agencyId).map((mail) => mail.headerId);
    return headers.filter((headerId) => {
      const marks = steps.filter((step) => step.headerId === headerId && step.became === 'sending');
      return sink.copies.some((copy) => {
        const mark = marks.filter((step) => step.atMs <= copy.beganAtMs).at(-1);
        return (
          copy.headerId === headerId &&
          copy.to !== address &&
          mark !== undefined &&
          mark.begunAtMs > atMs
        );
      });
    });
  });
}
