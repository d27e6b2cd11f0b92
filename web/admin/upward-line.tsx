import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAct } from '../parts/act-dialog.js';
import { Loaded } from '../parts/loaded.js';
import { Panel } from '../parts/page-head.js';
import { useMay } from '../requests/office.js';
import { useRead, useSend } from '../requests/use-read.js';

/** Where the office above takes our reports, by the link it has sent us. */
export function UpwardLine() {
  const { t } = useTranslation(['admin', 'common']);
  const isAdmin = useMay('admin');
  const open = useAct();
  const send = useSend();
  const line = useRead('GET /api/upward-line');
  const set = (link: string | null) => send('PUT /api/upward-line', { body: { link } });
  return (
    <Panel title={t('admin:upwardLine')}>
      <Loaded query={line}>
        {({ address }) => (
          <>
            <Text size="sm" mb="xs">
              {address ?? t('admin:upwardLineNone')}
            </Text>
            {isAdmin && (
              <Group gap="xs">
                <Button
                  variant="default"
                  onClick={() =>
                    open({
                      title: t('admin:upwardLineSet'),
                      intro: t('admin:upwardLineIntro'),
                      fields: [{ kind: 'text', name: 'link', label: t('admin:upwardLink') }],
                      confirmLabel: t('common:save'),
                      run: (values) => set(values.text('link')),
                    })
                  }
                >
                  {t('admin:upwardLineSet')}
                </Button>
                {address !== null && (
                  <Button
                    variant="default"
                    onClick={() => open({ title: t('admin:upwardLineDrop'), run: () => set(null) })}
                  >
                    {t('admin:upwardLineDrop')}
                  </Button>
                )}
              </Group>
            )}
          </>
        )}
      </Loaded>
    </Panel>
  );
}
