import { Button, Checkbox, Group, NumberInput, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReviewStanding } from '../../contract/reviews.js';
import { usualLadder } from '../../domain/ladder-rules.js';
import type { DutyLadder } from '../../domain/ladder-rules.js';
import type { ConfirmedRequirement } from '../../domain/schemas/confirmed-plan.js';
import { longMoment } from '../format/day-text.js';
import { useLanguage } from '../i18n/language.js';
import { wordsFor } from '../parts/code-words.js';

/** Rungs counted in working days: how many there may be, and how many to begin with. */
const COUNTED = [
  { rung: 'prepare', least: 1, most: 60, first: 5 },
  { rung: 'remind', least: 1, most: 60, first: 2 },
  { rung: 'overdue', least: 0, most: 20, first: 0 },
  { rung: 'toHead', least: 1, most: 20, first: 1 },
] as const;

/** Which reminders a duty has and when they go; the office's, or its own with so many working days before and after. */
export function LadderChoice({
  requirement: { ladder, cycles },
  timeline,
  problem,
  mayEdit,
  onChange,
}: {
  readonly requirement: ConfirmedRequirement;
  /** Null where it has no day yet. */
  readonly timeline: ReviewStanding['timelines'][number] | null;
  readonly problem: string | undefined;
  readonly mayEdit: boolean;
  readonly onChange: (ladder: DutyLadder | null) => void;
}) {
  const { t } = useTranslation('review');
  return (
    <Stack gap={6}>
      <Text size="sm" fw={600}>
        {t(timeline?.isTracked === true ? 'ladderTracked' : 'ladder')}
      </Text>
      <TimeLine steps={timeline?.steps ?? []} />
      {timeline?.leftOut.map(({ rung, why }) => (
        <Text key={`${rung}/${why}`} size="xs" c="dimmed">
          {wordsFor('rung', rung)}: {why}.
        </Text>
      ))}
      {problem !== undefined && (
        <Text size="sm" c="red.9" role="alert">
          {problem}
        </Text>
      )}
      {ladder !== undefined && <Rungs ladder={ladder} mayEdit={mayEdit} onChange={onChange} />}
      {mayEdit && (
        <Group gap="xs">
          <Button
            size="compact-xs"
            variant="subtle"
            onClick={() =>
              onChange(ladder === undefined ? usualLadder(cycles[0]?.periodKind ?? null) : null)
            }
          >
            {ladder === undefined ? t('ladderChoose') : t('ladderUsual')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

function TimeLine({ steps }: { readonly steps: ReviewStanding['timelines'][number]['steps'] }) {
  const { t } = useTranslation('review');
  const { language } = useLanguage();
  if (steps.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t('ladderNone')}
      </Text>
    );
  }
  return (
    <ol className="time-line" aria-label={t('ladder')}>
      {steps.map(({ rung, at }) => (
        <li key={`${rung}/${at}`}>
          <Text size="sm" fw={600}>
            {wordsFor('rung', rung)}
          </Text>
          <Text size="xs" c="dimmed" className="number">
            {longMoment(at, language)}
          </Text>
        </li>
      ))}
    </ol>
  );
}

function Rungs({
  ladder,
  mayEdit,
  onChange,
}: {
  readonly ladder: DutyLadder;
  readonly mayEdit: boolean;
  readonly onChange: (ladder: DutyLadder) => void;
}) {
  const { t } = useTranslation('review');
  const counted = ({ rung, least, most, first }: (typeof COUNTED)[number]) => (
    <Group key={rung} gap="xs" wrap="wrap">
      <Checkbox
        label={t(`ladder_${rung}`)}
        disabled={!mayEdit}
        checked={ladder[rung] !== null}
        onChange={(event) =>
          onChange({ ...ladder, [rung]: event.currentTarget.checked ? first : null })
        }
      />
      {ladder[rung] !== null && (
        <NumberInput
          size="xs"
          w={130}
          aria-label={`${t(`ladder_${rung}`)}, ${t('ladderDays')}`}
          suffix={` ${t('ladderDays')}`}
          allowDecimal={false}
          disabled={!mayEdit}
          min={least}
          max={most}
          value={ladder[rung]}
          onChange={(days) => {
            if (typeof days === 'number' && days >= least && days <= most) {
              onChange({ ...ladder, [rung]: days });
            }
          }}
        />
      )}
    </Group>
  );
  const [prepare, remind, ...late] = COUNTED;
  return (
    <Stack gap={6}>
      {[prepare, remind].map(counted)}
      <Checkbox
        label={t('ladder_lastDay')}
        disabled={!mayEdit}
        checked={ladder.lastDay}
        onChange={(event) => onChange({ ...ladder, lastDay: event.currentTarget.checked })}
      />
      {late.map(counted)}
    </Stack>
  );
}
