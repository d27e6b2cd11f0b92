// The files of a deployment as texts, each made from the description alone.
import { composeSettings, folders, processes, settings } from './description.mjs';

const named = settings.filter(({ name }) => name !== undefined);

/** The lines of `environment:` in docker-compose.yml that worker, API and migration share. */
export function composeEnvironment() {
  return named.map(({ name, needed, inFile, usual = '', compose }) => {
    if (compose !== undefined) return `    ${name}: ${quoted(compose)}`;
    return `    ${name}: \${${name}${needed && !inFile ? ':?' : `:-${usual}`}}`;
  });
}

function quoted(text) {
  return /^\d+$/.test(text) ? `'${text}'` : text;
}

/** .env.example: what must be set stands open, the rest is commented out with what it usually is. */
export function envExample() {
  const lines = [
    '# Settings of dondoc in production: copy to .env beside docker-compose.yml, or to /etc/dondoc/dondoc.env for systemd.',
  ];
  for (const setting of settings) {
    if (setting.title !== undefined) lines.push('', `# ${setting.title}`);
    else lines.push(`# ${setting.name}: ${setting.say}`, exampleLine(setting));
  }
  lines.push('', '# docker-compose.yml alone');
  for (const setting of composeSettings) {
    lines.push(`# ${setting.name}: ${setting.say}`, exampleLine(setting));
  }
  return `${lines.join('\n')}\n`;
}

function exampleLine({ name, needed, usual, example }) {
  const line = `${name}=${example ?? usual ?? ''}`;
  return needed ? line : `#${line}`;
}

/** The unit of a process; that of the API is a template: dondoc-api@8080, dondoc-api@8081 stand beside each other. */
export function systemdUnits() {
  return processes.map((one) => {
    const template = one.name === 'api';
    return { file: `dondoc-${one.name}${template ? '@' : ''}.service`, text: unitText(one) };
  });
}

function unitText({ name, title, once, stopSeconds, args }) {
  // By `env`: what stands in the file of settings would win over Environment=.
  const given = ['NODE_ENV=production', ...(name === 'api' ? ['PORT=%i'] : [])];
  const command = ['/usr/bin/env', ...given, '/usr/bin/node', ...args.map(word)].join(' ');
  return [
    '[Unit]',
    `Description=dondoc: ${title}`,
    ...(once
      ? ['After=network-online.target postgresql.service']
      : [
          'After=network-online.target dondoc-migrate.service',
          // Wanted, not required: an upgrade migrates again while these run on.
          'Wants=dondoc-migrate.service',
        ]),
    'Wants=network-online.target',
    '',
    '[Service]',
    ...(once
      ? ['Type=oneshot', 'RemainAfterExit=yes']
      : ['Type=simple', 'Restart=always', 'RestartSec=2']),
    'User=dondoc',
    'WorkingDirectory=/opt/dondoc',
    'EnvironmentFile=/etc/dondoc/dondoc.env',
    `ExecStart=${command}`,
    ...(once ? [] : [`TimeoutStopSec=${stopSeconds}`]),
    `ReadWritePaths=${folders.join(' ')}`,
    'ProtectSystem=strict',
    'ProtectHome=yes',
    'PrivateTmp=yes',
    'NoNewPrivileges=yes',
    '',
    '[Install]',
    'WantedBy=multi-user.target',
    '',
  ].join('\n');
}

/** A word of ExecStart: systemd takes `$` and `%` for its own. */
function word(text) {
  const escaped = text.replaceAll('%', '%%').replaceAll('$', '$$$$');
  return /[\s;'"]/.test(escaped) ? `"${escaped.replaceAll('"', '\\"')}"` : escaped;
}
