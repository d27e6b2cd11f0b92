import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlanReview } from '../../contract/plans.js';
import type { ReviewStanding } from '../../contract/reviews.js';
import { keyOfName } from '../../domain/name-key.js';
import { AgencyPicker } from './agency-picker.js';
import type { Reviewing } from './use-review.js';

/** Names of a duty that nobody on the list has: who came after them is proposed from the directory, or said once by hand. */
export function GoneNames({
  names,
  gone,
  agencies,
  edit,
}: {
  /** What of a duty means nobody, and what was said of it here. */
  readonly names: readonly string[];
  readonly gone: ReviewStanding['gone'];
  readonly agencies: PlanReview['agencies'];
  readonly edit: Reviewing['edit'];
}) {
  const said = (words: string, agencyIds: readonly string[]): void =>
    edit({ kind: 'successors', words, agencyIds: [...agencyIds] });
  return names.map((words) => (
    <GoneName
      key={words}
      words={words}
      proposed={gone.find((one) => keyOfName(one.words) === keyOfName(words))?.proposed ?? []}
      agencies={agencies}
      onSaid={(ids) => said(words, ids)}
    />
  ));
}

function GoneName({
  words,
  proposed,
  agencies,
  onSaid,
}: {
  readonly words: string;
  readonly proposed: readonly string[];
  readonly agencies: PlanReview['agencies'];
  readonly onSaid: (agencyIds: readonly string[]) => void;
}) {
  const { t } = useTranslation('review');
  const [chosen, setChosen] = useState<readonly string[] | null>(null);
  const names = agencies.flatMap(({ id, name }) => (proposed.includes(id) ? [name] : []));
  return (
    <Alert color="yellow" variant="outline" p="xs">
      <Stack gap="xs">
        <Text size="sm">
          {names.length === 0
            ? t('goneUnknown', { words })
            : t('goneNow', { words, names: names.join('; ') })}
        </Text>
        <Group gap="xs">
          {names.length > 0 && chosen === null && (
            <Button size="compact-sm" variant="default" onClick={() => onSaid(proposed)}>
              {t('goneYes')}
            </Button>
          )}
          {chosen === null && (
            <Button size="compact-sm" variant="subtle" onClick={() => setChosen(proposed)}>
              {t('goneOthers')}
            </Button>
          )}
        </Group>
        {chosen !== null && (
          <>
            <AgencyPicker agencies={agencies} chosenIds={chosen} onChange={setChosen} />
            <Group gap="xs">
              <Button
                size="compact-sm"
                disabled={chosen.length === 0}
                onClick={() => onSaid(chosen)}
              >
                {t('goneSay', { words })}
              </Button>
              <Button size="compact-sm" variant="default" onClick={() => setChosen(null)}>
                {t('goneLeave')}
              </Button>
            </Group>
          </>
        )}
      </Stack>
    </Alert>
  );
}

/** What was said on this page of bodies that are gone: remembered as the plan goes to the leader, taken back by a click. */
export function SaidSuccessors({
  edits: { successors },
  edit,
  agencies,
}: Pick<Reviewing, 'edits' | 'edit'> & { readonly agencies: PlanReview['agencies'] }) {
  const { t } = useTranslation('review');
  return Object.values(successors).map(({ words, agencyIds }) => {
    const names = agencies.flatMap(({ id, name }) => (agencyIds.includes(id) ? [name] : []));
    return (
      <Group key={words} gap="xs" mt="md">
        <Text size="sm">{t('goneSaid', { words, names: names.join('; ') })}</Text>
        <Button
          size="compact-xs"
          variant="subtle"
          onClick={() => edit({ kind: 'successors', words, agencyIds: [] })}
        >
          {t('goneTakeBack')}
        </Button>
      </Group>
    );
  });
}
