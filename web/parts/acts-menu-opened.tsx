import { Menu } from '@mantine/core';
import { ActsButton } from './acts-button.js';
import type { MenuAct } from './acts-button.js';
import { useOpenedMenu } from './opened-menu.js';

/** A menu of acts once its button was pressed. */
export function ActsMenuOpened({
  label,
  acts,
}: {
  readonly label: string;
  readonly acts: readonly MenuAct[];
}) {
  const { target, opened, onChange } = useOpenedMenu();
  return (
    <Menu position="bottom-end" withinPortal opened={opened} onChange={onChange}>
      <Menu.Target>
        <ActsButton ref={target} label={label} />
      </Menu.Target>
      <Menu.Dropdown>
        {acts.map((act) => (
          <Menu.Item key={act.key} onClick={() => act.perform()}>
            {act.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
