import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegisterRow } from '../../contract/register.js';
import { Panel } from '../parts/page-head.js';
import { RegisterRowLine } from './register-row.js';
import { notices } from '../parts/notices.js';

/** In the order in which an officer looks at them. */
const VERDICTS = ['sure', 'likely', 'doubtful', 'unclaimed', 'received', 'nobody'] as const;
const CONFIRMABLE: readonly RegisterRow['verdict'][] = ['sure', 'likely', 'doubtful'];

/** A row chosen for a duty. */
export interface ChosenLine {
  readonly obligationId: string;
  readonly line: number;
}

/** Rows by what they are taken for; the sure ones are ticked, the officer decides. */
export function RegisterMatches<Row extends RegisterRow>({
  rows: all,
  more = 0,
  take: confirm,
  onTaken,
  place,
  beside,
}: {
  readonly rows: readonly Row[];
  /** Rows of nobody beyond those given. */
  readonly more?: number;
  readonly take: (
    chosen: readonly ChosenLine[],
  ) => Promise<{ readonly confirmed: number; readonly arrived: number }>;
  readonly onTaken: () => void;
  /** Where a row stands, below it. */
  readonly place: (row: Row) => ReactNode;
  /** What else is confirmed with the rows: how much of it is chosen, whether any can be, and how it is shown. */
  readonly beside?: {
    readonly chosen: number;
    readonly open: boolean;
    readonly shown: ReactNode;
    /** What makes a row sure here. */
    readonly sureIntro: string;
  };
}) {
  const { t } = useTranslation('register');
  const client = useQueryClient();
  const [chosen, setChosen] = useState(() => choiceOf(all));
  const take = useMutation({
    mutationFn: () => confirm([...chosen].map(([obligationId, line]) => ({ obligationId, line }))),
    onSuccess: async ({ confirmed, arrived }) => {
      notices.show({ message: t('taken', { n: confirmed + arrived }) });
      await client.invalidateQueries();
      onTaken();
    },
  });
  const onChoose = ({ duty, line }: Row, on: boolean): void => {
    if (duty === null) return;
    // Of several rows for one duty the one ticked last is meant.
    const others = [...chosen].filter(([id]) => id !== duty.obligationId);
    setChosen(new Map(on ? [...others, [duty.obligationId, line]] : others));
  };
  const isAnyOpen =
    beside?.open === true || all.some(({ verdict }) => CONFIRMABLE.includes(verdict));
  const n = chosen.size + (beside?.chosen ?? 0);
  return (
    <Stack gap="md">
      <Panel>
        <Group gap="sm">
          <Text size="sm" style={{ flex: '1 1 220px' }}>
            {isAnyOpen ? t('hint') : t('nothing')}
          </Text>
          {isAnyOpen && (
            <Button disabled={n === 0} loading={take.isPending} onClick={() => take.mutate()}>
              {t('confirm', { n })}
            </Button>
          )}
        </Group>
        {take.error !== null && (
          <Alert color="red" variant="outline" role="alert" mt="sm">
            {take.error.message}
          </Alert>
        )}
      </Panel>
      {beside?.shown}
      {VERDICTS.map((verdict) => {
        const rows = all.filter((row) => row.verdict === verdict);
        if (rows.length === 0) return null;
        const unlisted = verdict === 'nobody' ? more : 0;
        return (
          <Panel key={verdict} title={t(verdict, { n: rows.length + unlisted })}>
            <Text size="sm" c="dimmed" mb="xs">
              {verdict === 'sure' && beside !== undefined ? beside.sureIntro : t(`${verdict}Intro`)}
            </Text>
            <div>
              {rows.map((row) => (
                <RegisterRowLine
                  key={row.line}
                  row={row}
                  place={place(row)}
                  chosen={
                    CONFIRMABLE.includes(verdict)
                      ? chosen.get(row.duty?.obligationId ?? '') === row.line
                      : null
                  }
                  onChoose={(on) => onChoose(row, on)}
                />
              ))}
            </div>
            {unlisted > 0 && (
              <Text size="sm" mt="xs">
                {t('more', { n: unlisted })}
              </Text>
            )}
          </Panel>
        );
      })}
    </Stack>
  );
}

/** The line chosen for each duty at first: the sure ones alone. */
function choiceOf(rows: readonly RegisterRow[]): ReadonlyMap<string, number> {
  return new Map(
    rows.flatMap(({ verdict, duty, line }) =>
      verdict === 'sure' && duty !== null ? [[duty.obligationId, line] as const] : [],
    ),
  );
}
