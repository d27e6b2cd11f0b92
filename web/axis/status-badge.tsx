import type { AxisView } from '../../contract/axis.js';
import { statusWords } from '../../domain/axis/status-code.js';
import { useLanguage } from '../i18n/language.js';
import { ToneBadge } from '../parts/tone-badge.js';
import type { Tone } from '../parts/tone-badge.js';

type Meaning = AxisView['statuses'][number]['meaning'];

const TONES: Readonly<Record<Meaning, Tone>> = {
  acknowledged: 'green',
  refused: 'red',
  underWay: 'blue',
  takenBack: 'amber',
  unknown: 'neutral',
};

/** What an office says back of a document, by the code of the axis. */
export function StatusBadge({
  code,
  meaning,
}: {
  readonly code: string;
  readonly meaning: Meaning;
}) {
  const { language } = useLanguage();
  return <ToneBadge tone={TONES[meaning]}>{statusWords(code, language)}</ToneBadge>;
}
