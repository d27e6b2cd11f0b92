import { Alert, Button, Group, List, Modal, Select, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UnitsOffered } from '../../contract/directory.js';
import { shortDay } from '../format/day-text.js';
import { Loaded } from '../parts/loaded.js';
import { useRead, useSend } from '../requests/use-read.js';
import { EffectDialog } from './import-effect.js';
import type { Answers } from './import-effect.js';

/** Brings in the communes of a province out of the shipped list of units, whose date is shown. */
export function ImportUnits() {
  const { t } = useTranslation('admin');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t('units')}
      </Button>
      {open && <UnitsDialog onClose={() => setOpen(false)} />}
    </>
  );
}

function UnitsDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation(['admin', 'common']);
  const offered = useRead('GET /api/agencies/units');
  const send = useSend();
  const look = useMutation({
    mutationFn: async (province: string) => ({
      province,
      effect: await send('POST /api/agencies/units/effect', { body: { province } }),
    }),
  });
  if (look.data !== undefined) {
    const { province, effect } = look.data;
    const ask = (answers: Answers) => ({ province, answers: { ...answers } });
    return (
      <EffectDialog
        effect={effect}
        lines={false}
        look={async (answers) => send('POST /api/agencies/units/effect', { body: ask(answers) })}
        apply={async (answers, seen) =>
          send('POST /api/agencies/units', { body: { ...ask(answers), seen } })
        }
        note={({ beyond }) => beyond.length > 0 && <Beyond names={beyond} />}
        onClose={onClose}
      />
    );
  }
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('admin:unitsTitle')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <Loaded query={offered}>
        {(list) => (
          <Province
            list={list}
            isLooking={look.isPending}
            error={look.error}
            onLook={(province) => look.mutate(province)}
          />
        )}
      </Loaded>
    </Modal>
  );
}

function Province({
  list: { asOf, basis, provinces, proposed },
  isLooking,
  error,
  onLook,
}: {
  readonly list: UnitsOffered;
  readonly isLooking: boolean;
  readonly error: Error | null;
  readonly onLook: (province: string) => void;
}) {
  const { t } = useTranslation('admin');
  const [province, setProvince] = useState(proposed);
  return (
    <Stack gap="md">
      <Text size="sm">{t('unitsIntro')}</Text>
      <Select
        label={t('unitsProvince')}
        searchable
        value={province}
        data={provinces.map(({ code, name, units }) => ({
          value: code,
          label: t('unitsOf', { name, units }),
        }))}
        onChange={setProvince}
      />
      <Text size="sm" c="dimmed">
        {t('unitsAsOf', { day: shortDay(asOf), basis: basis.join('; ') })}
      </Text>
      {error !== null && (
        <Alert color="red" variant="outline" role="alert">
          {error.message}
        </Alert>
      )}
      <Group justify="flex-end">
        <Button
          disabled={province === null}
          loading={isLooking}
          onClick={() => {
            if (province !== null) onLook(province);
          }}
        >
          {t('unitsLook')}
        </Button>
      </Group>
    </Stack>
  );
}

function Beyond({ names }: { readonly names: readonly string[] }) {
  const { t } = useTranslation('admin');
  return (
    <div>
      <Text fw={600}>{t('unitsBeyond')}</Text>
      <List size="sm">
        {names.map((name) => (
          <List.Item key={name}>{name}</List.Item>
        ))}
      </List>
    </div>
  );
}
