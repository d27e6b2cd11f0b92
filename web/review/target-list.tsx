import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { decimalOf } from '../../domain/decimal.js';
import type { DraftTarget } from '../../domain/schemas/plan-draft.js';
import { numberText } from '../format/number-text.js';
import { useAct } from '../parts/act-dialog.js';
import type { ActField, ActValues } from '../parts/act.js';
import { Panel } from '../parts/page-head.js';
import { ToneBadge } from '../parts/tone-badge.js';
import { SourceButton } from './source-button.js';

const COMPARATORS = ['at_least', 'at_most', 'equal'] as const;
/** What a person enters has no words in the document. */
const NOT_PRINTED: DraftTarget['evidence'] = { start: 0, end: 0, text: '' };

/** The targets of the plan as read, with their words, or as a person changes and adds them. */
export function TargetList({
  targets,
  isChanged,
  onChange,
  onSource,
  mayEdit,
}: {
  readonly targets: readonly DraftTarget[];
  readonly isChanged: boolean;
  /** Null: as they were read. */
  readonly onChange: (targets: DraftTarget[] | null) => void;
  readonly onSource: (about: string) => void;
  readonly mayEdit: boolean;
}) {
  const { t } = useTranslation('review');
  const open = useAct();
  const fieldsOf = useFields();
  const read = useTypedTarget();
  const edit = (at: number) => {
    const before = targets[at];
    open({
      title: t(before === undefined ? 'targetAdd' : 'targetEdit'),
      doneText: '',
      fields: fieldsOf(before),
      run: (values) => {
        // What is typed wrong is said in the dialogue.
        return new Promise((done) => {
          const target = { ...read(values), evidence: before?.evidence ?? NOT_PRINTED };
          onChange(
            before === undefined
              ? [...targets, target]
              : targets.map((one, nth) => (nth === at ? target : one)),
          );
          done(null);
        });
      },
    });
  };
  if (targets.length === 0 && !mayEdit) return null;
  return (
    <Panel title={t('targets')}>
      <Text size="xs" c="dimmed" mb="xs">
        {targets.length === 0 ? t('targetsNone') : t('targetsIntro')}
      </Text>
      <Stack gap={6}>
        {targets.map((target, index) => (
          <Group key={`${String(index)}/${target.evidence.text}`} gap="xs">
            <Text size="sm" style={{ flex: '1 1 220px' }}>
              <TargetWords target={target} />
            </Text>
            {target.evidence.text === '' ? (
              <ToneBadge tone="neutral">{t('targetByHand')}</ToneBadge>
            ) : (
              <SourceButton onClick={() => onSource(`targets[${String(index)}]`)} />
            )}
            {mayEdit && (
              <>
                <Button
                  size="compact-xs"
                  variant="subtle"
                  aria-label={`${t('targetEdit')} ${String(index + 1)}`}
                  onClick={() => edit(index)}
                >
                  {t('targetEditShort')}
                </Button>
                <Button
                  size="compact-xs"
                  variant="subtle"
                  aria-label={`${t('targetRemove')} ${String(index + 1)}`}
                  onClick={() => onChange(targets.filter((_, nth) => nth !== index))}
                >
                  {t('targetRemoveShort')}
                </Button>
              </>
            )}
          </Group>
        ))}
      </Stack>
      {mayEdit && (
        <Group gap="sm" mt="sm">
          <Button size="xs" variant="default" onClick={() => edit(targets.length)}>
            {t('targetAdd')}
          </Button>
          {isChanged && (
            <Button size="xs" variant="subtle" onClick={() => onChange(null)}>
              {t('targetsAsRead')}
            </Button>
          )}
        </Group>
      )}
    </Panel>
  );
}

function TargetWords({ target }: { readonly target: DraftTarget }) {
  const { t } = useTranslation('review');
  const { year, comparator, count, percent, subject, of } = target;
  const share = percent === null ? null : `${plain(percent)} %`;
  const amount = count === null ? (share ?? '') : plain(count);
  const beside = [
    ...(count !== null && share !== null ? [share] : []),
    ...(of === null ? [] : [t('targetOfAll', { n: plain(of) })]),
  ];
  return (
    <>
      {year !== null && t('targetIn', { year })}
      {t(`comparator_${comparator}`)} {amount} {subject}
      {beside.length > 0 && ` (${beside.join(', ')})`}
    </>
  );
}

function plain(n: number): string {
  return numberText(String(n));
}

function useFields(): (before: DraftTarget | undefined) => readonly ActField[] {
  const { t } = useTranslation('review');
  return (before) => {
    const number = (
      name: 'count' | 'percent' | 'of' | 'year',
      label: string,
      isYear = false,
    ): ActField => {
      const value = before?.[name] ?? null;
      const initial = value === null ? '' : isYear ? String(value) : plain(value);
      return { kind: 'text', name, label, required: false, initial };
    };
    return [
      { kind: 'text', name: 'subject', label: t('targetSubject'), initial: before?.subject ?? '' },
      number('year', t('targetYear'), true),
      {
        kind: 'choice',
        name: 'comparator',
        label: t('targetComparator'),
        required: true,
        initial: before?.comparator ?? 'at_least',
        options: COMPARATORS.map((value) => ({ value, label: t(`comparator_${value}`) })),
      },
      number('count', t('targetCount')),
      number('percent', t('targetPercent')),
      number('of', t('targetOf')),
    ];
  };
}

/** Reads what was typed of a target; throws with the sentence of what is wrong in it. */
function useTypedTarget(): (values: ActValues) => Omit<DraftTarget, 'evidence'> {
  const { t } = useTranslation('review');
  return (values) => {
    const number = (name: string): number | null => {
      const typed = values.text(name);
      if (typed === '') return null;
      const value = decimalOf(typed);
      if (value === null) throw new Error(t('targetNoNumber', { typed }));
      return Number(value);
    };
    const typedYear = values.text('year');
    if (typedYear !== '' && !/^20\d{2}$/u.test(typedYear)) {
      throw new Error(t('targetNoYear', { typed: typedYear }));
    }
    const [count, percent] = [number('count'), number('percent')];
    if (count === null && percent === null) throw new Error(t('targetWanted'));
    const comparator = COMPARATORS.find((one) => one === values.text('comparator'));
    return {
      subject: values.text('subject'),
      year: typedYear === '' ? null : Number(typedYear),
      comparator: comparator ?? 'at_least',
      count,
      percent,
      of: number('of'),
    };
  };
}
