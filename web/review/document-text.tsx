import { useEffect, useMemo, useRef } from 'react';
import { segmentsOf } from './segments.js';
import type { Span } from './segments.js';

/** The text of the document; the chosen sentence is lit and scrolled to. */
export function DocumentText({
  text,
  spans,
  chosen,
}: {
  readonly text: string;
  readonly spans: readonly Span[];
  readonly chosen: readonly Span[];
}) {
  const segments = useMemo(() => segmentsOf(text, spans, chosen), [text, spans, chosen]);
  const first = useRef<HTMLElement>(null);
  useEffect(() => {
    first.current?.scrollIntoView({ block: 'center' });
  }, [chosen]);
  const firstChosen = segments.findIndex((segment) => segment.chosen);
  return (
    <div className="document-text">
      {segments.map((segment, index) => {
        if (!segment.marked && !segment.chosen)
          return <span key={segment.start}>{segment.text}</span>;
        return (
          <mark
            key={segment.start}
            className={segment.chosen ? 'chosen' : ''}
            ref={index === firstChosen ? first : null}
          >
            {segment.text}
          </mark>
        );
      })}
    </div>
  );
}
