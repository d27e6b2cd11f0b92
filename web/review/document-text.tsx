import { Button, CloseButton, Group, Text } from '@mantine/core';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { passageAt, passageBeside, trimmed } from './passage-at.js';
import { segmentsOf } from './segments.js';
import type { Span } from './segments.js';

/**
 * The text of the document; the chosen sentence is lit and scrolled to. Where something may be pointed
 * at, a click leads to the duty that was read there; elsewhere, and for words selected, it may become one.
 */
export function DocumentText({
  text,
  spans,
  chosen,
  dutyAt,
  onDuty,
  onAdd,
}: {
  readonly text: string;
  readonly spans: readonly Span[];
  readonly chosen: readonly Span[];
  /** The place of the duty that was read at a place of the text; null where there is none. */
  readonly dutyAt: (place: number) => string | null;
  readonly onDuty: (about: string) => void;
  /** Null: nothing can be added. */
  readonly onAdd: ((span: Span) => void) | null;
}) {
  const { t } = useTranslation('review');
  const [pointed, setPointed] = useState<Span | null>(null);
  const lit = useMemo(() => (pointed === null ? chosen : [pointed]), [pointed, chosen]);
  const segments = useMemo(() => segmentsOf(text, spans, lit), [text, spans, lit]);
  const first = useRef<HTMLElement>(null);
  useEffect(() => {
    first.current?.scrollIntoView({ block: 'center' });
  }, [chosen]);
  const byKey = useRef(false);
  useEffect(() => {
    if (pointed !== null && byKey.current) first.current?.scrollIntoView({ block: 'nearest' });
    byKey.current = false;
  }, [pointed]);
  const firstChosen = segments.findIndex((segment) => segment.chosen);

  const point = (event: MouseEvent): void => {
    const selected = selectedIn(event.currentTarget);
    if (selected === null) return;
    if (selected.start < selected.end) {
      setPointed(onAdd === null ? null : trimmed(text, selected));
      return;
    }
    const about = dutyAt(selected.start);
    if (about !== null) {
      setPointed(null);
      onDuty(about);
    } else setPointed(onAdd === null ? null : passageAt(text, selected.start));
  };

  /** Arrows go from sentence to sentence; Enter leads to the duty that was read there, or makes it one. */
  const pointByKey = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : null;
    if (step !== null) {
      const next = passageBeside(text, pointed ?? chosen[0] ?? null, step);
      if (next === null) return;
      event.preventDefault();
      byKey.current = true;
      setPointed(next);
    } else if (event.key === 'Enter' && pointed !== null) {
      event.preventDefault();
      const about = dutyAt(pointed.start);
      setPointed(null);
      if (about !== null) onDuty(about);
      else onAdd?.(pointed);
    } else if (event.key === 'Escape') setPointed(null);
  };

  return (
    <>
      {onAdd !== null && (
        <Group className="pointing-bar" gap="xs" wrap="nowrap" justify="space-between">
          {pointed === null ? (
            <Text size="sm" c="dimmed">
              {t('pointHint')}
            </Text>
          ) : (
            <>
              <Button
                size="compact-md"
                onClick={() => {
                  setPointed(null);
                  onAdd(pointed);
                }}
              >
                {t('addDuty')}
              </Button>
              <Text size="sm" c="dimmed" truncate style={{ flex: 1, minWidth: 0 }} role="status">
                “{text.slice(pointed.start, pointed.end)}”
              </Text>
              <CloseButton aria-label={t('pointNothing')} onClick={() => setPointed(null)} />
            </>
          )}
        </Group>
      )}
      <div
        className="document-text"
        tabIndex={0}
        role="group"
        aria-label={t('pointKeys')}
        onMouseUp={point}
        onKeyDown={pointByKey}
      >
        {segments.map((segment, index) => {
          const place = { 'data-from': segment.start };
          if (!segment.marked && !segment.chosen)
            return (
              <span key={segment.start} {...place}>
                {segment.text}
              </span>
            );
          return (
            <mark
              key={segment.start}
              className={segment.chosen ? 'chosen' : ''}
              ref={index === firstChosen ? first : null}
              {...place}
            >
              {segment.text}
            </mark>
          );
        })}
      </div>
    </>
  );
}

/** What a person has selected in an element, as offsets of its text; of no length where he only clicked. */
function selectedIn(within: Element): Span | null {
  const selection = window.getSelection();
  if (selection === null || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!within.contains(range.commonAncestorContainer)) return null;
  const start = placeOf(range.startContainer, range.startOffset);
  const end = placeOf(range.endContainer, range.endOffset);
  return start === null || end === null ? null : { start, end };
}

function placeOf(node: Node, offset: number): number | null {
  const holder = node.parentElement?.closest<HTMLElement>('[data-from]');
  const from = Number(holder?.dataset['from'] ?? Number.NaN);
  return Number.isNaN(from) ? null : from + offset;
}
