import {
  Alert,
  Button,
  Checkbox,
  Group,
  List,
  Modal,
  MultiSelect,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Agency, SplitEffects } from '../../contract/directory.js';
import { dayAt, dayOrNull } from '../../domain/day.js';
import { headed } from '../format/cycle-text.js';
import { shortDay } from '../format/day-text.js';
import { DayInput } from '../parts/day-input.js';
import { useRead, useSend } from '../requests/use-read.js';
import { notices } from '../parts/notices.js';

interface Part {
  readonly id: string;
  readonly name: string;
}

type Chosen = Readonly<Record<string, readonly string[]>>;

/** One agency becomes several on a day: what of its reports goes to whom is shown first, and may be shared out otherwise. */
export function AgencySplitting({
  agency,
  onClose,
}: {
  readonly agency: Agency;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation(['admin', 'common']);
  const send = useSend();
  const client = useQueryClient();
  const [on, setOn] = useState('');
  const [basis, setBasis] = useState('');
  const [parts, setParts] = useState<readonly Part[]>([]);
  const [remains, setRemains] = useState(false);
  const [chosen, setChosen] = useState<Chosen>({});
  const params = { agencyId: agency.id };
  const input = { on, partIds: parts.map(({ id }) => id), remains, chosen };
  const asked = JSON.stringify(input);
  const [shown, setShown] = useState<{ readonly asked: string } & SplitEffects>();
  const look = useMutation({
    mutationFn: () => send('POST /api/agencies/:agencyId/split/effect', { params, body: input }),
    onSuccess: (answer) => setShown({ asked, ...answer }),
  });
  const split = useMutation({
    mutationFn: (seen: string) =>
      send('POST /api/agencies/:agencyId/split', { params, body: { ...input, basis, seen } }),
    onSuccess: async () => {
      notices.show({ message: t('common:saved') });
      await client.invalidateQueries();
      onClose();
    },
  });
  // What was shown is of these words alone.
  const isCurrent = shown?.asked === asked;
  const error = look.error ?? split.error;
  const lacks = dayOrNull(on) === null || basis.trim() === '' || parts.length === 0;
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={`${t('admin:splitAgency')}: ${agency.name}`}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isCurrent) split.mutate(shown.seen);
          else look.mutate();
        }}
      >
        <Stack gap="sm">
          <Text size="sm">{t('admin:splitIntro')}</Text>
          <DayInput label={t('admin:splitOn')} required value={on} onChange={setOn} />
          <PartsSelect agency={agency} value={parts} onChange={setParts} />
          <Checkbox
            label={t('admin:splitRemains')}
            checked={remains}
            onChange={(event) => setRemains(event.currentTarget.checked)}
          />
          <TextInput
            label={t('admin:closingBasis')}
            description={t('admin:closingBasisNote')}
            required
            value={basis}
            onChange={(event) => setBasis(event.currentTarget.value)}
          />
          {shown !== undefined && (
            <Effects
              effects={shown}
              of={agency.name}
              parts={parts}
              chosen={chosen}
              onChoose={setChosen}
            />
          )}
          {error !== null && (
            <Alert color="red" variant="outline" role="alert">
              {error.message}
            </Alert>
          )}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {t('common:cancel')}
            </Button>
            <Button
              type="submit"
              {...(isCurrent ? { color: 'red' } : {})}
              disabled={lacks}
              loading={look.isPending || split.isPending}
            >
              {isCurrent ? t('admin:splitAgency') : t('admin:closingLook')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** The agencies that came out of it, found by their names. */
function PartsSelect({
  agency,
  value,
  onChange,
}: {
  readonly agency: Agency;
  readonly value: readonly Part[];
  readonly onChange: (parts: readonly Part[]) => void;
}) {
  const { t } = useTranslation('admin');
  const [words, setWords] = useState('');
  const [wanted] = useDebouncedValue(words, 300);
  const agencies = useRead('GET /api/agencies', { query: { q: wanted } });
  const found = (agencies.data?.agencies ?? []).filter(
    ({ id, validTo }) => id !== agency.id && validTo === null,
  );
  const options = [...value, ...found.filter(({ id }) => !value.some((one) => one.id === id))];
  return (
    <MultiSelect
      label={t('splitParts')}
      description={t('splitPartsNote')}
      required
      searchable
      searchValue={words}
      onSearchChange={setWords}
      // The server has found them.
      filter={({ options: all }) => all}
      value={value.map(({ id }) => id)}
      onChange={(ids) => onChange(options.filter(({ id }) => ids.includes(id)))}
      data={options.map(({ id, name }) => ({ value: id, label: name }))}
    />
  );
}

/** What becomes of each report of the agency, and whose the earlier ones are; which parts send one can be chosen. */
function Effects({
  effects: { effects, received },
  of,
  parts,
  chosen,
  onChoose,
}: {
  readonly effects: SplitEffects;
  readonly of: string;
  readonly parts: readonly Part[];
  readonly chosen: Chosen;
  readonly onChoose: (chosen: Chosen) => void;
}) {
  const { t } = useTranslation('admin');
  const all = parts.map(({ id }) => id);
  return (
    <Stack gap="xs">
      <Text size="sm" fw={600}>
        {effects.length === 0 ? t('closingNothing') : t('closingEffect')}
      </Text>
      <List size="sm" spacing="xs">
        {effects.map(({ obligationId, reportName, planTitle, targetAt, fate, to }) => (
          <List.Item key={obligationId}>
            {headed(reportName)} ({planTitle}
            {targetAt === null ? '' : `, ${shortDay(dayAt(targetAt))}`}):{' '}
            <b>{t(`split_${fate}`)}</b>
            {(fate === 'splits' || chosen[obligationId] !== undefined) && (
              <Stack gap={4} mt={4}>
                {parts.map(({ id, name }) => {
                  const owers = chosen[obligationId] ?? all;
                  const joins = to.some(({ agencyId, joins: own }) => agencyId === id && own);
                  return (
                    <Checkbox
                      key={id}
                      size="xs"
                      label={joins ? t('splitJoins', { name }) : name}
                      checked={owers.includes(id)}
                      onChange={(event) =>
                        onChoose({
                          ...chosen,
                          [obligationId]: event.currentTarget.checked
                            ? [...owers, id]
                            : owers.filter((one) => one !== id),
                        })
                      }
                    />
                  );
                })}
              </Stack>
            )}
          </List.Item>
        ))}
      </List>
      {received > 0 && <Text size="sm">{t('splitFigures', { of, n: received })}</Text>}
    </Stack>
  );
}
